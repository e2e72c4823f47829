import { concatBytes } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import { commandByCode } from "../protocol/commands.ts";

/** Parameter tags of the base64 query (MS-ASHTTP 2.2.1.1.1.2.3); 2 and 5 are not assigned. */
export const parameterTags = {
  AttachmentName: 0,
  CollectionId: 1,
  ItemId: 3,
  LongId: 4,
  Occurrence: 6,
  Options: 7,
  User: 8,
} as const;

/** Bits of the Options parameter. */
export const SAVE_IN_SENT = 0x01;
export const ACCEPT_MULTI_PART = 0x02;

/** Version bytes the base64 query has been defined for: 12.1, 14.0, 14.1, 16.0 and 16.1. */
export const base64Versions: readonly number[] = [121, 140, 141, 160, 161];

/** The fields of the byte sequence as they stand (MS-ASHTTP 2.2.1.1.1.2); a field cut off is undefined. */
export interface Base64Fields {
  version?: number;
  commandCode?: number;
  locale?: number;
  deviceId?: Uint8Array;
  policyKey?: Uint8Array;
  deviceType?: Uint8Array;
  parameters: { tag: number; value: Uint8Array; span: Span }[];
  /** Bytes after the last whole parameter. */
  trailing: Uint8Array;
  spans: Partial<
    Record<"version" | "commandCode" | "locale" | "deviceId" | "policyKey" | "deviceType" | "trailing", Span>
  >;
  /** The field in which the bytes ended too early. */
  cutIn?: string;
}

export function readBase64Fields(bytes: Uint8Array): Base64Fields {
  const fields: Base64Fields = { parameters: [], trailing: new Uint8Array(0), spans: {} };
  let at = 0;
  const take = (name: keyof Base64Fields["spans"], length: number): Uint8Array | undefined => {
    if (at + length > bytes.length) {
      fields.cutIn ??= name;
      return undefined;
    }
    fields.spans[name] = { start: at, end: at + length };
    at += length;
    return bytes.subarray(at - length, at);
  };
  /** Length byte and value; the span covers both. */
  const takeCounted = (name: keyof Base64Fields["spans"]): Uint8Array | undefined =>
    take(name, 1 + (bytes[at] ?? 0))?.subarray(1);

  const version = take("version", 1);
  const commandCode = version && take("commandCode", 1);
  const locale = commandCode && take("locale", 2);
  const deviceId = locale && takeCounted("deviceId");
  const policyKey = deviceId && takeCounted("policyKey");
  const deviceType = policyKey && takeCounted("deviceType");
  if (version) fields.version = version[0] ?? 0;
  if (commandCode) fields.commandCode = commandCode[0] ?? 0;
  if (locale) fields.locale = (locale[0] ?? 0) | ((locale[1] ?? 0) << 8);
  if (deviceId) fields.deviceId = deviceId;
  if (policyKey) fields.policyKey = policyKey;
  if (deviceType) {
    fields.deviceType = deviceType;
    while (at + 2 <= bytes.length) {
      const end = at + 2 + (bytes[at + 1] ?? 0);
      if (end > bytes.length) break;
      fields.parameters.push({ tag: bytes[at] ?? 0, value: bytes.subarray(at + 2, end), span: { start: at, end } });
      at = end;
    }
  }
  if (at < bytes.length) {
    fields.trailing = bytes.subarray(at);
    fields.spans.trailing = { start: at, end: bytes.length };
  }
  return fields;
}

/** A damaged query this long with a known version and command is still meant to be one. */
const MEANT_BYTES = 24;

/**
 * Whether bytes look like a command line at all: a known version byte and lengths that fit. One of the two may
 * be damaged when the rest speaks for it, so that the damage can be named.
 */
export function isPlausible(fields: Base64Fields, length: number): boolean {
  const knownVersion = base64Versions.includes(fields.version ?? 0);
  const knownCommand = commandByCode(fields.commandCode ?? 0xff) !== undefined;
  const fits = fields.deviceType !== undefined && fields.trailing.length === 0;
  if (knownVersion && fits) return true;
  const hasDevice = fields.policyKey !== undefined && (fields.deviceId?.length ?? 0) > 0;
  if (knownVersion) return knownCommand && (hasDevice || length >= MEANT_BYTES);
  return knownCommand && hasDevice && fits;
}

/** The bytes of these fields; undefined when one is longer than its length byte can say (255). */
export function writeBase64Fields(fields: Omit<Base64Fields, "spans">): Uint8Array | undefined {
  const locale = fields.locale ?? 0;
  const out: number[] = [fields.version ?? 0, fields.commandCode ?? 0xff, locale & 0xff, (locale >> 8) & 0xff];
  const counted = (value: Uint8Array | undefined): boolean => {
    const bytes = value ?? new Uint8Array(0);
    if (bytes.length > 0xff) return false;
    out.push(bytes.length, ...bytes);
    return true;
  };
  if (!counted(fields.deviceId) || !counted(fields.policyKey) || !counted(fields.deviceType)) return undefined;
  for (const { tag, value } of fields.parameters) {
    out.push(tag);
    if (!counted(value)) return undefined;
  }
  return concatBytes([Uint8Array.from(out), fields.trailing]);
}

/** Byte order of the policy key is not written down; little-endian like the locale. Range 0 to 4294967295. */
export const policyKeyOf = (bytes: Uint8Array): number =>
  ((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16) | ((bytes[3] ?? 0) << 24)) >>> 0;

export const policyKeyBytes = (key: number): Uint8Array =>
  Uint8Array.of(key & 0xff, (key >>> 8) & 0xff, (key >>> 16) & 0xff, (key >>> 24) & 0xff);
