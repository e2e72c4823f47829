import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../setup/run-command.mjs";
import { buildCodec, CODEC } from "./build.mjs";
import { publishedManifest } from "./published-manifest.mjs";

/**
 * Packs the codec as `npm publish` would and installs that tarball into a folder of nothing else, without a network:
 * a dependency would make it fail. It packs a copy, since other tests read the repository's manifest meanwhile.
 * @param {string} folder an empty one
 * @returns {Promise<string>} the folder of the installed package
 * @throws {Error} with npm's words
 */
export async function installPacked(folder) {
  const packs = join(folder, "packs");
  const copy = join(folder, "codec");
  mkdirSync(packs);
  await buildCodec();
  for (const name of ["dist", "src", "README.md", "LICENSE"])
    cpSync(join(CODEC, name), join(copy, name), { recursive: true });
  writeFileSync(join(copy, "package.json"), publishedManifest(readFileSync(join(CODEC, "package.json"), "utf8")));
  await npm(["pack", "--pack-destination", packs], copy);
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
