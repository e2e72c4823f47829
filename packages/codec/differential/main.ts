import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "../src/bytes/index.ts";
import { encodeDocuments, sampleTrees } from "./documents.ts";
import { compareWithLibwbxml } from "./run-libwbxml.ts";
import { compareWithTshark } from "./run-tshark.ts";
import type { Tally } from "./tally.ts";

export interface Peers {
  /** The driver compiled from libwbxml-batch.c. */
  libwbxml?: string | undefined;
  /** The command tshark. */
  tshark?: string | undefined;
}

/** tshark describes each token at length, so it gets fewer of the generated documents. */
const TSHARK_SHARE = 10;

/**
 * Compares this codec with the peers there are: on the captures and vectors of the folder `tests`, and on as many
 * documents made from the seed.
 */
export async function differential(tests: string, peers: Peers, seed: number, documents: number): Promise<Tally[]> {
  const vectors = filesIn(join(tests, "vectors"), ".hex").map(
    (path) => decodeHex(readFileSync(path, "utf8").replaceAll(/#.*/g, "")) ?? new Uint8Array(0),
  );
  const captures = filesIn(join(tests, "captures"), ".bin").map((path) => new Uint8Array(readFileSync(path)));
  const tallies: Tally[] = [];
  if (peers.libwbxml !== undefined) {
    tallies.push(...(await compareWithLibwbxml(peers.libwbxml, seed, documents, [...captures, ...vectors])));
  }
  if (peers.tshark !== undefined) {
    const generated = encodeDocuments(sampleTrees(seed, Math.ceil(documents / TSHARK_SHARE)));
    tallies.push(
      ...(await compareWithTshark(peers.tshark, [
        ["captures", captures],
        ["vectors", vectors],
        ["generated documents", generated],
      ])),
    );
  }
  return tallies;
}

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
