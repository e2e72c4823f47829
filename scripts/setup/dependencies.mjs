import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run-command.mjs";

const EXACT = /^\d+\.\d+\.\d+/;

/**
 * Direct dependencies of the workspace that are absent or of another version than asked. pnpm installs before
 * every script by itself, but goes on when that fails: this is how a script notices.
 * @param {string} [root]
 * @returns {string[]} one line for each, empty when all are there
 */
export function missingDependencies(root = ROOT) {
  const folders = [root];
  for (const group of ["packages", "apps"]) {
    if (!existsSync(join(root, group))) continue;
    for (const name of readdirSync(join(root, group))) folders.push(join(root, group, name));
  }
  return folders.filter((folder) => existsSync(join(folder, "package.json"))).flatMap(missingIn);
}

/** @param {string} folder */
function missingIn(folder) {
  const { name, dependencies = {}, devDependencies = {} } = readJson(join(folder, "package.json"));
  const missing = [];
  for (const [dependency, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
    const file = join(folder, "node_modules", dependency, "package.json");
    if (!existsSync(file)) missing.push(`${name}: ${dependency} ${wanted} is not installed`);
    else if (EXACT.test(String(wanted)) && readJson(file).version !== wanted)
      missing.push(`${name}: ${dependency} is ${readJson(file).version}, wanted ${wanted}`);
  }
  return missing;
}

/** Ends the process with a sentence when something is missing. */
export function requireDependencies() {
  const missing = missingDependencies();
  if (missing.length === 0) return;
  console.error("The dependencies are not complete, so the automatic install has failed (see above). First of them:");
  for (const line of missing.slice(0, 5)) console.error(`  ${line}`);
  console.error("Check the network and the registry setting of npm, then run the same command again.");
  process.exit(1);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
