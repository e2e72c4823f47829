// `npx pnpm runtimes`: the packed codec in every runtime that can be had here, a row for each: the README's tour and
// all golden vectors. A runtime that cannot be had is named and is no failure.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireDependencies } from "../setup/dependencies.mjs";
import { runCommand } from "../setup/run-command.mjs";
import { writeBrowserPages } from "./browser-pages.mjs";
import { makeConsumer } from "./consumer-folder.mjs";
import { provideRuntime } from "./provide-runtime.mjs";
import { trialsInChromium } from "./trials-in-chromium.mjs";
import { trialsInFirefox } from "./trials-in-firefox.mjs";

/** @typedef {{ name: string, trial: import("./consumer-folder.mjs").Trial } | { name: string, reason: string }} Row */

requireDependencies();
const folder = mkdtempSync(join(tmpdir(), "easel-runtimes-"));
let failed = false;
try {
  const installed = await makeConsumer(folder);
  console.log("runtime".padEnd(32), "Buffer", "  tour", "  vectors");
  show(await trialOf("Node, this one", { path: process.execPath }));
  show(await trialOf("Node, the newest", await provideRuntime("node")));
  show(await trialOf("Bun", await provideRuntime("bun"), ["run"]));
  show(await trialOf("Deno", await provideRuntime("deno"), ["run", "--no-remote", "--node-modules-dir=manual"]));
  await writeBrowserPages(folder, installed);
  for (const row of await trialsInChromium(folder)) show(row);
  for (const row of await trialsInFirefox(folder)) show(row);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

/**
 * @param {string} name @param {{ path: string } | { reason: string }} runtime @param {string[]} [flags]
 * @returns {Promise<Row>}
 */
async function trialOf(name, runtime, flags = []) {
  if ("reason" in runtime) return { name, reason: runtime.reason };
  const { output: version } = await runCommand(runtime.path, ["--version"], { capture: true });
  const title = `${name} ${/\d+(?:\.\d+)+/.exec(version)?.[0] ?? ""}`;
  const { output } = await runCommand(runtime.path, [...flags, "print-trial.mjs"], {
    cwd: folder,
    env: { DENO_DIR: join(folder, "deno"), DENO_NO_UPDATE_CHECK: "1" },
    capture: true,
  });
  const line = output.split("\n").find((text) => text.startsWith("{"));
  const fallen = { checks: 0, vectors: 0, hasBuffer: false, failures: [output.trim()] };
  return { name: title, trial: line ? JSON.parse(line) : fallen };
}

/** @param {Row} row */
function show(row) {
  if ("reason" in row) {
    console.log(row.name.padEnd(32), "not run:", row.reason);
    return;
  }
  const { checks, vectors, hasBuffer, failures } = row.trial;
  const verdict = failures.length === 0 ? "all hold" : `${failures.length} FAILED`;
  const counts = [checks, vectors].map((count) => String(count).padStart(7));
  console.log(row.name.padEnd(32), hasBuffer ? "yes   " : "no    ", ...counts, ` ${verdict}`);
  for (const failure of failures.slice(0, 5)) console.log(`    ${failure}`);
  failed ||= failures.length > 0;
}
