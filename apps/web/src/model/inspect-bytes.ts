import { decodeBase64, encodeBase64, encodeHex } from "@easel/codec/bytes";
import type { Span } from "@easel/codec/document";
import type { PieceBytes } from "@easel/codec/pieces";
import {
  type DecodedValue,
  decodeConversationIndex,
  decodeDateTime,
  decodeGlobalObjId,
  decodeTimeZone,
  describeFiletime,
  filetimeOf,
} from "@easel/codec/values";
import { type ByteLabel, describeText, MAX_INTEGER_BYTES, readInteger } from "@easel/codec/wbxml";
import { countBytes } from "./byte-words.ts";

/** One way to read bytes, and what they say read so. */
export interface Reading {
  name: string;
  value: string;
}

/** Bytes of a long selection that are read as text; the rest is counted. */
export const MAX_READ_BYTES = 4_096;
const STR_I = 0x03;
const OPAQUE = 0xc3;
/** What a time on the wire of a mail protocol can be; other numbers are read as numbers alone. */
const PLAUSIBLE = { from: Date.UTC(1990, 0), to: Date.UTC(2100, 0) };

/** Structures by the element that holds them: what they are made of is shown field by field. */
const structures: Record<string, (input: string | Uint8Array) => DecodedValue<unknown>> = {
  ConversationIndex: decodeConversationIndex,
  GlobalObjId: decodeGlobalObjId,
  TimeZone: decodeTimeZone,
  Timezone: decodeTimeZone,
};

/** What the bytes of a span can be read as: numbers from its first byte on, text and values of all of it. */
export function inspectBytes(bytes: PieceBytes, span: Span, label?: ByteLabel): Reading[] {
  if (span.end <= span.start) return [];
  const content = contentSpan(bytes, span, label);
  const inside = bytes.slice(content.start, Math.min(content.end, content.start + MAX_READ_BYTES));
  const isCut = inside.length < content.end - content.start;
  return [
    ...readNumbers(bytes.slice(span.start, span.start + 8)),
    ...(inside.length > 0 ? [readText(inside, isCut)] : []),
    ...(isCut ? [] : [...readTimes(inside), ...readIdentifiers(inside), ...readBase64(inside)]),
    ...(isCut ? [] : readStructure(inside, label)),
  ];
}

/** Of a whole string or opaque token what stands in it, without token, length and NUL (WBXML 1.3 5.8.4). */
export function contentSpan(bytes: PieceBytes, span: Span, label: ByteLabel | undefined): Span {
  if (label?.span.start !== span.start || label.span.end !== span.end) return span;
  const first = bytes.at(span.start);
  if (label.kind === "text" && first === STR_I && bytes.at(span.end - 1) === 0) {
    return { start: span.start + 1, end: span.end - 1 };
  }
  if (label.kind === "opaque" && first === OPAQUE) {
    const { next } = readInteger(bytes.slice(span.start + 1, span.start + 1 + MAX_INTEGER_BYTES), 0);
    if (next > 0) return { start: span.start + 1 + next, end: span.end };
  }
  return span;
}

function readNumbers(bytes: Uint8Array): Reading[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readings: Reading[] = [{ name: "u8, i8", value: `${view.getUint8(0)}, ${view.getInt8(0)}` }];
  const add = (name: string, size: number, read: (little: boolean) => number | bigint) => {
    if (bytes.length < size) return;
    readings.push(
      { name: `${name} LE`, value: String(read(true)) },
      { name: `${name} BE`, value: String(read(false)) },
    );
  };
  add("u16", 2, (little) => view.getUint16(0, little));
  add("u32", 4, (little) => view.getUint32(0, little));
  add("u64", 8, (little) => view.getBigUint64(0, little));
  const { value, next } = readInteger(bytes, 0);
  if (next > 0) readings.push({ name: "mb_u_int32", value: `${value} in ${countBytes(next)}` });
  return readings;
}

const readText = (bytes: Uint8Array, isCut: boolean): Reading => ({
  name: "UTF-8",
  value: textOf(bytes, isCut) ?? "is not UTF-8",
});

/** The text in quotes; undefined when the bytes are none, or the charset is unknown. What was cut may end anywhere. */
function textOf(bytes: Uint8Array, isCut: boolean, charset = "utf-8"): string | undefined {
  try {
    return describeText(new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut }));
  } catch {
    return undefined;
  }
}

/** Bytes shown of what is no text. */
const SHOWN_BYTES = 24;

/** Text where the bytes are text of a charset, else the first of them in hex. */
export function describeDecoded(bytes: Uint8Array, charset = "utf-8"): string {
  const text = textOf(bytes, false, charset);
  if (text !== undefined) return text;
  return `${encodeHex(bytes.subarray(0, SHOWN_BYTES), " ")}${bytes.length > SHOWN_BYTES ? " …" : ""}`;
}

function readTimes(bytes: Uint8Array): Reading[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readings: Reading[] = [];
  if (bytes.length === 4) {
    for (const [name, little] of [["Unix time LE", true] as const, ["Unix time BE", false] as const]) {
      const time = view.getUint32(0, little) * 1000;
      if (isPlausible(time)) readings.push({ name, value: new Date(time).toISOString() });
    }
  }
  if (bytes.length === 8) {
    for (const [name, little] of [["FILETIME LE", true] as const, ["FILETIME BE", false] as const]) {
      const filetime = view.getBigUint64(0, little);
      const plausible = filetime >= filetimeOf(PLAUSIBLE.from) && filetime < filetimeOf(PLAUSIBLE.to);
      if (plausible) readings.push({ name, value: describeFiletime(filetime) });
    }
  }
  const text = asciiOf(bytes);
  if (text && /^\d{4}-?\d\d-?\d\dT[\d:.]+Z?$/.test(text)) {
    const { value } = decodeDateTime(text);
    if (value !== undefined) readings.push({ name: "Date", value: new Date(value).toUTCString() });
  }
  return readings;
}

const isPlausible = (time: number): boolean => time >= PLAUSIBLE.from && time < PLAUSIBLE.to;

/** Sixteen bytes as Windows writes a GUID (MS-DTYP 2.3.4.2: three fields little-endian) and as RFC 9562 does. */
function readIdentifiers(bytes: Uint8Array): Reading[] {
  if (bytes.length !== 16) return [];
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return [
    { name: "GUID", value: hyphened(Uint8Array.from(order, (at) => bytes[at] ?? 0)) },
    { name: "UUID", value: hyphened(bytes) },
  ];
}

const hyphened = (bytes: Uint8Array): string => encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const SHORTEST_BASE64 = 8;

/** What base64 text holds; of other bytes what they are in base64, when they are few enough to be copied from here. */
function readBase64(bytes: Uint8Array): Reading[] {
  const decoded = decodedBase64(bytes);
  if (decoded) {
    return [{ name: `From base64, ${countBytes(decoded.length)}`, value: describeDecoded(decoded) }];
  }
  return bytes.length <= 48 ? [{ name: "In base64", value: encodeBase64(bytes) }] : [];
}

/** Words of letters are base64, too: what is taken for it has its whole groups and is not one short word. */
function decodedBase64(bytes: Uint8Array): Uint8Array | undefined {
  const text = asciiOf(bytes);
  if (!text || text.length < SHORTEST_BASE64 || /^[a-z]+$/i.test(text) || /^\d+$/.test(text)) return undefined;
  return decodeBase64(text, { allowWhitespace: true });
}

function readStructure(bytes: Uint8Array, label: ByteLabel | undefined): Reading[] {
  const name = label?.element?.name ?? "";
  const decode = label?.kind === "text" || label?.kind === "opaque" ? structures[name] : undefined;
  if (!decode) return [];
  return decode(label?.kind === "text" ? (asciiOf(bytes) ?? bytes) : bytes).fields.map(({ name, text }) => ({
    name,
    value: text,
  }));
}

function asciiOf(bytes: Uint8Array): string | undefined {
  let text = "";
  for (const byte of bytes) {
    if (byte >= 0x7f || (byte < 0x20 && byte !== 0x0d && byte !== 0x0a)) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
