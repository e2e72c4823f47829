import type { Span } from "@easel/codec/document";
import type { Finding } from "@easel/doctor/diagnosis";
import { checkMime } from "@easel/doctor/language";
import type { Wire } from "./build-wire.ts";
import { textOffsetOf } from "./byte-pieces.ts";
import type { PlacedProblem } from "./text-help.ts";
import { sentences } from "./xml-problems.ts";

/**
 * What is wrong on which line of a draft's message beside what the scan has said of it: dates, charsets, encodings,
 * and findings that point at a line. A line is told of once. Spans count in the message's text.
 */
export function mimeProblems({ mime, problems: scanned }: Wire, findings: readonly Finding[]): PlacedProblem[] {
  if (!mime) return [];
  const inText = ({ start, end }: Span): Span => ({
    start: textOffsetOf(mime.text, start),
    end: textOffsetOf(mime.text, end),
  });
  const lineStart = (at: number) => {
    const from = Math.max(0, at - MAX_LINE);
    return from + mime.text.slice(from, at).lastIndexOf("\n") + 1;
  };
  const told = new Set<number>();
  const placed: PlacedProblem[] = [];
  const place = (span: Span, problem: Omit<PlacedProblem, "span">) => {
    const line = lineStart(span.start);
    if (told.has(line)) return;
    told.add(line);
    placed.push({ span, ...problem });
  };
  for (const { source, span } of scanned) if (source === "mime" && span) told.add(lineStart(inText(span).start));
  const checked = mime.bytes.length <= CHECK_LIMIT ? checkMime(mime.bytes.toBytes()) : [];
  for (const { span, severity, message } of checked) if (span) place(inText(span), { severity, message });
  for (const { evidence, severity, title, advice, explanation } of findings) {
    for (const at of evidence) {
      if (at.kind !== "mime" || at.side !== "request") continue;
      place(inText(at.span), { severity, message: sentences(title, advice ?? explanation) });
    }
  }
  return placed;
}

/** Bytes of a message whose lines are checked one by one, once typing rests: some 20 ms. */
const CHECK_LIMIT = 512 * 1024;
/** Lines are looked at so far back for where they begin. */
const MAX_LINE = 2000;
