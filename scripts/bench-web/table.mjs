/**
 * Prints rows of a table.
 * @param {number[]} widths
 * @returns {(...cells: (string | number)[]) => void}
 */
export const rowOf =
  (widths) =>
  (...cells) =>
    console.log(`  ${cells.map((cell, index) => String(cell).padStart(widths[index] ?? 10)).join("")}`);

/**
 * Median and 95th percentile.
 * @param {number[]} values
 */
export function spread(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (/** @type {number} */ part) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  return `${at(0.5)} / ${at(0.95)}`;
}

/** @param {number[]} tasks */
export function longest(tasks) {
  return tasks.length === 0 ? "-" : Math.max(...tasks).toFixed(0);
}
