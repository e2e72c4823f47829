import type { Document } from "../document.ts";
import { MAX_LENGTH } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { BodyDecoder } from "./body-decoder.ts";
import { readHeader } from "./header.ts";
import { readInstructions } from "./rare-tokens.ts";
import { Strings } from "./strings.ts";
import { reportSuspicions } from "./suspicion.ts";
import { readTrailing } from "./trailing.ts";

export interface DecodeResult {
  document: Document;
  problems: Problem[];
}

/**
 * Decodes an ActiveSync WBXML document (MS-ASWBXML 2.1). Never throws: damaged or foreign bytes give the
 * tree as far as it could be read, plus problems with byte spans. Every node has a `byteSpan`.
 */
export function decodeWbxml(bytes: Uint8Array): DecodeResult {
  const problems = new ProblemList("wbxml");
  if (bytes.length > MAX_LENGTH) {
    problems.add("error", "too-long", () => `the document has more than ${MAX_LENGTH} bytes and was not decoded.`);
  }
  const { header, next } = readHeader(bytes.length > MAX_LENGTH ? bytes.subarray(0, 4) : bytes, problems);
  const document: Document = { header, bytes };
  if (next === undefined || bytes.length > MAX_LENGTH) {
    if (bytes.length > 0) document.trailing = bytes.slice();
    return { document, problems: problems.finish() };
  }
  decodeBody(document, bytes, next, problems);
  return { document, problems: problems.finish() };
}

function decodeBody(document: Document, bytes: Uint8Array, start: number, problems: ProblemList): void {
  const strings = new Strings(document.header);
  const decoder = new BodyDecoder(document, bytes, start, 0, strings, problems);
  decoder.run();
  const { at, page, stopped } = decoder;
  if (at < bytes.length) {
    document.trailing = bytes.slice(at);
    if (!stopped && document.root) reportTrailing(document, bytes, at, page, strings, problems);
  }
  if (document.root && (decoder.isMixed || !problems.isEmpty)) reportSuspicions(document.root, problems);
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
