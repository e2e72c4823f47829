import { spawn } from "node:child_process";
import type { PeerAnswer } from "./compare-libwbxml.ts";

/** One conversion for the driver: decode bytes, or encode XML. */
export interface Request {
  operation: "d" | "e";
  input: Uint8Array;
}

/** Longest wait for all answers of one process, in milliseconds. */
const PATIENCE = 120_000;

/** The answers of libwbxml in the order of the requests; undefined for the one that ended its process. */
export async function askLibwbxml(driver: string, requests: readonly Request[]): Promise<PeerAnswer[]> {
  const answers: PeerAnswer[] = [];
  while (answers.length < requests.length) {
    answers.push(...readAnswers(await runDriver(driver, requests.slice(answers.length))));
    // A process that ends early has met a document it cannot stand; the next one goes on behind it.
    if (answers.length < requests.length) answers.push(undefined);
  }
  return answers;
}

function runDriver(driver: string, requests: readonly Request[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(driver, [], { stdio: ["pipe", "pipe", "ignore"], timeout: PATIENCE });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(chunks)));
    // It may end before it has read everything; the missing answers tell.
    child.stdin.on("error", () => undefined);
    child.stdin.end(Buffer.concat(requests.map(frame)));
  });
}

function frame({ operation, input }: Request): Buffer {
  const bytes = Buffer.alloc(5 + input.length);
  bytes.write(operation, 0, "latin1");
  bytes.writeUInt32LE(input.length, 1);
  bytes.set(input, 5);
  return bytes;
}

function readAnswers(output: Buffer): PeerAnswer[] {
  const answers: PeerAnswer[] = [];
  let at = 0;
  while (at + 5 <= output.length) {
    const end = at + 5 + output.readUInt32LE(at + 1);
    if (end > output.length) break;
    answers.push({ code: output[at] ?? 0, bytes: output.subarray(at + 5, end) });
    at = end;
  }
  return answers;
}
