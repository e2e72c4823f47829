import { type Document, defaultHeader } from "../document.ts";
import { MAX_LAYERS, MAX_LENGTH } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { BodyDecoder } from "./body-decoder.ts";
import { beginsUsual, readHeader } from "./header.ts";
import { readInstructions } from "./rare-tokens.ts";
import { looksRandom, recognise } from "./recognise.ts";
import { Strings } from "./strings.ts";
import { reportSuspicions } from "./suspicion.ts";
import { readTrailing } from "./trailing.ts";
import type { Wrapping } from "./wrappings.ts";

/** Bytes of the header ActiveSync always sends (MS-ASWBXML 2.1.2). */
const USUAL_HEADER = 4;

export interface DecodeResult {
  document: Document;
  problems: Problem[];
}

/**
 * Decodes an ActiveSync WBXML document (MS-ASWBXML 2.1). Never throws: damaged or foreign bytes give the
 * tree as far as it could be read, plus problems with byte spans. Every node has a `byteSpan`.
 *
 * What is no WBXML is called by its name, an error. Where it is a wrapping (gzip, deflate, a multipart answer …)
 * it is undone and what it holds is decoded: spans then count in `document.bytes`, and `document.container` keeps what
 * was given.
 */
export function decodeWbxml(bytes: Uint8Array): DecodeResult {
  return beginDecoding(bytes).finish();
}

/** A document that is decoded a part at a time, so that whoever decodes a long one can do other things in between. */
export interface WbxmlDecoding {
  /** Reads at most so many tokens on; true once nothing is left. */
  step(tokens: number): boolean;
  /** Reads what is left and gives what `decodeWbxml` gives; to be called once. */
  finish(): DecodeResult;
}

/** Begins to decode; the bytes must stay as they are until the end. */
export function beginDecoding(bytes: Uint8Array): WbxmlDecoding {
  const problems = new ProblemList("wbxml");
  const document: Document = { header: defaultHeader(), bytes: plain(bytes) };
  let body: Body | undefined;
  if (bytes.length > MAX_LENGTH) {
    problems.add("error", "too-long", () => `The document has more than ${MAX_LENGTH} bytes and was not decoded.`);
  } else if (openWrappings(document, problems)) body = openBody(document, problems);
  let isRead = false;
  const step = (tokens: number) => {
    isRead ||= body?.decoder.run(tokens) ?? true;
    return isRead;
  };
  return {
    step,
    finish() {
      step(Number.POSITIVE_INFINITY);
      if (body) closeBody(document, body, problems);
      if (!document.header.byteSpan && bytes.length > 0) document.trailing = document.bytes?.slice() ?? plain(bytes);
      return { document, problems: problems.finish() };
    },
  };
}

/** Node's Buffer is no plain array of bytes: its `slice` makes views, so that a tree would change with its source. */
const plain = (bytes: Uint8Array): Uint8Array =>
  Object.getPrototypeOf(bytes) === Uint8Array.prototype
    ? bytes
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Undoes what the document is wrapped in; false when it is something else. */
function openWrappings(document: Document, problems: ProblemList): boolean {
  const given = document.bytes ?? new Uint8Array(0);
  if (beginsUsual(given)) return true;
  const layers: Wrapping[] = [];
  for (let bytes = given; bytes.length > 0; ) {
    const known = recognise(bytes);
    if (!known) return true;
    const { code, message, wrapping, opened } = known;
    if (!wrapping || !opened || layers.length === MAX_LAYERS) {
      problems.add("error", code, () => message, 0, Math.min(bytes.length, 4));
      return false;
    }
    const undone = `That was undone, and positions count in the ${opened.content.length} bytes inside.`;
    problems.add("error", code, () => [message, opened.fault, undone].filter(Boolean).join(" "));
    layers.push(wrapping);
    bytes = opened.content;
    document.container = { layers, bytes: given };
    document.bytes = bytes;
  }
  return true;
}

interface Body {
  decoder: BodyDecoder;
  strings: Strings;
}

/** What reads the document's body; undefined when its header cannot be passed. */
function openBody(document: Document, problems: ProblemList): Body | undefined {
  const bytes = document.bytes ?? new Uint8Array(0);
  let start: number | undefined = USUAL_HEADER;
  if (beginsUsual(bytes)) document.header.byteSpan = { start: 0, end: USUAL_HEADER };
  else {
    const { header, next } = readHeader(bytes, problems);
    document.header = header;
    start = next;
  }
  if (start === undefined) return undefined;
  const strings = new Strings(document.header);
  return { decoder: new BodyDecoder(document, bytes, start, 0, strings, problems), strings };
}

/** What can be said once the body has been read. */
function closeBody(document: Document, { decoder, strings }: Body, problems: ProblemList): void {
  const bytes = document.bytes ?? new Uint8Array(0);
  const { at, page, stopped } = decoder;
  if (at < bytes.length) {
    document.trailing = bytes.slice(at);
    if (!stopped && document.root) reportTrailing(document, bytes, at, page, strings, problems);
  }
  if (document.root && (decoder.isMixed || !problems.isEmpty)) reportSuspicions(document.root, problems);
  if (problems.hasError && document.header.wire && looksRandom(bytes)) {
    const message = () => "Besides, these bytes have no structure: perhaps they are encrypted, compressed or random.";
    problems.add("warning", "looks-like-random", message, 0, bytes.length);
  }
}

function reportTrailing(
  document: Document,
  bytes: Uint8Array,
  at: number,
  page: number,
  strings: Strings,
  problems: ProblemList,
): void {
  const count = bytes.length - at;
  if (readInstructions(bytes, at, strings).end === bytes.length) {
    const message = () =>
      `At byte ${at}: ActiveSync does not use processing instructions (PI) after the root element. They are kept.`;
    problems.add("warning", "not-activesync", message, at, bytes.length);
    return;
  }
  const { elements, what } = readTrailing(bytes, at, page, strings);
  if (elements.length > 0) document.trailingElements = elements;
  const bytesFollow = count === 1 ? "1 byte follows" : `${count} bytes follow`;
  const message = () =>
    `${bytesFollow} the end of the root element at byte ${at}. A document has one root and nothing after it. ${what}`;
  problems.add("error", "trailing-bytes", () => message().trimEnd(), at, bytes.length);
}
