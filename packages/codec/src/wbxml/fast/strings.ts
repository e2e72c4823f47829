// The one place that knows of Node's Buffer: its slices make strings several times faster than TextDecoder.
type Slice = (this: Uint8Array, start: number, end: number) => string;

interface Slices {
  latin1Slice: Slice;
  ucs2Slice: Slice;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Undefined where there is no Buffer, or only a stand-in for it. */
const slices = findSlices();

/** Bytes widened at a time where nothing else reads Latin-1. */
const WIDENED = 0x4000;

const utf8 = new TextDecoder();
const latin1 = new TextDecoder("latin1");
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

function findSlices(): Slices | undefined {
  const found = Reflect.get(globalThis, "Buffer") as { prototype?: Partial<Slices> } | undefined;
  const { latin1Slice, ucs2Slice } = found?.prototype ?? {};
  const isThere = typeof latin1Slice === "function" && typeof ucs2Slice === "function";
  return isLittleEndian && isThere ? { latin1Slice, ucs2Slice } : undefined;
}

/** Bytes as the characters of that number; `hasHigh` when some are above 0x7F. */
export function narrowText(bytes: Uint8Array, start: number, end: number, hasHigh: boolean): string {
  if (slices) return slices.latin1Slice.call(bytes, start, end);
  if (!hasHigh) return utf8.decode(bytes.subarray(start, end));
  // What TextDecoder calls latin1 is windows-1252.
  let text = "";
  for (let from = start; from < end; from += WIDENED) {
    const units = Uint16Array.from(bytes.subarray(from, Math.min(end, from + WIDENED)));
    text += utf16Text(new Uint8Array(units.buffer), 0, units.length * 2);
  }
  return text;
}

/** One character a byte, whatever the bytes; only those of ASCII bytes are sure. */
export function byteText(bytes: Uint8Array, start: number, end: number): string {
  return slices ? slices.latin1Slice.call(bytes, start, end) : latin1.decode(bytes.subarray(start, end));
}

/** UTF-16 units in the machine's byte order as text; offsets count bytes. */
export function utf16Text(bytes: Uint8Array, start: number, end: number): string {
  if (slices) return slices.ucs2Slice.call(bytes, start, end);
  if (isLittleEndian) return utf16.decode(bytes.subarray(start, end));
  let text = "";
  for (const unit of new Uint16Array(bytes.buffer, bytes.byteOffset + start, (end - start) >> 1)) {
    text += String.fromCharCode(unit);
  }
  return text;
}
