import type { Problem } from "../problem.ts";

export interface DecodedBody {
  bytes: Uint8Array;
  problems: Problem[];
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base64Values = new Int8Array(256).fill(-1);
for (let value = 0; value < 64; value++) base64Values[BASE64.charCodeAt(value)] = value;

const PAD = 0x3d;
export const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09;
const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d;

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 6). Never throws: what cannot be read is skipped (base64)
 * or kept as it stands (quoted-printable), with one problem at the first such byte. 7bit, 8bit, binary
 * and unknown encodings give the bytes as they are, an unknown one with a warning. Spans count in `body`.
 */
export function decodeTransferEncoding(body: Uint8Array, encoding: string): DecodedBody {
  const name = encoding.trim().toLowerCase();
  if (name === "base64") return decodeBase64Body(body);
  if (name === "quoted-printable") return decodeQuotedPrintable(body);
  if (name === "" || name === "7bit" || name === "8bit" || name === "binary") return { bytes: body, problems: [] };
  return {
    bytes: body,
    problems: [
      {
        code: "unknown-encoding",
        severity: "warning",
        message: `“${encoding}” is no transfer encoding of RFC 2045; the body is taken as it stands.`,
        source: "mime",
        span: { start: 0, end: body.length },
      },
    ],
  };
}

/** A place in a body where it is not what its encoding says, and what stands there. */
export interface EncodingFault {
  at: number;
  what: string;
}

/** What a byte can be in base64. */
export const base64Units = { digit: 0, space: 1, pad: 2, foreign: 3 } as const;

const base64UnitOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (isBlank(byte) || isLineEnd(byte)) return base64Units.space;
  if (byte === PAD) return base64Units.pad;
  return (base64Values[byte] ?? -1) < 0 ? base64Units.foreign : base64Units.digit;
});

/** One of `base64Units`. */
export const base64Unit = (byte: number): number => base64UnitOf[byte] ?? base64Units.foreign;

export const FOREIGN_CHARACTER = "a character outside the base64 alphabet";
export const DATA_AFTER_PADDING = "data after the padding";
export const UNFINISHED_GROUP = "an end that is not a whole group of four characters";
export const STRAY_EQUALS = "an “=” that no hex pair or line end follows";

/** Whether digits and pads are a whole number of groups. */
export const isWholeGroups = (digits: number, pads: number): boolean =>
  digits % 4 !== 1 && (digits % 4 === 0 ? pads === 0 : pads === 4 - (digits % 4));

/** Offset of the first thing that is not base64, and what it is; undefined when all of it is. */
export function base64BodyFault(body: Uint8Array): EncodingFault | undefined {
  let digits = 0;
  let pads = 0;
  for (let at = 0; at < body.length; at++) {
    const unit = base64Unit(body[at] ?? 0);
    if (unit === base64Units.space) continue;
    if (unit === base64Units.pad) pads++;
    else if (unit === base64Units.foreign) return { at, what: FOREIGN_CHARACTER };
    else if (pads > 0) return { at, what: DATA_AFTER_PADDING };
    else digits++;
  }
  return isWholeGroups(digits, pads) ? undefined : { at: body.length, what: UNFINISHED_GROUP };
}

/** Offset of the first `=` that begins neither a hex pair nor a soft line break; undefined when none does. */
export function quotedPrintableFault(body: Uint8Array): EncodingFault | undefined {
  for (let at = 0; at < body.length; at++) {
    if (body[at] !== PAD) continue;
    if (hexPair(body, at + 1) >= 0) at += 2;
    else if (softBreakEnd(body, at + 1) < 0) return { at, what: STRAY_EQUALS };
  }
  return undefined;
}

function decodeBase64Body(body: Uint8Array): DecodedBody {
  const out = new Uint8Array(Math.floor((body.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    const value = base64Values[byte] ?? -1;
    if (value >= 0) {
      bits = ((bits << 6) | value) & 0xffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        out[length++] = (bits >> held) & 0xff;
      }
    } else if (byte === PAD) held = 0;
  }
  return { bytes: out.slice(0, length), problems: faultProblem(body, "bad-base64", "base64", base64BodyFault(body)) };
}

function decodeQuotedPrintable(body: Uint8Array): DecodedBody {
  const out = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    const pair = byte === PAD ? hexPair(body, at + 1) : -1;
    const soft = byte === PAD && pair < 0 ? softBreakEnd(body, at + 1) : -1;
    if (pair >= 0) {
      out[length++] = pair;
      at += 2;
    } else if (soft >= 0) at = soft - 1;
    else out[length++] = byte;
  }
  const fault = quotedPrintableFault(body);
  return {
    bytes: out.slice(0, length),
    problems: faultProblem(body, "bad-quoted-printable", "quoted-printable", fault),
  };
}

function faultProblem(body: Uint8Array, code: string, encoding: string, fault: EncodingFault | undefined): Problem[] {
  if (!fault) return [];
  const span = { start: fault.at, end: Math.min(fault.at + 1, body.length) };
  const message = `The body says ${encoding}, but holds ${fault.what} at offset ${fault.at}.`;
  return [{ code, severity: "warning", message, source: "mime", span }];
}

export function hexPair(body: Uint8Array, at: number): number {
  const high = hexDigit(body[at]);
  const low = hexDigit(body[at + 1]);
  return high < 0 || low < 0 ? -1 : (high << 4) | low;
}

export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Offset after the soft break that begins at `at` (blanks are allowed before its line end), else -1. */
export function softBreakEnd(body: Uint8Array, at: number): number {
  let here = at;
  while (here < body.length && isBlank(body[here] ?? 0)) here++;
  if (here >= body.length) return here;
  if (body[here] === 0x0d) return body[here + 1] === 0x0a ? here + 2 : here + 1;
  return body[here] === 0x0a ? here + 1 : -1;
}
