import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { forgetBuild, isBuilt, rememberBuild, sourceStamp } from "./build-stamp.mjs";

/** @type {string} */
let root;
/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "easel-stamp-"));
  write("apps/web/src/main.ts", "1");
  write("apps/web/dist/index.html", "page");
  write("apps/proxy/dist/node.js", "proxy");
  rememberBuild(sourceStamp(root), root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("an unchanged tree is not built again", () => assert.equal(isBuilt(root), true));

test("a changed source asks for a build", () => {
  write("apps/web/src/main.ts", "12");
  assert.equal(isBuilt(root), false);
});

test("a new source file asks for a build", () => {
  write("packages/codec/src/new.ts", "");
  assert.equal(isBuilt(root), false);
});

test("outputs and installed packages do not count as sources", () => {
  write("apps/web/dist/assets/a.js", "built");
  write("apps/web/node_modules/a/index.js", "installed");
  assert.equal(isBuilt(root), true);
});

test("a missing output asks for a build", () => {
  rmSync(join(root, "apps/proxy/dist/node.js"));
  assert.equal(isBuilt(root), false);
});

test("a build that was broken off asks for a build", () => {
  forgetBuild(root);
  assert.equal(isBuilt(root), false);
});
