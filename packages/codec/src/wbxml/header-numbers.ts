import type { WbxmlHeader } from "../document.ts";

/** Whether a header's numbers can be written as they are and read again: version one byte, the others 32 bits. */
export function isWritableHeader({ version, publicId, charset, stringTable }: WbxmlHeader): boolean {
  const sound = Number.isInteger(version) && version >= 0 && version <= 0xff && stringTable instanceof Uint8Array;
  // An identifier of 0 is followed by its index in the string table, which only the exact bytes hold.
  return sound && isUint32(publicId) && publicId !== 0 && isUint32(charset) && !looksDamaged(publicId, charset);
}

const isUint32 = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;

/** Numbers in two bytes, and no registry has them, with which all but one byte is `03 01 6A 00`: they read as damage. */
const looksDamaged = (publicId: number, charset: number): boolean =>
  (publicId === 1 && isTwoBytes(charset) && charset % 0x80 === 0) ||
  (charset === 0 && isTwoBytes(publicId) && publicId % 0x80 === 0x6a);
const isTwoBytes = (value: number): boolean => value >= 0x80 && value < 0x4000;
