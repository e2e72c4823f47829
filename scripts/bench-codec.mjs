// `npx pnpm bench:codec`: this codec against libwbxml and npm aswbxml in one run, interleaved, medians.
//   --corpora mail_1k,cjk_1k   only these documents, and only the contest
//   --parts contest,linear,memory   --rounds 11  --quick (shorter and fewer rounds)   --no-peers
//   --newest   on the newest Node there is    --node PATH   on another Node    --chromium   in a browser's worker
//   --wall   a second table by the wall clock; processor time counts only the engine's own work
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { contest, entryGroups } from "./bench-codec/contest.mjs";
import { codecInChromium, codecOnNode, startPeers } from "./bench-codec/engines.mjs";
import { LINEAR_CORPORA, printLinear } from "./bench-codec/linear.mjs";
import { MEMORY_CORPORA, printMemory } from "./bench-codec/memory.mjs";
import { bundle, writeCorpora } from "./bench-codec/prepare.mjs";
import { corpusLine, headLine, LEGEND, readmeTable, summaryLines } from "./bench-codec/table.mjs";
import { provideRuntime } from "./codec/provide-runtime.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";

const { values: options } = parseArgs({
  options: {
    corpora: { type: "string" },
    parts: { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    "no-peers": { type: "boolean", default: false },
    newest: { type: "boolean", default: false },
    node: { type: "string" },
    chromium: { type: "boolean", default: false },
    wall: { type: "boolean", default: false },
  },
});

requireDependencies();
const effort = { aim: options.quick ? 30e6 : 100e6, rounds: Number(options.rounds ?? (options.quick ? 5 : 11)) };
const parts = new Set((options.parts ?? (options.corpora ? "contest" : "contest,linear,memory")).split(","));
const node = await chosenNode();
const module = await bundle("entry.mjs", "codec.mjs");
const corpora = await writeCorpora(module, isWanted);
const codec = options.chromium ? await codecInChromium() : await codecOnNode(node, module);
const peers = options["no-peers"] ? {} : await startPeers(node);
try {
  console.log(`Codec bench: ${codec.title}; ${cpus()[0]?.model ?? "unknown processor"} × ${cpus().length}`);
  if (parts.has("contest")) await printContest();
  if (parts.has("linear")) await printLinear(codec, corpora, effort.rounds);
  if (parts.has("memory") && !options.chromium) await printMemory(node, module);
} finally {
  await codec.stop();
  peers.libwbxml?.stop();
  peers.aswbxml?.stop();
}

async function printContest() {
  /** @type {import("./bench-codec/table.mjs").Results} */
  const results = new Map();
  const contested = corpora.filter(({ name }) => options.corpora || !name.startsWith("mails_"));
  const clocks = options.wall && codec.clock !== "wall" ? /** @type {const} */ (["processor", "wall"]) : [codec.clock];
  console.log(`${LEGEND}\n\n${headLine()}`);
  for (const corpus of contested) {
    for (const group of entryGroups(codec, peers)) {
      const entrants = group.map((entry) => ({ corpus: corpus.name, entry }));
      for (const [key, times] of await contest(entrants, effort)) results.set(key, times);
    }
    for (const clock of clocks)
      console.log(corpusLine(results, corpus, clock) + (clocks.length > 1 ? `  ${clock}` : ""));
  }
  const names = contested.map(({ name }) => name);
  for (const clock of clocks) {
    console.log(`\nBy ${clock} time, quadratic wide_20k and mail_10k left out:`);
    for (const line of summaryLines(results, names, clock)) console.log(line);
    console.log("");
    for (const line of readmeTable(results, names, clock)) console.log(line);
  }
}

/** @param {string} name */
function isWanted(name) {
  if (options.corpora) return options.corpora.split(",").includes(name);
  if (parts.has("contest") && !name.startsWith("mails_")) return true;
  return (parts.has("linear") && LINEAR_CORPORA.has(name)) || (parts.has("memory") && MEMORY_CORPORA.has(name));
}

async function chosenNode() {
  if (options.node) return options.node;
  if (!options.newest) return process.execPath;
  const newest = await provideRuntime("node");
  if ("reason" in newest) throw new Error(newest.reason);
  return newest.path;
}
