import { join } from "node:path";
import { runCommand } from "../setup/run-command.mjs";
import { corpusPath, SOURCES } from "./prepare.mjs";

const WARM_UP = "mail_100";
const MEASURED = ["mail_1k", "mail_10k", "send_35m"];

/** Documents there must be for this. */
export const MEMORY_CORPORA = new Set([WARM_UP, ...MEASURED]);

const LEGEND = `Memory, in MB and as multiples of the input, each in a process of its own, for one conversion:
  peak   resident memory at its highest, above what was resident before and above the output (the tree is counted)
  first  that of the first conversion of the process: compiling, and a young generation that grows, are in it
  warm   after 200 conversions of ${WARM_UP} (0.2 MB), when both are done
  kept   what is still held after garbage collection, beside the output (the tree is counted); of a small tree it says
         more than the warm peak, because a young generation that has grown has room for it already`;

/** @param {string} node @param {string} module */
export async function printMemory(node, module) {
  console.log(`\n${LEGEND}`);
  for (const corpus of MEASURED) {
    for (const operation of ["decode", "encode", "tree"]) {
      const ending = operation === "encode" ? ".xml" : ".wbxml";
      const path = corpusPath(corpus, ending);
      const first = await inProcess(node, [module, operation, path]);
      const warm = await inProcess(node, [module, operation, path, corpusPath(WARM_UP, ending)]);
      if (!first || !warm) continue;
      const times = (/** @type {number} */ bytes) =>
        `${(bytes / 1e6).toFixed(1).padStart(6)} MB ${(bytes / first.input).toFixed(2).padStart(6)} ×`;
      const figures = `first ${times(first.peak)}   warm ${times(warm.peak)}   kept ${times(warm.kept)}`;
      const young = `(young generation ${(first.young / 1e6).toFixed(0)} → ${(warm.young / 1e6).toFixed(0)} MB)`;
      console.log(`${corpus.padEnd(9)} ${operation.padEnd(7)} ${figures}   ${young}`);
    }
  }
}

/**
 * @param {string} node @param {string[]} args
 * @returns {Promise<{ input: number, output: number, peak: number, kept: number, young: number } | undefined>}
 */
async function inProcess(node, args) {
  const { code, output } = await runCommand(node, ["--expose-gc", join(SOURCES, "memory.mjs"), ...args], {
    capture: true,
  });
  if (code !== 0) console.log(`memory: ${args[1]} failed. ${output.trim()}`);
  return code === 0 ? JSON.parse(output) : undefined;
}
