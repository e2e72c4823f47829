import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeFaults } from "./size.mjs";

/** @param {object} changes */
const part = (changes) => ({
  title: "bytes",
  code: "",
  minified: 40,
  gzip: 20,
  modules: /** @type {[string, number][]} */ ([["bytes/hex.js", 40]]),
  ...changes,
});

test("a part at its limit, with nothing it must not carry, is in order", () => {
  assert.deepEqual(sizeFaults([part({ limit: 20, never: /^protocol\// })]), []);
});

test("a part above its limit says by how much", () => {
  assert.deepEqual(sizeFaults([part({ limit: 15 })]), ["bytes weighs 20 bytes, 5 above its limit of 15."]);
});

test("a part that carries what it must not names the files", () => {
  const modules = [
    ["bytes/hex.js", 40],
    ["protocol/code-pages/02-email.js", 30],
  ];
  assert.deepEqual(sizeFaults([part({ modules, never: /^protocol\// })]), [
    "bytes carries protocol/code-pages/02-email.js.",
  ]);
});
