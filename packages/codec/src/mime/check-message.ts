import type { Span } from "../document.ts";
import { type LineScan, MAX_LINE_LENGTH } from "./lines.ts";
import type { MimeMessage, MimePart } from "./message.ts";
import type { ProblemList } from "./problem-list.ts";
import type { MimeSource } from "./source.ts";

/** Line ends, long lines and NUL: what concerns the text before any structure. */
export function checkLines(scan: LineScan, problems: ProblemList): void {
  const { counts } = scan;
  const odd = (index: number | undefined): Span => {
    const line = index === undefined ? undefined : scan.lines.at(index);
    return line ? { start: line.span.end, end: line.span.end + 1 } : { start: 0, end: 0 };
  };
  if (scan.lineEnds === "mixed") {
    const parts = (["crlf", "lf", "cr"] as const)
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `${counts[kind]} ${kind === "crlf" ? "CRLF" : kind === "lf" ? "bare LF" : "bare CR"}`);
    const message = `The line ends are mixed: ${parts.join(", ")}. Mail uses CRLF throughout (RFC 5322 2.3).`;
    problems.add("warning", "mixed-line-ends", message, odd(scan.firstLf ?? scan.firstCr));
  }
  if (counts.lf > 0) {
    const message = `${lines(counts.lf)} in LF alone. Mail ends each line with CRLF (RFC 5322 2.3); servers that look for CRLF see one long line.`;
    problems.add("warning", "bare-lf", message, odd(scan.firstLf));
  }
  if (counts.cr > 0) {
    const message = `${lines(counts.cr)} in CR alone, which ends no line in mail (RFC 5322 2.3).`;
    problems.add("error", "bare-cr", message, odd(scan.firstCr));
  }
  const long = scan.firstLong === undefined ? undefined : scan.lines.at(scan.firstLong);
  if (long) {
    const length = long.span.end - long.span.start;
    const message = `${scan.longLines === 1 ? "A line has" : `${scan.longLines} lines, the first of`} ${length} characters; mail allows ${MAX_LINE_LENGTH} (RFC 5322 2.1.1).`;
    problems.add("warning", "line-too-long", message, long.span);
  }
  const nul = scan.nulAt;
  if (nul !== undefined) {
    problems.add("error", "nul", "A NUL byte stands in the message; mail may not hold one (RFC 5322 4).", {
      start: nul,
      end: nul + 1,
    });
  }
}

const lines = (count: number): string => (count === 1 ? "One line ends" : `${count} lines end`);

/** What the top headers of a mail must hold. */
export function checkTopHeaders(message: MimeMessage, problems: ProblemList): void {
  const has = (name: string) => message.headers.some((header) => header.name.toLowerCase() === name);
  const filled = (name: string) =>
    message.headers.some((header) => header.name.toLowerCase() === name && header.value !== "");
  const span = message.headerSpan;
  if (!has("from"))
    problems.add("warning", "missing-from", "The message has no From header (RFC 5322 3.6 asks for one).", span);
  if (!filled("to") && !filled("cc") && !filled("bcc")) {
    problems.add(
      "warning",
      "missing-recipients",
      "The message names nobody in To, Cc or Bcc, so it has no recipient.",
      span,
    );
  }
  const usesMime = message.headers.find(({ name }) => /^content-(?:type|transfer-encoding)$/i.test(name));
  if (usesMime && !has("mime-version")) {
    const sentence = `${usesMime.name} is used without “MIME-Version: 1.0”; without it readers may take the body as plain ASCII text (RFC 2045 4).`;
    problems.add("warning", "missing-mime-version", sentence, usesMime.span);
  }
}

/** Whether the body of a leaf part is what its Content-Transfer-Encoding says. */
export function checkLeafBody(source: MimeSource, part: MimePart, problems: ProblemList): void {
  const { bodySpan, transferEncoding } = part;
  if (transferEncoding === "7bit") {
    const at = source.above7Bit(bodySpan);
    if (at >= 0) {
      const declared = part.headers.some(({ name }) => name.toLowerCase() === "content-transfer-encoding");
      const message = `The body holds a byte above 127, but the part is 7bit${declared ? "" : " (the default when Content-Transfer-Encoding is absent)"}. Declare 8bit, or encode it (RFC 2045 6).`;
      problems.add("warning", "eight-bit-in-7bit", message, { start: at, end: at + 1 });
    }
    return;
  }
  const fault =
    transferEncoding === "base64" || transferEncoding === "quoted-printable"
      ? source.encodingFault(transferEncoding, bodySpan)
      : undefined;
  if (!fault) return;
  problems.add(
    "warning",
    transferEncoding === "base64" ? "bad-base64" : "bad-quoted-printable",
    `The part says ${transferEncoding}, but its body holds ${fault.what}.`,
    { start: fault.at, end: Math.min(fault.at + 1, bodySpan.end) },
  );
}
