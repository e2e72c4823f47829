import { decodeHex, encodeBase64, encodeHex } from "../bytes/index.ts";
import { ProblemList } from "../problem-list.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import { FieldList } from "./field-list.ts";
import { readValueInput } from "./value-input.ts";

export const CONVERSATION_ID_LENGTH = 16;

const GUID = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/**
 * Decodes a ConversationId: opaque bytes (MS-ASCON 2.2.2.3.3, MS-ASDTYPE 2.7.1), sixteen of them from Exchange, or
 * base64 of them. The value is a GUID in upper case, its digits in the order of the bytes. Other lengths are legal
 * but no GUID, such as the Message-ID that SOGo sends: `conversation-id-length`, a warning, and no value.
 */
export function decodeConversationId(input: string | Uint8Array): DecodedValue<string> {
  const problems = new ProblemList("value");
  const blob = readValueInput(input, problems);
  const list = new FieldList(blob, problems);
  const { bytes } = blob;
  const { length } = bytes;
  if (length !== CONVERSATION_ID_LENGTH) {
    const message = () =>
      `Exchange sends ${CONVERSATION_ID_LENGTH} bytes as ConversationId; here are ${length}. A client may only compare them.`;
    list.problem("warning", "conversation-id-length", message, Math.min(length, CONVERSATION_ID_LENGTH), length);
    list.add("ConversationId", 0, length, isPlainText(bytes) ? new TextDecoder().decode(bytes) : "not a GUID");
    return { fields: list.fields, problems: problems.finish() };
  }
  const value = guidText(bytes);
  list.add("ConversationId", 0, length, value);
  return { value, fields: list.fields, problems: problems.finish() };
}

/** Sixteen bytes of a GUID with or without hyphens and braces. Anything else is an error (`conversation-id-form`). */
export function encodeConversationId(value: string): EncodedValue {
  const bytes = guidBytes(value);
  if (bytes) return { text: encodeBase64(bytes), bytes, problems: [] };
  const problems = new ProblemList("value");
  const message = () => "A ConversationId is written as 32 hex digits, such as AD857BDA-9093-4B4C-AE83-B1ABAFDDEAD5.";
  problems.add("error", "conversation-id-form", message, 0, value.length);
  return { problems: problems.finish() };
}

/** Bytes in the order they stand, as in the conversation index (MS-OXOMSG 2.2.1.3), in 8-4-4-4-12 digits. */
export const guidText = (bytes: Uint8Array): string =>
  encodeHex(bytes.subarray(0, 16))
    .toUpperCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

export function guidBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const match = GUID.exec(text);
  return match ? decodeHex(match.slice(1).join("")) : undefined;
}

const isPlainText = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
