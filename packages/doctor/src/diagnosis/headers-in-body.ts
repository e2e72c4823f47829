import { isKnownHeaderName } from "@easel/codec/mime";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { lineOf } from "./mime-form.ts";

/** Putting together the bytes of a longer message costs more than the question is worth. */
const MAX_MESSAGE = 1_000_000;
/** Bytes of the text that are looked at. */
const BEGINNING = 1000;
const inBlock = new Set(["mime-version", "content-type", "content-transfer-encoding"]);

/** These say more about where the headers are. */
const ownStory = new Set(["leading-blank-line", "byte-order-mark", "headers-glued", "no-blank-line"]);

/** A blank line among the headers: those behind it have become the beginning of the text. */
export function headersInBody(facts: Facts): Finding[] {
  const { mime } = facts;
  if (
    !mime ||
    mime.message.length > MAX_MESSAGE ||
    mime.message.parts.length > 0 ||
    mime.message.contentType === "message/rfc822"
  )
    return [];
  if (mime.problems.some(({ code }) => ownStory.has(code))) return [];
  const { start, end } = mime.message.bodySpan;
  const text = new TextDecoder().decode(mime.bytes.subarray(start, Math.min(end, start + BEGINNING)));
  const block = text.replace(/^\s+/, "").split(/\r?\n\r?\n/, 1)[0] ?? "";
  const names = block.split(/\r?\n(?![ \t])/).map((line) => /^([A-Za-z][A-Za-z0-9-]*):/.exec(line)?.[1]);
  const all = names.every((name) => name !== undefined && isKnownHeaderName(name));
  const missing = names.find(
    (name) =>
      name !== undefined &&
      inBlock.has(name.toLowerCase()) &&
      !mime.message.headers.some((header) => header.name.toLowerCase() === name.toLowerCase()),
  );
  if (!all || missing === undefined) return [];
  const at = start + Math.max(0, text.search(/\S/));
  return [
    {
      rule: "mime-headers-in-body",
      severity: "warning",
      title: "A blank line ends the headers too early",
      explanation: `The first blank line ends the headers. Behind it stand more of them, ${names.slice(0, 3).join(", ")}: they are text now, shown to the reader, and the message has no ${missing}.`,
      advice: "Take the blank line before them out, and keep the one between the last header and the text.",
      evidence: [
        { side: "request", kind: "mime", line: lineOf(mime.message, at), span: { start: at, end: at + block.length } },
      ],
      spec: { document: "RFC 5322", section: "2.1" },
    },
  ];
}
