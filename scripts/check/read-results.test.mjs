import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readPlaywrightCounts, readTapCounts, readVitestCounts, readVitestSkipReasons } from "./read-results.mjs";

const folder = mkdtempSync(join(tmpdir(), "easel-results-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {unknown} content */
function file(content) {
  const path = join(folder, "report.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test("a Vitest report gives its counts", () => {
  assert.deepEqual(readVitestCounts(file(vitest), 0), { passed: 5, failed: 0, skipped: 1 });
});

test("a Vitest file that could not be loaded is a failure beside the failed tests", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
  ];
  assert.equal(readVitestCounts(file({ ...vitest, numFailedTests: 1, testResults }), 1).failed, 2);
});

test("a suite that was skipped says why in its title", () => {
  const skipped = { status: "skipped", ancestorTitles: ["the relay (skipped: no runtime)"] };
  const passed = { status: "passed", ancestorTitles: ["the relay"] };
  const testResults = [{ status: "passed", assertionResults: [passed, skipped, skipped] }];
  assert.equal(readVitestSkipReasons(file({ ...vitest, testResults })), "the relay (skipped: no runtime)");
  assert.equal(readVitestSkipReasons(file(vitest)), undefined);
});

test("a bad exit code without a failed test is a failure", () => {
  assert.equal(readVitestCounts(file(vitest), 1).failed, 1);
  assert.equal(readTapCounts("# pass 3\n# fail 0\n", 1).failed, 1);
});

test("no report, a broken one and one that ran nothing are failures", () => {
  assert.equal(readVitestCounts(join(folder, "absent.json"), 0).failed, 1);
  assert.equal(readVitestCounts(file("{"), 0).failed, 1);
  assert.equal(
    readPlaywrightCounts(file({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }), 0).failed,
    1,
  );
});

test("a Playwright test that passed on its second try has passed", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 2, skipped: 4 };
  assert.deepEqual(readPlaywrightCounts(file({ stats }), 1), { passed: 5, failed: 1, skipped: 4 });
});

test("TAP counts come from the closing lines", () => {
  const output = "# pass in a name\n# tests 4\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n";
  assert.deepEqual(readTapCounts(output, 1), { passed: 2, failed: 1, skipped: 1 });
});
