/** @typedef {{ processor?: number, wall: number }} Clocks nanoseconds; where a runtime tells no processor time it has none */
/** @typedef {Clocks & { length: number, runs: number }} Measured `length` of the output, `runs` measured */

/**
 * Medians of one run.
 * @template Input
 * @param {(input: Input) => number} run @param {Input} input @param {number} repeats
 * @param {() => Clocks} read
 * @returns {Measured}
 */
export function measure(run, input, repeats, read) {
  // Short runs are timed in groups: one reading of the clocks costs as much as one of them.
  const groups = Math.min(repeats, 11);
  const each = Math.max(1, Math.round(repeats / groups));
  /** @type {number[]} */
  const processor = [];
  /** @type {number[]} */
  const wall = [];
  let length = 0;
  for (let group = 0; group < groups; group++) {
    const began = read();
    for (let turn = 0; turn < each; turn++) length = run(input);
    const ended = read();
    wall.push((ended.wall - began.wall) / each);
    if (ended.processor !== undefined && began.processor !== undefined) {
      processor.push((ended.processor - began.processor) / each);
    }
  }
  return {
    ...(processor.length > 0 && { processor: median(processor) }),
    wall: median(wall),
    length,
    runs: groups * each,
  };
}

/** @param {number[]} values */
export function median(values) {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}
