/** Where two bodies differ, byte for byte at the same offsets. */
export interface ByteDifference {
  /** Undefined: they are the same. The length of the shorter where one only goes on. */
  first: number | undefined;
  /** Offsets in both at which the bytes differ; what only one has is not among them. */
  differing: number;
  lengths: [a: number, b: number];
}

export function compareBytes(a: Uint8Array, b: Uint8Array): ByteDifference {
  const shared = Math.min(a.length, b.length);
  let first: number | undefined;
  let differing = 0;
  for (let at = 0; at < shared; at++) {
    if (a[at] === b[at]) continue;
    first ??= at;
    differing++;
  }
  if (first === undefined && a.length !== b.length) first = shared;
  return { first, differing, lengths: [a.length, b.length] };
}

/** The next offset from `from` on at which they differ; undefined when there is none. */
export function nextDifference(a: Uint8Array, b: Uint8Array, from: number): number | undefined {
  const end = Math.max(a.length, b.length);
  for (let at = from; at < end; at++) if (a[at] !== b[at]) return at;
  return undefined;
}
