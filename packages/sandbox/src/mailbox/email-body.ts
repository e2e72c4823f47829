import { findUtf8Fault } from "@easel/codec/bytes";
import type { ElementNode } from "@easel/codec/document";
import type { MimeMessage } from "@easel/codec/mime";
import { el } from "../documents.ts";
import type { BodyPreference, ItemOptions } from "./body-options.ts";
import { type BodyText, htmlOf, plainOf, readBodyText } from "./body-text.ts";

const MIME = 4;
const HTML = 2;
const PLAIN = 1;

/** The body elements of a message from 12.0 on. */
export const airSyncBaseBody = (
  mime: Uint8Array,
  message: MimeMessage,
  options: ItemOptions,
  withPreview: boolean,
): ElementNode[] => bodyElements(readBodyText(mime, message), options, withPreview, mime);

/**
 * airsyncbase:Body and NativeBodyType (MS-ASAIRS 2.2.2.9, 2.2.2.32). Without any BodyPreference there is a Body that
 * says what could be had, without Data. Only what has `mime` can be had as MIME.
 */
export function bodyElements(
  readable: BodyText,
  options: ItemOptions,
  withPreview: boolean,
  mime?: Uint8Array,
): ElementNode[] {
  const native = readable.native === "html" ? HTML : PLAIN;
  const preference = choosePreference(options, native, mime !== undefined);
  const type = preference?.type ?? native;
  const text = type === HTML ? htmlOf(readable) : plainOf(readable);
  const content = type === MIME && mime ? mime : new TextEncoder().encode(text);
  const limit = preference ? bodyLimit(preference, options, content.length) : 0;
  const cut = limit < content.length;
  const preview = withPreview && preference?.preview ? plainOf(readable).slice(0, preference.preview) : undefined;
  return [
    el(
      "AirSyncBase",
      "Body",
      el("AirSyncBase", "Type", String(type)),
      el("AirSyncBase", "EstimatedDataSize", String(content.length)),
      el("AirSyncBase", "Truncated", cut ? "1" : "0"),
      cut && limit === 0 ? undefined : el("AirSyncBase", "Data", dataContent(cut ? cutUtf8(content, limit) : content)),
      preview ? el("AirSyncBase", "Preview", preview) : undefined,
    ),
    el("AirSyncBase", "NativeBodyType", String(native)),
  ];
}

/** The body elements of a message at 2.5, on the Email page itself (MS-ASEMAIL before AirSyncBase). */
export function emailPageBody(mime: Uint8Array, message: MimeMessage, options: ItemOptions): ElementNode[] {
  if (options.mimeSupport === 2) {
    const limit = options.mimeTruncation ?? mime.length;
    const cut = limit < mime.length;
    return [
      el("Email", "MIMETruncated", cut ? "1" : "0"),
      el("Email", "MIMEData", dataContent(cut ? cutUtf8(mime, limit) : mime)),
      el("Email", "MIMESize", String(mime.length)),
    ];
  }
  const text = plainOf(readBodyText(mime, message));
  const limit = options.truncation ?? text.length;
  return [
    el("Email", "Body", text.slice(0, limit)),
    el("Email", "BodySize", String(new TextEncoder().encode(text).length)),
    el("Email", "BodyTruncated", limit < text.length ? "1" : "0"),
  ];
}

/**
 * MIME only where MIMESupport does not forbid it (0 never, 1 only S/MIME, which the sandbox has none of);
 * else the form the message was written in, else the first of plain text and HTML that was asked for.
 */
function choosePreference(options: ItemOptions, native: number, hasMime: boolean): BodyPreference | undefined {
  const mimeAllowed = hasMime && (options.mimeSupport === undefined || options.mimeSupport === 2);
  const wanted = (type: number) => options.preferences.find((preference) => preference.type === type);
  return (mimeAllowed ? wanted(MIME) : undefined) ?? wanted(native) ?? wanted(PLAIN) ?? wanted(HTML);
}

function bodyLimit(preference: BodyPreference, options: ItemOptions, size: number): number {
  const byOptions = preference.type === MIME ? options.mimeTruncation : undefined;
  const limit = Math.min(preference.truncationSize ?? size, byOptions ?? size, size);
  return preference.allOrNone && limit < size ? 0 : limit;
}

/**
 * Text travels as an inline string. Bytes an inline string cannot hold (a NUL, or what is not UTF-8) travel as opaque
 * data, so that a message comes back byte for byte. Exchange avoids the question by rewriting such messages.
 */
function dataContent(bytes: Uint8Array): string | Uint8Array {
  if (bytes.includes(0) || findUtf8Fault(bytes) !== undefined) return bytes;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** At most `limit` bytes, no UTF-8 character cut in two. */
function cutUtf8(bytes: Uint8Array, limit: number): Uint8Array {
  let end = limit;
  while (end > 0 && end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
