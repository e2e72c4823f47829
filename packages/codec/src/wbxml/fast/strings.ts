// The one place that knows of Node's Buffer: its slices make strings several times faster than TextDecoder.
interface SliceableBytes {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
}

interface BufferMaker {
  from(memory: ArrayBufferLike, offset: number, length: number): SliceableBytes;
  prototype: Partial<SliceableBytes>;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Undefined where there is no Buffer, or only a stand-in for it. */
const nodeBuffer = findBuffer();

/** Narrow text ends below this: Latin-1 with a Buffer, else ASCII, which every TextDecoder reads alike and fast. */
export const widestNarrow = nodeBuffer ? 0x100 : 0x80;

const ascii = new TextDecoder();
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

function findBuffer(): BufferMaker | undefined {
  const found: unknown = Reflect.get(globalThis, "Buffer");
  return isLittleEndian && isBufferMaker(found) ? found : undefined;
}

function isBufferMaker(found: unknown): found is BufferMaker {
  const slices = (found as Partial<BufferMaker> | undefined)?.prototype;
  return typeof slices?.latin1Slice === "function" && typeof slices.ucs2Slice === "function";
}

/** Reads strings out of one stretch of memory. */
export class StringReader {
  readonly #bytes: Uint8Array;
  readonly #slices: SliceableBytes | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#slices = nodeBuffer?.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Bytes as the characters of that number, all of them below `widestNarrow`. */
  narrow(start: number, end: number): string {
    if (this.#slices) return this.#slices.latin1Slice(start, end);
    return ascii.decode(this.#bytes.subarray(start, end));
  }

  /** UTF-16 units in the machine's byte order as text; offsets count bytes. */
  utf16(start: number, end: number): string {
    if (this.#slices) return this.#slices.ucs2Slice(start, end);
    if (isLittleEndian) return utf16.decode(this.#bytes.subarray(start, end));
    let text = "";
    const units = new Uint16Array(this.#bytes.buffer, this.#bytes.byteOffset + start, (end - start) >> 1);
    for (const unit of units) text += String.fromCharCode(unit);
    return text;
  }
}
