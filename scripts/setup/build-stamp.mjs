import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./run-command.mjs";

const SOURCES = ["apps", "packages", "scripts/build.mjs", "package.json", "pnpm-lock.yaml", "tsconfig.json"];
const OUTPUTS = ["apps/web/dist/index.html", "apps/proxy/dist/node.js"];
const PASSED_OVER = new Set(["node_modules", "dist", "test"]);

/**
 * A digest of every source file's path, size and time of change: equal means nothing needs building.
 * @param {string} [root]
 */
export function sourceStamp(root = ROOT) {
  const hash = createHash("sha256").update(process.version);
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    const stat = statSync(full);
    if (!stat.isDirectory()) {
      hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(full).sort()) if (!PASSED_OVER.has(name)) add(`${path}/${name}`);
  };
  for (const path of SOURCES) add(path);
  return hash.digest("hex");
}

/** @param {string} root */
const stampFile = (root) => join(root, ".cache", "build-stamp");

/**
 * True when the last build is whole and was made from the sources as they are.
 * @param {string} [root]
 */
export function isBuilt(root = ROOT) {
  if (!OUTPUTS.every((output) => existsSync(join(root, output)))) return false;
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), "utf8") === sourceStamp(root);
}

/**
 * Called before a build, so that one that is broken off leaves no stamp.
 * @param {string} [root]
 */
export function forgetBuild(root = ROOT) {
  rmSync(stampFile(root), { force: true });
}

/**
 * @param {string} stamp of the sources as they were when the build began
 * @param {string} [root]
 */
export function rememberBuild(stamp, root = ROOT) {
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), stamp);
}
