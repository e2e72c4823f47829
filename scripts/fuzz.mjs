// `npx pnpm fuzz`: random inputs for the codec, guided by the branches they reach.
// Options: --inputs 2000000   --seconds 600   --seed 1   --only wbxml   --replay 'wbxml:03016A…'   --plain (no guidance)
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { bundleSource } from "./setup/bundle-source.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { instrument } from "./setup/instrument.mjs";
import { ROOT } from "./setup/run-command.mjs";

const CODEC = join(ROOT, "packages", "codec");
const MODULE = join(ROOT, ".cache", "fuzz", "fuzz.mjs");
/** An input that is still running after this many seconds hangs. */
const HANG_SECONDS = 60;
/** Units of a running input that the watchdog can name. */
const HELD = 1 << 14;

const { values: options } = parseArgs({
  options: {
    inputs: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    replay: { type: "string" },
    plain: { type: "boolean" },
  },
});
const seed = Number(options.seed ?? Date.now() % 1_000_000_000);
const inputs = Number(options.inputs ?? (options.seconds ? Number.POSITIVE_INFINITY : 200_000));
const seconds = Number(options.seconds ?? Number.POSITIVE_INFINITY);

requireDependencies();
const coverage = instrument(join(CODEC, "src"));
await bundleSource(join(CODEC, "fuzz", "fuzz.ts"), MODULE, options.plain ? [] : [coverage]);
/** @type {typeof import("../packages/codec/fuzz/fuzz.ts")} */
const { fuzz, readSeeds, replay, targets, written } = await import(pathToFileURL(MODULE).href);

if (options.replay) {
  const fault = replay(options.replay);
  console.log(fault ? `${fault.name}: ${fault.detail}` : "This input breaks nothing.");
  process.exit(fault ? 1 : 0);
}

const { beforeRun, stop } = startWatchdog();
const report = fuzz({
  seed,
  inputs,
  seconds,
  places: coverage.places,
  seeds: readSeeds(join(CODEC, "test")),
  only: options.only,
  beforeRun,
  progress: (done) => process.stderr.isTTY && process.stderr.write(`\r${count(done)} inputs `),
});
stop();

for (const { target, name, detail, input, number } of report.findings) {
  console.log(`\n${target}, ${name} (input ${count(number)} of seed ${seed})\n  ${detail}`);
  console.log(`  npx pnpm fuzz --replay '${written(target, input).replaceAll("'", "'\\''")}'`);
}
const kinds = [...report.counts].map(([name, ran]) => `${name} ${count(ran)}`).join(", ");
const { taken, all } = report.branches;
const reached = all > 0 ? `; ${count(taken)} of ${count(all)} branches taken, ${count(report.kept)} inputs kept` : "";
const speed = count(Math.round(report.inputs / report.seconds));
console.log(
  `Fuzz: ${count(report.inputs)} inputs in ${report.seconds.toFixed(0)} s, ${speed} a second, seed ${seed} (${kinds})${reached}; ${report.findings.length} findings.`,
);
process.exit(report.findings.length === 0 ? 0 : 1);

/** @param {number} value */
function count(value) {
  return value.toLocaleString("en");
}

/**
 * A thread that looks whether the count of inputs still moves. JavaScript that never ends cannot be stopped from
 * within, so the running input stands in shared memory for the thread to name.
 */
function startWatchdog() {
  const shared = new SharedArrayBuffer(16 + 2 * HELD);
  const counters = new Int32Array(shared, 0, 4);
  const held = new Uint16Array(shared, 16);
  const code = `
    const { workerData: { shared, hang, names } } = require("node:worker_threads");
    const counters = new Int32Array(shared, 0, 4);
    let last = -1, idle = 0;
    setInterval(() => {
      const now = Atomics.load(counters, 0);
      idle = now === last ? idle + 1 : 0;
      last = now;
      if (idle < hang) return;
      const units = [...new Uint16Array(shared, 16, Math.min(counters[1], ${HELD}))];
      const text = counters[3] ? JSON.stringify(String.fromCharCode(...units)) : Buffer.from(units).toString("hex");
      const what = names[counters[2]] + ", an input of " + counters[1] + ", hangs for " + hang + " s: ";
      require("node:fs").writeSync(1, what + names[counters[2]] + ":" + text + "\\n");
      process.kill(process.pid, "SIGKILL");
    }, 1000);`;
  const names = targets.map(({ name }) => name);
  const worker = new Worker(code, { eval: true, workerData: { shared, hang: HANG_SECONDS, names } });
  return {
    /** @param {string} target @param {string | Uint8Array} input */
    beforeRun(target, input) {
      counters[0] = (counters[0] ?? 0) + 1;
      counters[1] = input.length;
      counters[2] = names.indexOf(target);
      counters[3] = typeof input === "string" ? 1 : 0;
      const length = Math.min(input.length, HELD);
      if (typeof input !== "string") held.set(input.subarray(0, length));
      else for (let at = 0; at < length; at++) held[at] = input.charCodeAt(at);
    },
    stop: () => worker.terminate(),
  };
}
