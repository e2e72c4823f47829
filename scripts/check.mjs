// `npm test`: every check in turn, going on after a failure, and one plain closing line.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { provideBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { bundleSizes, firstScriptFault } from "./check/bundle-sizes.mjs";
import { provideRealServer } from "./check/provide-real-server.mjs";
import { readPlaywrightCounts, readTapCounts, readVitestCounts, readVitestSkipReasons } from "./check/read-results.mjs";
import { heading, report } from "./check/report.mjs";
import { sizeFaults, sizeTable, weighCodec } from "./codec/size.mjs";
import { differential } from "./differential.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT, runCommand } from "./setup/run-command.mjs";

/** @typedef {import("./check/read-results.mjs").Counts} Counts */
/** @typedef {{ counts: Counts, skipReason?: string }} Outcome */

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const SKIPPED = { passed: 0, failed: 0, skipped: 1 };
const RESULTS = join(ROOT, ".cache", "check");

/** @type {[title: string, run: () => Promise<Outcome>][]} */
const steps = [
  ["Lint", () => oneCheck("biome", ["check", "."])],
  ["Types", () => oneCheck(process.execPath, ["scripts/typecheck.mjs"])],
  ["Scripts", scriptTests],
  ["Unit and property tests", unitTests],
  ["Codec against libwbxml and tshark", differentialTests],
  ["Build", buildAll],
  ["Codec size", codecSize],
  ["Page size", pageSize],
  ["Browser", browserTests],
  ["Real server (SOGo)", realServerTests],
];

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function oneCheck(command, args) {
  const { code } = await runCommand(command, args);
  return { counts: code === 0 ? PASSED : FAILED };
}

/** @returns {Promise<Outcome>} */
async function scriptTests() {
  const folders = ["scripts", "scripts/setup", "scripts/check", "scripts/codec"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".test.mjs"))
      .map((name) => `${folder}/${name}`),
  );
  const { code, output } = await runCommand(process.execPath, ["--test", "--test-reporter=tap", ...files], {
    capture: true,
  });
  if (code !== 0) console.log(output);
  return { counts: readTapCounts(output, code) };
}

/** @returns {Promise<Outcome>} */
async function unitTests() {
  const file = join(RESULTS, "unit.json");
  const { code } = await runCommand("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile=${file}`]);
  const skipReason = readVitestSkipReasons(file);
  return { counts: readVitestCounts(file, code), ...(skipReason && { skipReason }) };
}

/** @returns {Promise<Outcome>} */
async function differentialTests() {
  const { passed, failed, absent } = await differential();
  const counts = { passed, failed, skipped: absent.length };
  return absent.length > 0 ? { counts, skipReason: absent.join("\n") } : { counts };
}

/** Without a whole build the tests after it would run on an old one, and are not run. */
let built = false;
const NOT_BUILT = "Not run: the build has failed.";

/** @returns {Promise<Outcome>} */
async function buildAll() {
  built = await build();
  return { counts: built ? PASSED : FAILED };
}

/** @returns {Promise<Outcome>} */
async function codecSize() {
  const parts = await weighCodec();
  for (const line of sizeTable(parts)) console.log(line);
  const faults = sizeFaults(parts);
  for (const fault of faults) console.error(fault);
  return { counts: { passed: parts.length - faults.length, failed: faults.length, skipped: 0 } };
}

/** @returns {Promise<Outcome>} */
async function pageSize() {
  const fault = firstScriptFault();
  console.log(fault ?? bundleSizes());
  return { counts: fault ? FAILED : PASSED };
}

/** @returns {Promise<Outcome>} */
async function browserTests() {
  const { reason } = await provideBrowser();
  if (!reason) return playwright("browser");
  console.error(reason);
  return { counts: FAILED };
}

/** @returns {Promise<Outcome>} */
async function realServerTests() {
  const server = built ? await provideRealServer() : { broken: NOT_BUILT };
  if ("absent" in server) return { counts: SKIPPED, skipReason: server.absent };
  if ("broken" in server) {
    console.error(server.broken);
    return { counts: FAILED };
  }
  stopOnSignal = server.stop;
  try {
    return await playwright("real-server", { EASEL_REAL_SERVER_URL: server.url });
  } finally {
    stopOnSignal = undefined;
    await server.stop();
  }
}

/**
 * @param {string} project
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
async function playwright(project, env = {}) {
  if (!built) {
    console.error(NOT_BUILT);
    return { counts: FAILED };
  }
  const file = join(RESULTS, `${project}.json`);
  const { code } = await runCommand("playwright", ["test", `--project=${project}`], {
    env: { ...env, EASEL_E2E_RESULTS: file },
  });
  return { counts: readPlaywrightCounts(file, code) };
}

/** @type {(() => Promise<void>) | undefined} what must not outlive a broken-off run */
let stopOnSignal;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, async () => {
    await stopOnSignal?.();
    process.exit(130);
  });
}

requireDependencies();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const results = [];
for (const [title, run] of steps) {
  console.log(heading(title));
  const began = performance.now();
  const outcome = await run().catch((error) => {
    console.error(error);
    return { counts: FAILED };
  });
  results.push({ title, ...outcome, seconds: (performance.now() - began) / 1000 });
}
const { text, failed } = report(results, [bundleSizes()]);
console.log(text);
process.exit(failed ? 1 : 0);
