import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { missingDependencies } from "./dependencies.mjs";

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "easel-dependencies-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * @param {string} path
 * @param {object} content
 */
function write(path, content) {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, "package.json"), JSON.stringify(content));
}

test("a complete workspace misses nothing", () => {
  write(".", { name: "easel", devDependencies: { vite: "8.0.0" } });
  write("node_modules/vite", { version: "8.0.0" });
  write("apps/proxy", { name: "@easel/proxy", dependencies: { "@easel/codec": "workspace:*" } });
  write("apps/proxy/node_modules/@easel/codec", { version: "0.1.0" });
  assert.deepEqual(missingDependencies(root), []);
});

test("an absent dependency is named with the package that wants it", () => {
  write(".", { name: "easel" });
  write("packages/sandbox", { name: "@easel/sandbox", dependencies: { hono: "4.13.19" } });
  assert.deepEqual(missingDependencies(root), ["@easel/sandbox: hono 4.13.19 is not installed"]);
});

test("an exact version that differs is named, a range is left to the installer", () => {
  write(".", { name: "easel", devDependencies: { vite: "8.0.1", types: "^20.0.0" } });
  write("node_modules/vite", { version: "8.0.0" });
  write("node_modules/types", { version: "20.19.43" });
  assert.deepEqual(missingDependencies(root), ["easel: vite is 8.0.0, wanted 8.0.1"]);
});
