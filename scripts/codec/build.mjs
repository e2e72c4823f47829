// Builds what is published of packages/codec, its dist folder: one module and one declaration file per source.
// Why not a bundle: docs/decisions/0007-one-module-per-source.md.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, runCommand } from "../setup/run-command.mjs";

export const CODEC = join(ROOT, "packages", "codec");
const DIST = join(CODEC, "dist");

/** @throws {Error} with the compiler's words when the sources do not compile */
export async function buildCodec() {
  rmSync(DIST, { recursive: true, force: true });
  const { code, output } = await runCommand("tsc", ["-p", join(CODEC, "tsconfig.build.json")], { capture: true });
  if (code !== 0) throw new Error(`packages/codec does not compile.\n${output}`);
  for (const name of /** @type {string[]} */ (readdirSync(DIST, { recursive: true }))) {
    if (name.endsWith(".d.ts")) pointAtModules(join(DIST, name));
  }
}

/** The compiler rewrites `./x.ts` in modules only; in declarations it would name a source that is not published. @param {string} file */
function pointAtModules(file) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(/(\bfrom |\bimport\()"(\.[^"]*)\.ts"/g, '$1"$2.js"'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCodec();
