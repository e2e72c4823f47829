import { concatBytes, encodeBase64 } from "@easel/codec/bytes";
import { scanMime } from "@easel/codec/mime";
import { DOMAIN, type User } from "../directory.ts";
import { parseAddresses } from "./addresses.ts";
import type { BodyText } from "./body-text.ts";
import { type DraftFile, filePart } from "./file-part.ts";
import { withParts } from "./smart-message.ts";
import { textPart } from "./text-part.ts";

/** A message somebody is still writing (16.0 and later): its MIME is made from this. */
export interface Draft {
  /** Texts of To, Cc, Bcc, ReplyTo, From, Subject and Importance, by these names. */
  fields: Readonly<Record<string, string>>;
  body?: BodyText;
  /** A whole message, for a Body of Type 4; fields that were given replace its own. */
  mime?: Uint8Array;
  files?: readonly DraftFile[];
}

const addressHeaders: Readonly<Record<string, string>> = {
  From: "From",
  To: "To",
  Cc: "Cc",
  Bcc: "Bcc",
  ReplyTo: "Reply-To",
};

const importances: Readonly<Record<string, string>> = { "0": "low", "1": "normal", "2": "high" };

/** The message; `blind` leaves out whom it also goes to, as it does for those who receive it. */
export function draftMime(draft: Draft, user: User, now: Date, blind = false): Uint8Array {
  const message = messageOf(draft, user, now, blind);
  const files = draft.files ?? [];
  return files.length === 0 ? message : withParts(message, scanMime(message).message, files.map(filePart));
}

function messageOf({ fields, body, mime }: Draft, user: User, now: Date, blind: boolean): Uint8Array {
  const given = new Map<string, string>();
  for (const [name, header] of Object.entries(addressHeaders)) {
    if (fields[name] !== undefined) given.set(header, addressList(fields[name]));
  }
  if (fields.Subject !== undefined) given.set("Subject", encodedWords(fields.Subject));
  const importance = importances[fields.Importance ?? ""];
  if (importance) given.set("Importance", importance);
  if (mime) return withHeaders(mime, given, blind ? ["bcc"] : []);
  if (blind) given.delete("Bcc");
  if (!given.get("From")) given.set("From", addressList(`"${user.name}" <${user.user}>`));
  given.set("Date", now.toUTCString().replace("GMT", "+0000"));
  given.set("Message-ID", `<${crypto.randomUUID()}@${DOMAIN}>`);
  const lines = [
    ...[...given].filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`),
    "MIME-Version: 1.0",
    ...textPart(body ?? { native: "plain", text: "" }),
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}

/** The message with some headers in place of its own, and without others. */
function withHeaders(mime: Uint8Array, given: ReadonlyMap<string, string>, dropped: readonly string[]): Uint8Array {
  const replaced = new Set([...dropped, ...[...given.keys()].map((name) => name.toLowerCase())]);
  const { headers } = scanMime(mime).message;
  const gone = headers.filter(({ name }) => replaced.has(name.toLowerCase()));
  const parts: Uint8Array[] = [];
  for (const [name, value] of given) {
    if (value !== "" && !dropped.includes(name.toLowerCase())) {
      parts.push(new TextEncoder().encode(`${name}: ${value}\r\n`));
    }
  }
  let at = 0;
  for (const { span } of gone) {
    parts.push(mime.subarray(at, span.start));
    at = span.end;
  }
  parts.push(mime.subarray(at));
  return concatBytes(parts);
}

const addressList = (text: string): string =>
  parseAddresses(oneLine(text))
    .map(({ name, address }) => (name === "" ? asciiOnly(address) : `${displayName(name)} <${asciiOnly(address)}>`))
    .join(",\r\n ");

const displayName = (name: string): string =>
  /^[ -~]*$/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : encodedWords(name);

const asciiOnly = (address: string): string => (/^[ -~]*$/.test(address) ? address : encodedWords(address));

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

/** Text of a header as it may travel: as encoded words when it is not ASCII (RFC 2047), each of whole characters. */
function encodedWords(text: string): string {
  const line = oneLine(text);
  if (/^[ -~]*$/.test(line) && line.length < 900) return line;
  const words: string[] = [];
  let word = "";
  for (const char of line) {
    if (new TextEncoder().encode(word + char).length > 45) {
      words.push(word);
      word = "";
    }
    word += char;
  }
  return [...words, word].map((each) => `=?utf-8?B?${encodeBase64(new TextEncoder().encode(each))}?=`).join("\r\n ");
}
