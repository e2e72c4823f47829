import type { Span } from "../document.ts";

/**
 * What a mail header allows. `single`: at most once (RFC 5322 3.6, RFC 2045). `structured`: its value
 * follows a grammar, so a second `Name:` in it cannot be text. `filled`: the grammar wants a value.
 */
interface HeaderRule {
  name: string;
  single: boolean;
  structured: boolean;
  filled: boolean;
}

const rule = (name: string, single: boolean, structured: boolean, filled: boolean): HeaderRule => ({
  name,
  single,
  structured,
  filled,
});

const rules: readonly HeaderRule[] = [
  rule("From", true, true, true),
  rule("Sender", true, true, true),
  rule("Reply-To", true, true, true),
  rule("To", true, true, true),
  rule("Cc", true, true, true),
  // RFC 5322 3.6.3 lets Bcc stand empty; mail servers still trip over it.
  rule("Bcc", true, true, true),
  rule("Date", true, true, true),
  rule("Message-ID", true, true, true),
  rule("In-Reply-To", true, true, true),
  rule("References", true, true, true),
  rule("Subject", true, false, false),
  rule("Comments", false, false, false),
  rule("Keywords", false, false, false),
  rule("MIME-Version", true, true, true),
  rule("Content-Type", true, true, true),
  rule("Content-Transfer-Encoding", true, true, true),
  rule("Content-Disposition", true, true, true),
  rule("Content-ID", true, true, true),
  rule("Content-Class", true, true, false),
  rule("Content-Description", true, false, false),
  rule("Content-Location", true, true, false),
  rule("Content-Language", true, true, false),
  rule("Return-Path", true, true, false),
  rule("Received", false, true, false),
  rule("Resent-From", false, true, true),
  rule("Resent-To", false, true, true),
  rule("Resent-Date", false, true, true),
  rule("Disposition-Notification-To", true, true, true),
  rule("Return-Receipt-To", true, true, true),
  rule("Importance", true, true, false),
  rule("Priority", true, true, false),
  rule("Sensitivity", true, true, false),
  rule("Thread-Topic", true, false, false),
  rule("Thread-Index", true, true, false),
  rule("Auto-Submitted", true, true, false),
  rule("Accept-Language", true, true, false),
  rule("User-Agent", true, false, false),
  rule("Organization", true, false, false),
];

const byName = new Map(rules.map((entry) => [entry.name.toLowerCase(), entry]));

/** Headers that only a whole mail has: one of them in a subject line is no part of the subject. */
const unmistakable = new Set(["mime-version", "content-type", "content-transfer-encoding", "message-id"]);

/** Lists of header names are the very content of these. */
const namesOthers = /^(?:dkim-signature|arc-.*|authentication-results|x-google-dkim-signature)$/i;

export const headerRule = (name: string): HeaderRule | undefined => byName.get(name.toLowerCase());

/** True for the names of RFC 5322, MIME and Exchange, and for every `X-` and `Content-` name. */
export function isKnownHeaderName(name: string): boolean {
  return byName.has(name.toLowerCase()) || /^(?:x|content)-[a-z0-9-]+$/i.test(name);
}

export interface GluedName {
  name: string;
  /** Where `Name:` stands, colon included. */
  span: Span;
}

const NAME = /([A-Za-z][A-Za-z0-9-]*):(?=\s|$)/y;

/** Every `Name:` of a known header in `text` that follows white space (or begins the text) outside quotes. */
export function findHeaderNames(text: string): GluedName[] {
  const found: GluedName[] = [];
  let afterSpace = true;
  let quotesClose = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 && quotesClose) {
      const end = closingQuote(text, at + 1);
      quotesClose = end >= 0;
      if (quotesClose) at = end;
    } else if (afterSpace && code > 0x20) {
      NAME.lastIndex = at;
      const name = NAME.exec(text)?.[1];
      if (name !== undefined && isKnownHeaderName(name)) {
        found.push({ name, span: { start: at, end: at + name.length + 1 } });
        at += name.length;
      }
    }
    afterSpace = text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
  }
  return found;
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return -1;
}

/**
 * Header names that stand inside the value of another header on the same line: `From: a@x.example To: b@x.example`.
 * A value with a grammar needs one; free text (Subject) needs two, one of which no subject would name.
 * `text` is the field's first physical line; spans count in it.
 */
export function findGluedNames(text: string): GluedName[] {
  const [first, ...others] = findHeaderNames(text);
  if (first?.span.start !== 0 || others.length === 0 || namesOthers.test(first.name)) return [];
  const structured = headerRule(first.name)?.structured ?? false;
  const certain = others.length > 1 && others.some(({ name }) => unmistakable.has(name.toLowerCase()));
  return structured || certain ? others : [];
}

/** A continuation line that is a header of its own, indented: `   To: b@x.example`. */
export function isIndentedHeader(line: string, ownerName: string | undefined): boolean {
  const match = /^[ \t]+([A-Za-z][A-Za-z0-9-]*):(?=[ \t]|$)/.exec(line);
  return match?.[1] !== undefined && byName.has(match[1].toLowerCase()) && !(ownerName && namesOthers.test(ownerName));
}
