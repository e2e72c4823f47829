import { decodeHeaderWords, type MimeMessage, scanMime } from "@easel/codec/mime";
import { type Address, parseAddresses } from "./addresses.ts";

/** What a mail system must know of a message before it takes it. */
export interface Envelope {
  message: MimeMessage;
  recipients: Address[];
}

export type EnvelopeFault = "not-mime" | "no-recipient";

/**
 * Reads a message as strictly as Exchange's submission: the bytes must begin with a header field
 * (`Name: value`, RFC 5322 2.2), which neither an XML document nor base64 text does, and name a recipient.
 */
export function readEnvelope(mime: Uint8Array): Envelope | EnvelopeFault {
  if (!beginsWithHeader(mime)) return "not-mime";
  const { message } = scanMime(mime);
  const recipients = ["to", "cc", "bcc"].flatMap((name) => addressesOf(message, name));
  return recipients.length === 0 ? "no-recipient" : { message, recipients };
}

/** All values of a header, encoded words decoded, joined as a list; control characters become spaces. */
export function headerText(message: MimeMessage, name: string): string {
  return message.headers
    .filter((header) => header.name.toLowerCase() === name.toLowerCase())
    .map((header) => decodeHeaderWords(header.value))
    .join(", ")
    .replace(/\p{Cc}+/gu, " ");
}

/** Parsed before decoding: an encoded word may hide a comma (RFC 2047 5.3). */
export function addressesOf(message: MimeMessage, name: string): Address[] {
  return message.headers
    .filter((header) => header.name.toLowerCase() === name)
    .flatMap((header) => parseAddresses(header.value))
    .map((entry) => ({ name: decodeHeaderWords(entry.name), address: entry.address }));
}

const COLON = 0x3a;
const isFieldNameByte = (byte: number): boolean => byte > 0x20 && byte < 0x7f && byte !== COLON;

/** Whether bytes begin as a message does; neither an XML document nor base64 text does. */
export function beginsWithHeader(mime: Uint8Array): boolean {
  let at = 0;
  while (isFieldNameByte(mime[at] ?? 0)) at++;
  const nameEnds = at;
  while (mime[at] === 0x20 || mime[at] === 0x09) at++;
  return nameEnds > 0 && mime[at] === COLON;
}
