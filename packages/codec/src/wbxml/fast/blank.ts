/** Offset behind the white space that begins here, if any does; four spaces of an indentation at once. */
export function skipBlank(bytes: Uint8Array, view: DataView, from: number): number {
  let at = from;
  while (true) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20 || !(byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) return at;
    at++;
    while (at + 4 <= bytes.length && view.getInt32(at, true) === 0x2020_2020) at += 4;
  }
}
