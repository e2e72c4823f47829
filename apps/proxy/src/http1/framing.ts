import { BadAnswerError } from "./bad-answer.ts";
import type { ReplyHead } from "./reply-head.ts";

/** How the end of a body is known (RFC 9112 section 6.3). */
export type Framing = { kind: "none" } | { kind: "length"; bytes: number } | { kind: "chunked" } | { kind: "close" };

/** @throws BadAnswerError where two readers could take different bytes for the body. */
export function framingOf({ status, headers }: ReplyHead): Framing {
  const lengths = valuesOf(headers, "content-length");
  const codings = valuesOf(headers, "transfer-encoding");
  if (lengths.length > 1) throw new BadAnswerError("it has two Content-Length headers");
  const [length] = lengths;
  if (length !== undefined && (!/^\d+$/.test(length) || !Number.isSafeInteger(Number(length)))) {
    throw new BadAnswerError("its Content-Length is no number");
  }
  const chunked = /(?:^|,)[ \t]*chunked$/i.test(codings.at(-1) ?? "");
  if (chunked && length !== undefined) throw new BadAnswerError("it has Content-Length and chunks");
  if (status === 204 || status === 304) return { kind: "none" };
  if (chunked) return { kind: "chunked" };
  if (codings.length > 0 || length === undefined) return { kind: "close" };
  return { kind: "length", bytes: Number(length) };
}

function valuesOf(headers: ReplyHead["headers"], name: string): string[] {
  const values: string[] = [];
  for (const [key, value] of headers) if (key.length === name.length && key.toLowerCase() === name) values.push(value);
  return values;
}
