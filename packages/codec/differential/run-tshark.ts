import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captureFile, MAX_CAPTURED } from "./capture-file.ts";
import { compareTokens } from "./compare-tshark.ts";
import { readPdml } from "./read-pdml.ts";
import { Tally } from "./tally.ts";

/** Compares the labels of every document with the tokens tshark finds in it. */
export async function compareWithTshark(
  tshark: string,
  groups: readonly (readonly [title: string, documents: readonly Uint8Array[]])[],
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const [title, all] of groups) {
    const documents = all.filter(({ length }) => length > 0 && length <= MAX_CAPTURED);
    const tally = new Tally(`tshark dissects ${title}`);
    const packets = readPdml(await dissect(tshark, documents));
    if (packets.length !== documents.length)
      tally.fail(`tshark shows ${packets.length} of ${documents.length} packets`);
    else for (const [index, bytes] of documents.entries()) compareTokens(bytes, packets[index], tally);
    tallies.push(tally);
  }
  return tallies;
}

async function dissect(tshark: string, documents: readonly Uint8Array[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "easel-tshark-"));
  try {
    const file = join(folder, "documents.pcap");
    writeFileSync(file, captureFile(documents));
    // Without name resolution and the user's settings, so that every machine shows the same.
    return await output(tshark, ["-n", "-r", file, "-T", "pdml", "-J", "wbxml"], { HOME: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output(command: string, args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, ...env } });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}
