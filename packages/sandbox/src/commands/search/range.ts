/** Which results are wanted, both ends included. */
export interface ResultRange {
  first: number;
  last: number;
}

/** `0-9`; without one, the first hundred. Undefined for what is no range (MS-ASCMD 2.2.3.143). */
export function readRange(text: string | undefined): ResultRange | undefined {
  if (text === undefined) return { first: 0, last: 99 };
  const [, first = "", last = ""] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  return first === "" || Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}

/** The results of the range, and the range that they are: `0-1` of two. */
export function page<Result>(
  results: readonly Result[],
  { first, last }: ResultRange,
): { found: Result[]; range: string } {
  const found = results.slice(first, last + 1);
  return { found, range: `${first}-${first + found.length - 1}` };
}
