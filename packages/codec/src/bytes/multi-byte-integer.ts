/** An mb_u_int32 (WBXML 1.3 section 5.1) of 0 to 2^32-1: groups of seven bits, in at least `width` bytes. */
export function multiByteInteger(value: number, width = 1): number[] {
  const groups = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0 || groups.length < width; rest = Math.floor(rest / 128)) {
    groups.unshift((rest % 128) | 0x80);
  }
  return groups;
}
