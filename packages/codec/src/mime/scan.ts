import { byteStringOf, findUtf8Fault } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import type { Problem } from "../problem.ts";
import { checkLeafBody, checkLines, checkTopHeaders } from "./check-message.ts";
import { isKnownHeaderName } from "./known-headers.ts";
import { lineEndOffset, scanLines } from "./lines.ts";
import type { MimeLine, MimeMessage } from "./message.ts";
import { ProblemList } from "./problem-list.ts";
import type { HeaderBlock } from "./scan-headers.ts";
import { scanParts } from "./scan-parts.ts";
import { sniffForeign } from "./sniff.ts";

/**
 * Reads a mail message (RFC 5322, RFC 2045-2046) and keeps where everything stands: offsets are bytes for
 * bytes and UTF-16 units for text. Never throws, in linear time; anything at all gives the best message plus
 * problems. Decodes nothing: see `decodeTransferEncoding` and `decodeHeaderWords`.
 */
export function scanMime(input: string | Uint8Array): { message: MimeMessage; problems: Problem[] } {
  // One code path for both inputs: a string of one unit per byte keeps the offsets.
  const text = typeof input === "string" ? input : byteStringOf(input);
  const source = reader(input, text);
  const problems = new ProblemList();
  const scan = scanLines(text);
  const bom = bomLength(text, input);
  const { root, block, leaves } = scanParts(text, withoutBom(scan.lines, bom), source.textOf, problems);
  const message: MimeMessage = { ...root, lines: scan.lines, lineEnds: scan.lineEnds, length: text.length };

  const foreign = sniffForeign(text, input);
  if (foreign) {
    // What it says about headers would be about something that is no mail at all.
    return { message, problems: [foreign] };
  }
  if (bom > 0) {
    const sentence =
      "A byte order mark stands before the first header and is read as part of its name; mail begins without one.";
    problems.add("error", "byte-order-mark", sentence, { start: 0, end: bom });
  }
  checkEndOfHeaders(text, message, block, problems);
  checkLines(text, scan, problems);
  for (const leaf of leaves) checkLeafBody(text, leaf, source.bytesOf, problems);
  if (!block.glued && !problems.has("leading-blank-line")) checkTopHeaders(message, problems);
  return { message, problems: problems.finish() };
}

function checkEndOfHeaders(text: string, message: MimeMessage, block: HeaderBlock, problems: ProblemList): void {
  const first = message.lines[0];
  if (block.blankLine === 0 && first) {
    const next = message.lines.find(({ span }) => span.end > span.start);
    const name =
      next && /^\s*([^\s:]+):/.exec(text.slice(next.span.start, Math.min(next.span.end, next.span.start + 80)))?.[1];
    if (name && isKnownHeaderName(name)) {
      const sentence = `A blank line stands before ${name}, so the message has no headers and all of it is body.`;
      problems.add("error", "leading-blank-line", sentence, { start: 0, end: lineEndOffset(first) });
    }
  }
  if (block.blankLine !== undefined) return;
  const stray = block.strayLine === undefined ? undefined : message.lines[block.strayLine];
  const broken = block.glued || stray !== undefined;
  const sentence = broken
    ? "No blank line ends the headers, so the text after them is read as headers too. Put an empty line (CRLF CRLF) between headers and body (RFC 5322 2.1)."
    : "The headers run to the end and no blank line follows, so there is no body. Put an empty line (CRLF CRLF) after the last header (RFC 5322 2.1).";
  const start = stray?.span.start ?? message.length;
  problems.add(broken ? "error" : "warning", "no-blank-line", sentence, { start, end: message.length });
}

/** The first header begins after a byte order mark; the lines handed out keep it. */
function withoutBom(lines: readonly MimeLine[], bom: number): readonly MimeLine[] {
  const [first, ...rest] = bom > 0 ? lines : [];
  return first ? [{ ...first, span: { start: first.span.start + bom, end: first.span.end } }, ...rest] : lines;
}

function bomLength(text: string, input: string | Uint8Array): number {
  if (typeof input === "string") return text.startsWith("\ufeff") ? 1 : 0;
  return text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
}

interface SourceReader {
  /** Readable text: bytes above 127 as UTF-8 when they are UTF-8, else one character each. */
  textOf: (span: Span) => string;
  bytesOf: (span: Span) => Uint8Array;
}

function reader(input: string | Uint8Array, text: string): SourceReader {
  if (typeof input === "string") {
    return {
      textOf: ({ start, end }) => text.slice(start, end),
      bytesOf: ({ start, end }) => {
        const bytes = new Uint8Array(end - start);
        for (let at = 0; at < bytes.length; at++) bytes[at] = Math.min(0xff, text.charCodeAt(start + at));
        return bytes;
      },
    };
  }
  return {
    textOf: ({ start, end }) => {
      const bytes = input.subarray(start, end);
      const readable = bytes.some((byte) => byte > 0x7f) && findUtf8Fault(bytes) === undefined;
      return readable ? new TextDecoder().decode(bytes) : text.slice(start, end);
    },
    bytesOf: ({ start, end }) => input.subarray(start, end),
  };
}
