import { decodeBase64 } from "@easel/codec/bytes";
import type { MimeHeader } from "@easel/codec/mime";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { lineOf } from "./mime-form.ts";

const addressed = new Set(["from", "to", "cc", "bcc", "reply-to", "sender"]);
const MAX_VALUE = 20_000;

/** The values of a message's own headers: who it goes to, and words outside ASCII. */
export function mimeHeaders(facts: Facts): Finding[] {
  const { mime } = facts;
  if (!mime) return [];
  const found = new Map<string, Finding>();
  for (const header of mime.message.headers) {
    if (header.value.length > MAX_VALUE) continue;
    const faults = [
      addressed.has(header.name.toLowerCase()) ? addressFault(header, isRefused(facts)) : undefined,
      wordFault(header),
    ];
    for (const fault of faults) {
      if (fault && !found.has(fault.rule)) found.set(fault.rule, explain(facts, header, fault));
    }
  }
  return [...found.values()];
}

const isRefused = ({ reply }: Facts): boolean => reply !== undefined && !reply.succeeded;

interface HeaderFault {
  rule: string;
  title: string;
  explanation: string;
  advice: string;
  spec: readonly [document: string, section: string];
}

function explain(facts: Facts, { valueSpan }: MimeHeader, fault: HeaderFault): Finding {
  const { rule, title, explanation, advice, spec } = fault;
  const [document, section] = spec;
  const line = facts.mime ? lineOf(facts.mime.message, valueSpan.start) : 1;
  return {
    rule,
    severity: isRefused(facts) && rule === "mime-bad-address" ? "error" : "warning",
    title,
    explanation,
    advice,
    evidence: [{ side: "request", kind: "mime", line, span: valueSpan }],
    spec: { document, section },
  };
}

/** RFC 5322 3.4: mailboxes with commas between them; a name has its address in angle brackets. */
function addressFault({ name, value }: MimeHeader, wasRefused: boolean): HeaderFault | undefined {
  // What stands in quotes or in parentheses may be anything, a group (“friends: …;”) says itself what it is.
  const plain = value.replace(/"(?:[^"\\]|\\.)*"/g, "q").replace(/\([^()]*\)/g, "");
  if (plain.trim() === "" || /:.*;\s*$/.test(plain)) return undefined;
  for (const mailbox of plain.split(",").map((each) => each.trim())) {
    // A server may know a name of its own; that it did not shows when it refuses.
    const isName = !/[@<;]/.test(mailbox);
    const fault = mailbox === "" || (isName && !wasRefused) ? undefined : mailboxFault(mailbox);
    if (fault)
      return {
        rule: "mime-bad-address",
        title: `${name} has an address that cannot be read`,
        explanation: `In ${name} stands “${mailbox.slice(0, 60)}”: ${fault}. The server finds nobody there, leaves the recipient out or refuses the message (Status 116, 107).`,
        advice: 'Write alex@contoso.example, or "Alex Wilber" <alex@contoso.example>, and a comma between two.',
        spec: ["RFC 5322", "3.4"],
      };
  }
  return undefined;
}

function mailboxFault(mailbox: string): string | undefined {
  if (mailbox.includes(";") && mailbox.split("@").length > 2) return "semicolons stand between addresses";
  if (mailbox.includes("<")) {
    const inside = /<([^<>]*)>[^<>]*$/.exec(mailbox)?.[1]?.trim();
    if (inside === undefined) return "an angle bracket is not closed";
    if (inside === "") return "there is nothing between the angle brackets";
    return /^[^\s@]+@[^\s@]+$/.test(inside) ? undefined : "what stands in angle brackets is no address";
  }
  if (!mailbox.includes("@")) return "there is a name and no address";
  return /\s/.test(mailbox.replace(/\s*([@.])\s*/g, "$1").replace(/;$/, ""))
    ? "a name stands before the address, which has no angle brackets"
    : undefined;
}

/** RFC 2047 2: =?charset?B or Q?text?=, without white space and of one piece. */
function wordFault({ name, value }: MimeHeader): HeaderFault | undefined {
  const fault = brokenWord(value);
  return fault === undefined
    ? undefined
    : {
        rule: "mime-encoded-word",
        title: `${name} has an encoded word that cannot be read`,
        explanation: `${fault}. Readers show the word as it stands, question marks and all.`,
        advice:
          "Write =?utf-8?B?…?= with base64 of whole characters, or =?utf-8?Q?…?= with _ for a space; at most 75 characters a word, with a space between two.",
        spec: ["RFC 2047", "2"],
      };
}

function brokenWord(value: string): string | undefined {
  for (const [, encoding = "", rest = ""] of value.matchAll(
    /=\?[\w.:+*-]+\?([^?\s])\?((?:(?!=\?[\w.:+*-]+\?[^?\s]\?).)*)/gis,
  )) {
    const end = rest.indexOf("?=");
    const text = end < 0 ? rest : rest.slice(0, end);
    if (!/^[bq]$/i.test(encoding)) return `“${encoding}” is no encoding of a word; there are B and Q`;
    if (end < 0) return "A word begins with =? and never ends with ?=";
    if (/\s/.test(text)) return "White space stands inside a word, which ends it there";
    if (/^b$/i.test(encoding) && decodeBase64(text) === undefined) return "A word says B, and its text is no base64";
    if (/^q$/i.test(encoding) && /=(?![\dA-F]{2})/i.test(text))
      return "A word says Q, and has an equals sign without two hexadecimal digits";
  }
  return undefined;
}
