import assert from "node:assert/strict";
import { test } from "node:test";
import { report } from "./report.mjs";

const lastLine = (/** @type {string} */ text) => text.split("\n").at(-1);

test("the last line alone holds the sums", () => {
  const { text, failed } = report([
    { title: "Lint", counts: { passed: 1, failed: 0, skipped: 0 }, seconds: 1 },
    { title: "Unit", counts: { passed: 41, failed: 0, skipped: 0 }, seconds: 2 },
  ]);
  assert.equal(lastLine(text), "42 passed, 0 failed");
  assert.equal(failed, false);
});

test("one failure anywhere fails the whole", () => {
  const { text, failed } = report([
    { title: "Lint", counts: { passed: 0, failed: 1, skipped: 0 }, seconds: 1 },
    { title: "Unit", counts: { passed: 41, failed: 0, skipped: 2 }, seconds: 2 },
  ]);
  assert.equal(lastLine(text), "41 passed, 1 failed, 2 skipped");
  assert.match(text, /FAILED +Lint/);
  assert.equal(failed, true);
});

test("what was skipped stands in a box with its reason, however long", () => {
  const skipReason = `No network: ${"apt-get could not reach anything ".repeat(8)}`;
  const { text } = report([
    { title: "Real server", counts: { passed: 0, failed: 0, skipped: 1 }, seconds: 1, skipReason },
  ]);
  const box = text.split("\n").filter((line) => /^[|+]/.test(line));
  assert.match(box[1] ?? "", /SKIPPED: Real server/);
  assert.ok(box.some((line) => line.includes("No network:")));
  assert.equal(new Set(box.map((line) => line.length)).size, 1);
  assert.equal(lastLine(text), "0 passed, 0 failed, 1 skipped");
});
