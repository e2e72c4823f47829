/** The bytes of a Range, `0-65535`, both ends included; undefined for none that exists (MS-ASCMD 2.2.3.143.2). */
export function bytesWithin(whole: Uint8Array, range: string): { bytes: Uint8Array; range: string } | undefined {
  const [, first = "", last = ""] = /^(\d{1,10})-(\d{1,10})$/.exec(range) ?? [];
  const [start, end] = [Number(first), Math.min(Number(last), whole.length - 1)];
  if (first === "" || Number(last) < start || start >= whole.length) return undefined;
  return { bytes: whole.subarray(start, end + 1), range: `${start}-${end}` };
}
