import { decodeTransferEncoding, type MimePart } from "@easel/codec/mime";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { lineOf } from "./mime-form.ts";

/** Bytes of a part that are read. */
const MAX_READ = 200_000;
/** Putting together the bytes of a longer message costs more than the question is worth. */
const MAX_MESSAGE = 2_000_000;
const MAX_PARTS = 200;

/** Parts that mean something by themselves: an invitation or its answer, and what is signed or encrypted. */
export function mimeParts(facts: Facts): Finding[] {
  const { mime } = facts;
  if (!mime) return [];
  const parts: MimePart[] = [];
  const collect = (part: MimePart): void => {
    if (parts.length < MAX_PARTS) parts.push(part);
    for (const child of part.parts) collect(child);
  };
  collect(mime.message);
  return [
    ...parts.flatMap((part) => {
      if (part.contentType === "text/calendar") return calendar(facts, part);
      if (/^application\/(?:x-)?pkcs7-mime$/.test(part.contentType)) return enveloped(facts, part);
      if (part.contentType === "multipart/signed" || part.contentType === "multipart/encrypted")
        return secured(facts, part);
      return [];
    }),
    ...inlineImages(facts, parts),
  ];
}

interface Topic {
  rule: string;
  title: string;
  explanation: string;
  advice: string;
  spec: readonly [document: string, section: string];
}

function tellPart({ mime }: Facts, part: MimePart, topic: Topic): Finding[] {
  if (!mime) return [];
  const [document, section] = topic.spec;
  const span = typeOf(part)?.span ?? part.headerSpan;
  return [
    {
      rule: topic.rule,
      severity: "warning",
      title: topic.title,
      explanation: topic.explanation,
      advice: topic.advice,
      evidence: [{ side: "request", kind: "mime", line: lineOf(mime.message, span.start), span }],
      spec: { document, section },
    },
  ];
}

const typeOf = ({ headers }: MimePart) => headers.find(({ name }) => name.toLowerCase() === "content-type");

const isAttached = ({ headers }: MimePart): boolean =>
  headers.some(({ name, value }) => name.toLowerCase() === "content-disposition" && /^attachment/i.test(value.trim()));

/** The beginning of a part's text, its transfer encoding undone; read as UTF-8. */
function textOfPart(message: Uint8Array | undefined, { bodySpan, transferEncoding }: MimePart): string {
  const { start, end } = bodySpan;
  const encoded = message?.subarray(start, Math.min(end, start + MAX_READ)) ?? new Uint8Array(0);
  const isEncoded = transferEncoding === "base64" || transferEncoding === "quoted-printable";
  return new TextDecoder().decode(isEncoded ? decodeTransferEncoding(encoded, transferEncoding).bytes : encoded);
}

/** RFC 6047 2.4: what makes a calendar part an invitation is its method, in the header and in the text alike. */
function calendar(facts: Facts, part: MimePart): Finding[] {
  const text = textOfPart(facts.mime?.bytes, part).replace(/\r?\n[ \t]/g, "");
  const said = part.parameters.method?.trim().toUpperCase();
  const written = /^METHOD:\s*(\S+)/im.exec(text)?.[1]?.toUpperCase();
  if (said === undefined && written !== undefined && !isAttached(part))
    return tellPart(facts, part, {
      rule: "calendar-part-method-missing",
      title: `The calendar part does not say method=${written}`,
      explanation: `The text says METHOD:${written}, but Content-Type has no method parameter. Servers and mail programs go by the header: without it the part is a file, and nobody is invited or answered.`,
      advice: `Write Content-Type: text/calendar; charset=utf-8; method=${written}.`,
      spec: ["RFC 6047", "2.4"],
    });
  if (said !== undefined && said !== written)
    return tellPart(facts, part, {
      rule: "calendar-part-method-differs",
      title: written === undefined ? "The calendar has no METHOD" : `The calendar part says ${said} and ${written}`,
      explanation: `Content-Type says method=${said}, and the calendar ${written === undefined ? "has no METHOD line" : `says METHOD:${written}`}. Both have to say the same; readers that find two answers take the part for a file.`,
      advice: `Write METHOD:${said} after VERSION and PRODID.`,
      spec: ["RFC 6047", "2.4"],
    });
  return written === undefined ? [] : incompleteCalendar(facts, part, written, text);
}

/** What RFC 5546 3.2 asks of an event, by method; ORGANIZER and UID are what an answer is matched by. */
const needed: Readonly<Record<string, readonly string[]>> = {
  REQUEST: ["UID", "DTSTAMP", "DTSTART", "ORGANIZER", "ATTENDEE"],
  REPLY: ["UID", "DTSTAMP", "ORGANIZER", "ATTENDEE"],
  CANCEL: ["UID", "DTSTAMP", "ORGANIZER", "SEQUENCE"],
  COUNTER: ["UID", "DTSTAMP", "DTSTART", "ORGANIZER", "ATTENDEE"],
};

function incompleteCalendar(facts: Facts, part: MimePart, method: string, text: string): Finding[] {
  if (!/^BEGIN:VEVENT/im.test(text)) return [];
  const names = Object.hasOwn(needed, method) ? (needed[method] ?? []) : [];
  const missing = names.filter((name) => !new RegExp(`^${name}[:;]`, "im").test(text));
  const isCut = part.bodySpan.end - part.bodySpan.start < MAX_READ && !/^END:VCALENDAR/im.test(text);
  if (missing.length === 0 && !isCut)
    return method === "REPLY" && !/PARTSTAT=(?!NEEDS-ACTION)/i.test(text)
      ? tellPart(facts, part, {
          rule: "calendar-reply-without-answer",
          title: "The answer to an invitation gives no answer",
          explanation:
            "A REPLY says in PARTSTAT of its ATTENDEE what the answer is: ACCEPTED, TENTATIVE or DECLINED. Here there is none, so the organiser's calendar stays as it is.",
          advice: "Write ATTENDEE;PARTSTAT=ACCEPTED:mailto:… with the address that was invited.",
          spec: ["RFC 5546", "3.2.3"],
        })
      : [];
  return tellPart(facts, part, {
    rule: "calendar-part-incomplete",
    title: isCut ? "The calendar part is never closed" : `The calendar part lacks ${missing.join(" and ")}`,
    explanation: isCut
      ? "There is no END:VCALENDAR. What is cut off is no calendar, and readers show it as a file or not at all."
      : `With METHOD:${method} an event has ${names.join(", ")}. Without ${missing.join(" and ")} the other side cannot match it to a meeting.`,
    advice: isCut ? "End the part with END:VEVENT and END:VCALENDAR." : `Add ${missing.join(" and ")}.`,
    spec: ["RFC 5546", "3.2"],
  });
}

/** RFC 1847 2: both name their protocol and have two parts; what is signed names the digest, too. */
function secured(facts: Facts, part: MimePart): Finding[] {
  const isSigned = part.contentType === "multipart/signed";
  const parameters = isSigned ? ["protocol", "micalg"] : ["protocol"];
  const missing = parameters.filter((name) => !part.parameters[name]);
  if (missing.length > 0)
    return tellPart(facts, part, {
      rule: "mime-security-parameters",
      title: `${part.contentType} lacks ${missing.join(" and ")}`,
      explanation: `Content-Type of ${part.contentType} says how it is secured: ${parameters.join(" and ")}. Without ${missing.join(" and ")} readers do not know what to check, and show the message as damaged or as an attachment.`,
      advice: isSigned
        ? 'Write protocol="application/pkcs7-signature"; micalg=sha-256, or whatever the signature uses.'
        : "Write the protocol of the encryption.",
      spec: ["RFC 1847", isSigned ? "2.1" : "2.2"],
    });
  if (part.parts.length === 2) return [];
  return tellPart(facts, part, {
    rule: "mime-security-parts",
    title: `${part.contentType} has ${part.parts.length} parts instead of two`,
    explanation: isSigned
      ? "The first part is what is signed, the second the signature; there is no room for another."
      : "The first part says how it is encrypted, the second is what is encrypted; there is no room for another.",
    advice: "Put what belongs together into a multipart/mixed, and that into the first part.",
    spec: ["RFC 1847", isSigned ? "2.1" : "2.2"],
  });
}

/** RFC 8551 3.1.3: what is encrypted is bytes, and a path for lines of text damages them. */
function enveloped(facts: Facts, part: MimePart): Finding[] {
  if (part.transferEncoding === "base64" || part.transferEncoding === "binary") return [];
  return tellPart(facts, part, {
    rule: "mime-smime-not-base64",
    title: `The encrypted part is declared ${part.transferEncoding}`,
    explanation:
      "application/pkcs7-mime holds binary data, which travels as base64. With another Content-Transfer-Encoding the reader takes the characters for the data and cannot decrypt it.",
    advice: "Encode the data as base64 in lines of 76, and write Content-Transfer-Encoding: base64.",
    spec: ["RFC 8551", "3.1.3"],
  });
}

/** RFC 2392: what HTML shows as cid:name is the part whose Content-ID is <name>. A reply may show the original's. */
function inlineImages(facts: Facts, parts: readonly MimePart[]): Finding[] {
  const { mime, command } = facts;
  if (!mime || command !== "SendMail" || parts.length < 2 || mime.message.length > MAX_MESSAGE) return [];
  const { bytes } = mime;
  const ids = new Set(parts.flatMap(({ headers }) => headers.flatMap(contentIdOf)));
  for (const part of parts) {
    if (part.contentType !== "text/html") continue;
    const html = textOfPart(bytes, part);
    const missing = [...html.matchAll(/\bcid:([^"'<>\s)]+)/gi)].find(([, name = ""]) => !ids.has(decoded(name)));
    if (!missing) continue;
    const name = missing[1] ?? "";
    return tellPart(facts, part, {
      rule: "mime-content-id-missing",
      title: `The text shows cid:${name.slice(0, 40)}, and no part has that Content-ID`,
      explanation: `An image inside the text is named by cid:, and the part it comes from has Content-ID: <${name.slice(0, 40)}>, angle brackets included. Here ${ids.size === 0 ? "no part has a Content-ID" : `there is ${[...ids].slice(0, 3).join(", ")}`}, so readers show an empty frame and the image as an attachment.`,
      advice: `Write Content-ID: <${name.slice(0, 40)}> into the image's part, in a multipart/related with the text.`,
      spec: ["RFC 2392", "2"],
    });
  }
  return [];
}

const contentIdOf = ({ name, value }: MimePart["headers"][number]): string[] => {
  const id = name.toLowerCase() === "content-id" ? /<([^<>]*)>/.exec(value)?.[1] : undefined;
  return id === undefined ? [] : [id];
};

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
