import { findUtf8Fault } from "@easel/codec/bytes";
import type { Span } from "@easel/codec/document";
import { decodeTransferEncoding, type MimeMessage, type MimePart, mailDateFault, scanMime } from "@easel/codec/mime";
import type { Problem } from "@easel/codec/problem";

/** A problem of a message with the line it stands on, 1-based. Spans count as in what was given: bytes, or text. */
export interface MimeProblem extends Problem {
  line: number;
}

const encodings = new Set(["7bit", "8bit", "binary", "quoted-printable", "base64"]);
const MAX_BOUNDARY = 70;
/** Decoded bytes of a part that are looked at for the charset. */
const MAX_DECODED = 1_000_000;

/**
 * What is wrong with a message, line by line: its form, and whether its parts are in the charset and the transfer
 * encoding they announce. Never throws.
 */
export function checkMime(input: string | Uint8Array): MimeProblem[] {
  const { message, problems } = scanMime(input);
  const isForeign = problems.some(({ code }) => code.startsWith("looks-like"));
  const own = isForeign
    ? []
    : [...dateProblems(message), ...partsOf(message).flatMap((part) => partProblems(input, part))];
  const lineAt = lineFinder(message);
  return [...problems, ...own]
    .map((problem) => ({ ...problem, line: lineAt(problem.span?.start ?? 0) }))
    .sort((left, right) => (left.span?.start ?? 0) - (right.span?.start ?? 0));
}

function partsOf(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(partsOf)];
}

/** Binary search over the lines: problems are many where lines are. */
function lineFinder({ lines }: MimeMessage): (offset: number) => number {
  return (offset) => {
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle]?.span.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(1, low);
  };
}

const problem = (code: string, severity: Problem["severity"], message: string, span: Span): Problem => ({
  code,
  severity,
  message,
  source: "mime",
  span,
});

const headerOf = (part: MimePart, name: string) => part.headers.find((header) => header.name.toLowerCase() === name);

function dateProblems(message: MimeMessage): Problem[] {
  const date = headerOf(message, "date");
  const fault = date && mailDateFault(date.value);
  return date && fault ? [problem("date-form", "warning", fault, date.valueSpan)] : [];
}

/** Whether one part is what its headers say; without bytes its charset is not looked at. */
export function partProblems(input: string | Uint8Array, part: MimePart): Problem[] {
  const type = headerOf(part, "content-type");
  const encoding = headerOf(part, "content-transfer-encoding");
  const found: Problem[] = [];
  const isMultipart = part.contentType.startsWith("multipart/");
  if (encoding && !encodings.has(part.transferEncoding)) {
    found.push(
      problem(
        "unknown-transfer-encoding",
        "error",
        `“${part.transferEncoding.slice(0, 40)}” is no Content-Transfer-Encoding; there are ${[...encodings].join(", ")} (RFC 2045 6.1).`,
        encoding.valueSpan,
      ),
    );
  } else if (
    encoding &&
    isMultipart &&
    (part.transferEncoding === "base64" || part.transferEncoding === "quoted-printable")
  ) {
    found.push(
      problem(
        "encoded-multipart",
        "error",
        `A multipart is never encoded as a whole; its parts are, each by itself (RFC 2045 6.4).`,
        encoding.valueSpan,
      ),
    );
  }
  const { boundary = "" } = part.parameters;
  // The scan reads longer ones, and refuses those that are longer still.
  if (isMultipart && boundary.length > MAX_BOUNDARY && part.parts.length > 0)
    found.push(
      problem(
        "boundary-too-long",
        "warning",
        `The boundary has ${boundary.length} characters; 70 are allowed (RFC 2046 5.1.1), and strict readers find no parts.`,
        type?.valueSpan ?? part.headerSpan,
      ),
    );
  if (isMultipart || !part.contentType.startsWith("text/")) return found;
  const charset = part.parameters.charset;
  const at = type?.valueSpan ?? part.headerSpan;
  if (charset !== undefined && !isKnownCharset(charset))
    found.push(
      problem(
        "unknown-charset",
        "warning",
        `“${charset.slice(0, 40)}” is no charset that programs know; utf-8 is the safe one.`,
        at,
      ),
    );
  const fault = typeof input === "string" ? undefined : charsetFault(input, part, charset?.toLowerCase());
  if (fault) found.push(problem("charset-mismatch", "warning", fault.message, fault.span ?? at));
  return found;
}

function isKnownCharset(label: string): boolean {
  try {
    new TextDecoder(label.trim());
    return true;
  } catch {
    return false;
  }
}

/** Whether the bytes of a text are what its charset says; only UTF-8 and ASCII can be told wrong. */
function charsetFault(
  input: Uint8Array,
  part: MimePart,
  charset = "us-ascii",
): { message: string; span?: Span } | undefined {
  const { start, end } = part.bodySpan;
  const encoded = input.subarray(start, Math.min(end, start + MAX_DECODED));
  const isPlain = part.transferEncoding !== "base64" && part.transferEncoding !== "quoted-printable";
  const bytes = isPlain ? encoded : decodeTransferEncoding(encoded, part.transferEncoding).bytes;
  const where = (at: number) => (isPlain ? { span: { start: start + at, end: start + at + 1 } } : {});
  if (charset === "utf-8" || charset === "utf8") {
    const at = findUtf8Fault(bytes);
    // A character cut by the limit is no fault.
    if (at === undefined || (bytes.length >= MAX_DECODED && at > bytes.length - 4)) return undefined;
    return {
      message: "The charset is utf-8, and the text holds bytes that are no UTF-8; it was written in another one.",
      ...where(at),
    };
  }
  if (charset !== "us-ascii") return undefined;
  const at = bytes.findIndex((byte) => byte > 127);
  // Unencoded 8-bit text in a 7bit part is told by the scan.
  if (at < 0 || (isPlain && part.transferEncoding === "7bit")) return undefined;
  return {
    message: "The charset is us-ascii (said, or meant where none is said), and the text holds bytes above 127.",
    ...where(at),
  };
}
