/** An mb_u_int32 (WBXML 5.1) in at least `width` bytes: the length of opaque data. */
export function multiByteInteger(value: number, width = 1): Uint8Array {
  const groups = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0 || groups.length < width; rest = Math.floor(rest / 128)) {
    groups.unshift((rest % 128) | 0x80);
  }
  return Uint8Array.from(groups);
}
