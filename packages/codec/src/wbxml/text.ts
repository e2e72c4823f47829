const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Strings up to this many bytes are put together by hand, which is faster than a call into the decoder. */
const SHORT = 24;

/** UTF-8 bytes as text; undefined when they are not well-formed UTF-8. A byte order mark is kept. */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start <= SHORT) {
    let text = "";
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    if (at === end) return text;
  }
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}

/** The same with U+FFFD for what is not UTF-8: for showing only, the bytes must be kept beside it. */
export const showUtf8 = (bytes: Uint8Array, start: number, end: number): string =>
  lenient.decode(bytes.subarray(start, end));

/** Offset of the NUL that ends a string starting here, or -1. */
export function findNul(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + 32);
  for (let at = from; at < near; at++) if (bytes[at] === 0) return at;
  return near === bytes.length ? -1 : bytes.indexOf(0, near);
}
