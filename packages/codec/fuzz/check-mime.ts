import {
  decodeBase64Mime,
  decodeHeaderWords,
  decodeTransferEncoding,
  findGluedNames,
  findHeaderNames,
  type MimePart,
  mailDateFault,
  parseContentType,
  scanMime,
  scanMimePieces,
} from "../src/mime/index.ts";
import { PieceBytes } from "../src/pieces/index.ts";
import { broken, expectSameProblems, expectSound, expectSpan } from "./invariant.ts";

const encodings = ["base64", "quoted-printable", "7bit", "odd"];

/** Any bytes as a mail message, also as text, with every decoder run over its parts. */
export function checkMime(bytes: Uint8Array, thorough: boolean): void {
  const whole = checkMessage(bytes);
  if (!thorough) return;
  checkPieces(bytes, whole);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const { message, problems } = checkMessage(text);
  decodeBase64Mime(text);
  for (const { value } of message.headers.slice(0, 20)) {
    decodeHeaderWords(value);
    parseContentType(value);
    mailDateFault(value);
  }
  const line = text.slice(0, 200);
  for (const { span, name } of [...findGluedNames(line), ...findHeaderNames(line)]) {
    expectSpan("glued name", span, 0, line.length);
    if (line.slice(span.start, span.end).toLowerCase() !== `${name}:`.toLowerCase()) {
      broken("name not where it is said", `${name} at ${span.start}`);
    }
  }
  const body = bytes.subarray(message.bodySpan.start, message.bodySpan.end);
  const decoded = decodeTransferEncoding(body, encodings[problems.length % 4] ?? "");
  expectSound(decoded.problems, "mime", body.length);
  if (decoded.bytes.length > body.length) broken("decoded to more bytes", `${decoded.bytes.length} of ${body.length}`);
}

/** A message cut into pieces is the message in one, wherever it is cut but inside a CRLF. */
function checkPieces(bytes: Uint8Array, whole: ReturnType<typeof scanMime>): void {
  const cuts = [bytes.length / 3, bytes.length / 2].map(Math.floor);
  if (cuts.some((at) => bytes[at - 1] === 0x0d && bytes[at] === 0x0a)) return;
  const [first = 0, second = 0] = cuts;
  const parts = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
  const pieces = scanMimePieces(PieceBytes.ofPieces(parts));
  expectSameProblems("pieces have other problems", pieces.problems, whole.problems);
  const shown = (message: object) => JSON.stringify({ ...message });
  if (shown(pieces.message) !== shown(whole.message)) broken("pieces are another message", shown(pieces.message));
}

function checkMessage(input: string | Uint8Array) {
  const result = scanMime(input);
  const { message, problems } = result;
  if (message.length !== input.length) broken("message of another length", `${message.length} of ${input.length}`);
  expectSound(problems, "mime", input.length);
  checkPart(message, 0, input.length);
  let at = 0;
  for (const { span, lineEnd } of message.lines) {
    if (span.start !== at) broken("lines with a gap", `line at ${span.start} after ${at}`);
    at = span.end + (lineEnd === "crlf" ? 2 : lineEnd === "none" ? 0 : 1);
  }
  if (at !== input.length) broken("lines do not reach the end", `${at} of ${input.length}`);
  return result;
}

function checkPart(part: MimePart, start: number, end: number): void {
  expectSpan("header block", part.headerSpan, start, end);
  expectSpan("body", part.bodySpan, part.headerSpan.end, end);
  for (const header of part.headers) {
    expectSpan("header", header.span, part.headerSpan.start, part.headerSpan.end);
    expectSpan("header name", header.nameSpan, header.span.start, header.span.end);
    expectSpan("header value", header.valueSpan, header.nameSpan.end, header.span.end);
  }
  for (const child of part.parts) checkPart(child, part.bodySpan.start, part.bodySpan.end);
}
