/** Base64 of RFC 4648: section 4 (standard) and section 5 (url). Table-driven, the same in every runtime. */
export type Base64Alphabet = "standard" | "url";

export interface Base64Options {
  /** Default "standard". */
  alphabet?: Base64Alphabet;
  /** True: spaces, tabs and line ends are skipped. Default false. */
  allowWhitespace?: boolean;
}

const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PAD = 0x3d;
const BAD = 0xff;
const SPACE = 0xfe;

const encodeTables = { standard: codesOf(STANDARD), url: codesOf(URL_SAFE) };
const decodeTables = { standard: valuesOf(STANDARD), url: valuesOf(URL_SAFE) };

/** Standard form is padded to a multiple of four characters; url form carries no padding. */
export function encodeBase64(bytes: Uint8Array, alphabet: Base64Alphabet = "standard"): string {
  const table = encodeTables[alphabet];
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    out[to++] = table[group >> 18] ?? PAD;
    out[to++] = table[(group >> 12) & 63] ?? PAD;
    out[to++] = from + 1 < bytes.length ? (table[(group >> 6) & 63] ?? PAD) : PAD;
    out[to++] = from + 2 < bytes.length ? (table[group & 63] ?? PAD) : PAD;
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return new TextDecoder().decode(alphabet === "url" ? out.subarray(0, to - padding) : out);
}

/**
 * The bytes, or undefined when the text is not exactly base64 (`findBase64Fault` says where). Padding is
 * required in the standard form and optional in the url form; unused low bits must be zero, so that every
 * byte sequence has one spelling.
 */
export function decodeBase64(text: string, options: Base64Options = {}): Uint8Array<ArrayBuffer> | undefined {
  const read = readBase64(text, options);
  return read.badAt === undefined ? read.bytes : undefined;
}

/** Offset of the first character that makes the text not base64 (its length: something is missing at the end). */
export function findBase64Fault(text: string, options: Base64Options = {}): number | undefined {
  return readBase64(text, options).badAt;
}

function readBase64(text: string, options: Base64Options): { bytes: Uint8Array<ArrayBuffer>; badAt?: number } {
  const alphabet = options.alphabet ?? "standard";
  const table = decodeTables[alphabet];
  const out = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let digits = 0;
  let pads = 0;
  let lastDigitAt = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (table[code] ?? BAD) : BAD;
    if (value === SPACE && options.allowWhitespace) continue;
    if (code === PAD) {
      // Padding only completes a group of two or three digits.
      if ((digits & 3) + ++pads > 4 || (digits & 3) < 2) return { bytes: out, badAt: at };
      continue;
    }
    if (value >= SPACE || pads > 0) return { bytes: out, badAt: at };
    digits++;
    lastDigitAt = at;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[length++] = (bits >> held) & 0xff;
    }
  }
  const rest = digits & 3;
  if (rest === 1) return { bytes: out, badAt: text.length };
  if (rest !== 0 && (bits & ((1 << held) - 1)) !== 0) return { bytes: out, badAt: lastDigitAt };
  const padsWanted = rest === 0 ? 0 : 4 - rest;
  if (pads !== padsWanted && !(alphabet === "url" && pads === 0)) return { bytes: out, badAt: text.length };
  return { bytes: out.slice(0, length) };
}

function codesOf(alphabet: string): Uint8Array {
  return new TextEncoder().encode(alphabet);
}

function valuesOf(alphabet: string): Uint8Array {
  const table = new Uint8Array(128).fill(BAD);
  codesOf(alphabet).forEach((code, value) => {
    table[code] = value;
  });
  for (const space of [0x09, 0x0a, 0x0d, 0x20]) table[space] = SPACE;
  return table;
}
