// What a visit loads, gzip: before the start screen is there, and the editor that comes when one is wanted.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleSizes, firstScripts } from "../check/bundle-sizes.mjs";
import { ROOT } from "../setup/run-command.mjs";

const page = join(ROOT, "apps", "web", "dist");
const weigh = (/** @type {string} */ file) => (gzipSync(readFileSync(join(page, file))).length / 1000).toFixed(1);

export function printSizes() {
  console.log("Sizes, kB gzip");
  for (const file of firstScripts()) console.log(`  first script    ${weigh(file).padStart(7)}  ${file}`);
  // Monaco is in the chunk of the code editor, and in a worker of its own.
  for (const name of readdirSync(join(page, "assets")).sort())
    if (/^(?:code-editor|editor\.worker|draft-worker|reply-worker|workbench)-.*\.js$/.test(name))
      console.log(`  comes later     ${weigh(join("assets", name)).padStart(7)}  assets/${name}`);
  console.log(`  ${bundleSizes()}\n`);
}
