import { existsSync, readFileSync } from "node:fs";

/**
 * What one check counted.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts of a Vitest JSON report. A file that could not be loaded has no tests and counts as one failure.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readVitestCounts(file, exitCode) {
  const report = readJson(file);
  if (!report) return FAILED_TO_RUN;
  const unloaded = /** @type {{ status: string, assertionResults: { status: string }[] }[]} */ (
    report.testResults ?? []
  ).filter(
    (result) => result.status === "failed" && !result.assertionResults.some(({ status }) => status === "failed"),
  );
  return honest(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/**
 * Why tests of a Vitest JSON report were skipped, where a suite's title says it in the form `(skipped: why)`.
 * @param {string} file
 * @returns {string | undefined}
 */
export function readVitestSkipReasons(file) {
  const files = /** @type {{ assertionResults: { status: string, ancestorTitles: string[] }[] }[]} */ (
    readJson(file)?.testResults ?? []
  );
  const titles = files
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== "passed" && status !== "failed")
    .flatMap(({ ancestorTitles }) => ancestorTitles.filter((title) => title.includes("(skipped: ")));
  return titles.length > 0 ? [...new Set(titles)].join("\n") : undefined;
}

/**
 * Counts of a Playwright JSON report. A test that passed only on a second try has passed.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readPlaywrightCounts(file, exitCode) {
  const report = readJson(file);
  if (!report?.stats) return FAILED_TO_RUN;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return honest(exitCode, { passed: expected + flaky, failed: unexpected, skipped });
}

/**
 * Counts of Node's own test runner, from the closing lines of its TAP output.
 * @param {string} output
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readTapCounts(output, exitCode) {
  const line = (/** @type {string} */ name) => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  return honest(exitCode, {
    passed: line("pass"),
    failed: line("fail") + line("cancelled"),
    skipped: line("skipped") + line("todo"),
  });
}

/** @type {Counts} */
const FAILED_TO_RUN = { passed: 0, failed: 1, skipped: 0 };

/**
 * A runner that ended badly without naming a failure, or ran nothing at all, has failed.
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
function honest(exitCode, counts) {
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts;
}

/** @param {string} file */
function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
