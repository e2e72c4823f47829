import { findUtf8Fault } from "../bytes/index.ts";

const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/** Percent-encodes all but the unreserved characters of RFC 3986 2.3, as UTF-8. A lone surrogate becomes U+FFFD. */
export function percentEncode(value: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(value)) {
    const char = String.fromCharCode(byte);
    out += byte < 0x80 && UNRESERVED.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

export interface PercentDecoded {
  text: string;
  /** Offset of the first `%` that no two hex digits follow. */
  badAt?: number;
  /** True when the decoded bytes are not UTF-8; `text` then holds U+FFFD. */
  notUtf8: boolean;
}

/** Undoes percent-encoding; a `%` without two hex digits stays. `+` stays `+` (RFC 3986 gives it no meaning). */
export function percentDecode(value: string): PercentDecoded {
  if (!value.includes("%")) return { text: value, notUtf8: false };
  const bytes: number[] = [];
  let badAt: number | undefined;
  let plainFrom = 0;
  const encoder = new TextEncoder();
  const takePlain = (end: number) => {
    for (const byte of encoder.encode(value.slice(plainFrom, end))) bytes.push(byte);
  };
  for (let at = value.indexOf("%"); at >= 0; at = value.indexOf("%", at + 1)) {
    const digits = value.slice(at + 1, at + 3);
    if (!/^[0-9a-f]{2}$/i.test(digits)) {
      badAt ??= at;
      continue;
    }
    takePlain(at);
    bytes.push(Number.parseInt(digits, 16));
    plainFrom = at + 3;
    at += 2;
  }
  takePlain(value.length);
  const decoded = Uint8Array.from(bytes);
  const result: PercentDecoded = {
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(decoded),
    notUtf8: findUtf8Fault(decoded) !== undefined,
  };
  return badAt === undefined ? result : { ...result, badAt };
}
