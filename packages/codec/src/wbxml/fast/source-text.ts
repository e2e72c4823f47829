const encoder = new TextEncoder();

/** Bytes behind the text, all zero, so that whole words may be read there. */
const SLACK = 32;

/** Bytes of memory kept from call to call. */
const KEPT = 0x2_0000;

/** Up to so many bytes are kept until the engine wants them back: new memory costs as much as filling it. */
const KEPT_LOOSELY = 0x100_0000;

/** A text as UTF-8 in memory that may be written over. */
export interface SourceText {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  length: number;
  /** Where what is written over the text breaks off, and where it goes on, in turn. */
  gaps: number[];
}

const small = sourceWith(KEPT);
let large: WeakRef<SourceText> | undefined;

/** The text as bytes; half a surrogate pair becomes U+FFFD there, as the encoder has it. */
export function sourceOf(text: string): SourceText {
  const units = text.length;
  let source = roomFor(units + SLACK);
  let { read, written } = encoder.encodeInto(text, source.bytes);
  if (read < units) {
    // Wider than one byte a unit: what is left may need three for each.
    source = moved(source, written, (units - read) * 3 + SLACK);
    const rest = encoder.encodeInto(text.slice(read), source.bytes.subarray(written));
    read += rest.read;
    written += rest.written;
  }
  if (written + SLACK > source.bytes.length) source = moved(source, written, SLACK);
  source.length = written;
  source.gaps.length = 0;
  for (let at = written; at < written + SLACK; at++) source.bytes[at] = 0;
  return source;
}

/** What was written over the text, up to `end`, without the gaps. */
export function takeWritten({ bytes, gaps }: SourceText, end: number): Uint8Array<ArrayBuffer> {
  if (gaps.length === 0) return bytes.slice(0, end);
  const size = gaps.reduce((sum, edge, index) => sum + (index % 2 === 0 ? edge : -edge), end);
  const taken = new Uint8Array(size);
  let from = 0;
  let to = 0;
  for (let index = 0; index <= gaps.length; index += 2) {
    const stop = gaps[index] ?? end;
    taken.set(bytes.subarray(from, stop), to);
    to += stop - from;
    from = gaps[index + 1] ?? end;
  }
  return taken;
}

function roomFor(size: number): SourceText {
  if (size <= KEPT) return small;
  const kept = large?.deref();
  if (kept && kept.bytes.length >= size) return kept;
  const made = sourceWith(size);
  if (size <= KEPT_LOOSELY) large = new WeakRef(made);
  return made;
}

/** The same bytes with room for more behind them. */
function moved(source: SourceText, written: number, more: number): SourceText {
  const larger = roomFor(Math.max(written + more, source.bytes.length + 1));
  larger.bytes.set(source.bytes.subarray(0, written));
  return larger;
}

function sourceWith(size: number): SourceText {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer), length: 0, gaps: [] };
}
