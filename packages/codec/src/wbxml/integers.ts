/** A byte as sentences show it: `0A`. */
export const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");

/** Longest mb_u_int32 WBXML 1.3 section 5.1 allows: five groups of seven bits. */
export const MAX_INTEGER_BYTES = 5;

/** A multi-byte integer and the offset behind it; `next` is -1 when it is cut off, -2 when it is too long. */
export interface ReadInteger {
  value: number;
  next: number;
}

/** Reads an mb_u_int32: groups of seven bits, most significant first, high bit set on all but the last. */
export function readInteger(bytes: Uint8Array, at: number): ReadInteger {
  let value = 0;
  for (let index = 0; index < MAX_INTEGER_BYTES; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return { value, next: -1 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value > 0xffff_ffff ? { value, next: -2 } : { value, next: at + index + 1 };
  }
  return { value, next: -2 };
}

/** Bytes an integer of 0 to 2^32-1 needs at least. */
export const integerLength = (value: number): number =>
  value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
