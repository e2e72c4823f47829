import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../setup/run-command.mjs";
import { CODEC } from "./build.mjs";

/**
 * Packs the codec as `npm publish` would and installs that tarball into a folder of nothing else, without a network:
 * a dependency would make it fail.
 * @param {string} folder an empty one
 * @returns {Promise<string>} the folder of the installed package
 * @throws {Error} with npm's words
 */
export async function installPacked(folder) {
  const packs = join(folder, "packs");
  mkdirSync(packs);
  await npm(["pack", "--pack-destination", packs], CODEC);
  const [tarball = ""] = readdirSync(packs);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const cache = join(folder, "empty-cache");
  await npm(["install", "--offline", "--cache", cache, "--no-audit", "--no-fund", join(packs, tarball)], folder);
  return join(folder, "node_modules", "@easel", "codec");
}

/** @param {string[]} args @param {string} cwd */
async function npm(args, cwd) {
  const { code, output } = await runCommand("npm", args, { cwd, capture: true });
  if (code !== 0) throw new Error(`npm ${args[0]} failed.\n${output}`);
}
