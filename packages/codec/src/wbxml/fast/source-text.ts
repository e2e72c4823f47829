const encoder = new TextEncoder();

/** Bytes behind the text, all zero, so that whole words may be read there. */
const SLACK = 32;

/** Texts whose bytes surely fit in here use the same memory again and again. */
const SHARED = 0x2_0000;
const shared = new Uint8Array(SHARED);

/** A text as UTF-8 in memory that may be written over. */
export interface SourceText {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  length: number;
}

const sharedSource: SourceText = { bytes: shared, view: new DataView(shared.buffer), length: 0 };

/** The text as bytes; half a surrogate pair becomes U+FFFD there, as the encoder has it. */
export function sourceOf(text: string): SourceText {
  const units = text.length;
  let source = sharedSource;
  if (units * 3 + SLACK > SHARED) source = sourceWith(units + SLACK);
  let { read, written } = encoder.encodeInto(text, source.bytes);
  if (read < units) {
    // Wider than one byte a unit: what is left may need three for each.
    const larger = sourceWith(written + (units - read) * 3 + SLACK);
    larger.bytes.set(source.bytes.subarray(0, written));
    source = larger;
    const rest = encoder.encodeInto(text.slice(read), source.bytes.subarray(written));
    read += rest.read;
    written += rest.written;
  }
  if (written + SLACK > source.bytes.length) {
    const larger = sourceWith(written + SLACK);
    larger.bytes.set(source.bytes.subarray(0, written));
    source = larger;
  }
  source.length = written;
  for (let at = written; at < written + SLACK; at++) source.bytes[at] = 0;
  return source;
}

function sourceWith(size: number): SourceText {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}
