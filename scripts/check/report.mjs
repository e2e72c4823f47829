/**
 * One line of the report.
 * @typedef {{ title: string, counts: import("./read-results.mjs").Counts, seconds: number, skipReason?: string }} Result
 */

/**
 * A heading that is found again in a long log.
 * @param {string} title
 */
export function heading(title) {
  const line = "=".repeat(Math.max(8, 100 - title.length));
  return `\n== ${title} ${line}`;
}

/**
 * The end of `npm test`: a table, a box for what was skipped, and the plain closing line.
 * @param {Result[]} results
 * @param {string[]} [notes] lines shown between table and closing line
 * @returns {{ text: string, failed: boolean }}
 */
export function report(results, notes = []) {
  const width = Math.max(0, ...results.map(({ title }) => title.length));
  const table = results.map(({ title, counts, seconds }) => {
    const verdict = counts.failed > 0 ? "FAILED" : counts.passed === 0 ? "SKIPPED" : "ok";
    return `  ${verdict.padEnd(8)}${title.padEnd(width)}  ${countsLine(counts)}, ${seconds.toFixed(1)} s`;
  });
  const boxes = results.flatMap(({ title, skipReason }) => (skipReason ? box(`SKIPPED: ${title}`, skipReason) : []));
  const total = results.reduce(
    (sum, { counts }) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  const text = [heading("Result"), ...table, ...notes.map((note) => `  ${note}`), ...boxes, "", countsLine(total)];
  return { text: text.join("\n"), failed: total.failed > 0 };
}

/**
 * `12 passed, 0 failed`, and `, 1 skipped` when there is one.
 * @param {import("./read-results.mjs").Counts} counts
 */
function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const BOX_WIDTH = 96;

/**
 * @param {string} title
 * @param {string} text
 * @returns {string[]}
 */
function box(title, text) {
  const lines = [title, ""];
  for (const paragraph of text.trim().split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/)) {
      if (line && line.length + word.length + 1 > BOX_WIDTH) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    lines.push(line);
  }
  const width = Math.max(BOX_WIDTH, ...lines.map((line) => line.length));
  const edge = `+${"-".repeat(width + 2)}+`;
  return ["", edge, ...lines.map((line) => `| ${line.padEnd(width)} |`), edge];
}
