/**
 * Byte text: bytes as a string an editor can hold, without loss. Valid UTF-8 is its characters; every
 * other byte is one private-use character, U+EF00 + byte (so U+EF80-U+EFFF). Genuine UTF-8 of
 * U+EF00-U+EFFF is kept as three such characters, so bytes and byte text map one to one.
 */
const RAW_BASE = 0xef00;
const RAW_FIRST = 0xef80;
const RAW_LAST = 0xefff;

/** Bytes decoded at a time; small enough that one bad byte costs one slow chunk only. */
const CHUNK_BYTES = 1 << 16;

/** The characters a native decoder must not produce, because they are ours. */
const RESERVED = /[\uEF00-\uEFFF]/;
const RAW = /[\uEF80-\uEFFF]/;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** True for a UTF-16 code unit that stands for one byte outside UTF-8. */
export function isRawByteChar(code: number): boolean {
  return code >= RAW_FIRST && code <= RAW_LAST;
}

/** The byte 0x80-0xFF a raw byte character stands for. */
export function rawByteOf(code: number): number {
  return code - RAW_BASE;
}

export function bytesToByteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let start = 0; start < bytes.length; ) {
    const end = splitBefore(bytes, start + CHUNK_BYTES);
    const chunk = bytes.subarray(start, end);
    parts.push(decodeClean(decoder, chunk) ?? decodeMixed(chunk));
    start = end;
  }
  return parts.join("");
}

/**
 * The bytes byte text stands for. A lone surrogate stands for no bytes at all: then `bytes` is absent and
 * `loneSurrogateAt` is the UTF-16 offset of the first one.
 */
export function byteTextToBytes(text: string): { bytes?: Uint8Array<ArrayBuffer>; loneSurrogateAt?: number } {
  // Asking whether there is one is many times faster than looking for it.
  if (!text.isWellFormed()) return { loneSurrogateAt: text.search(LONE_SURROGATE) };
  const encoder = new TextEncoder();
  if (!RAW.test(text)) return { bytes: encoder.encode(text) };
  const bytes = new Uint8Array(byteLength(text));
  let to = 0;
  let runStart = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : RAW_FIRST;
    if (!isRawByteChar(code)) continue;
    if (at > runStart) to += encoder.encodeInto(text.slice(runStart, at), bytes.subarray(to)).written;
    if (at < text.length) bytes[to++] = rawByteOf(code);
    runStart = at + 1;
  }
  return { bytes };
}

/** Bytes the byte text in `[start, end)` stands for; a lone surrogate counts as three. */
export function byteLength(text: string, start = 0, end = text.length): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || isRawByteChar(code)) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) {
      length += 4;
      at++;
    } else length += 3;
  }
  return length;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A place at or just before `wanted` that no UTF-8 sequence straddles. */
function splitBefore(bytes: Uint8Array, wanted: number): number {
  if (wanted >= bytes.length) return bytes.length;
  // Three continuation bytes are the most a sequence has: after a fourth any place is as good.
  for (let end = wanted; end > wanted - 4; end--) if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  return wanted;
}

function decodeClean(decoder: TextDecoder, chunk: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(chunk);
    return RESERVED.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Decodes by hand: one code unit per byte is always room enough. */
function decodeMixed(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      units[to++] = RAW_BASE + (bytes[at] ?? 0);
      at++;
      continue;
    }
    const point = codePoint(bytes, at, length);
    if (point >= RAW_BASE && point <= RAW_LAST) {
      for (let more = 0; more < 3; more++) units[to++] = RAW_BASE + (bytes[at + more] ?? 0);
    } else if (point > 0xffff) {
      units[to++] = 0xd800 + ((point - 0x10000) >> 10);
      units[to++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else units[to++] = point;
    at += length;
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, to));
}

/** Length of the well-formed sequence at `at` (RFC 3629), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let more = 2; more < length; more++) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] ?? 0) & (length === 1 ? 0x7f : 0xff >> (length + 1));
  for (let more = 1; more < length; more++) point = (point << 6) | ((bytes[at + more] ?? 0) & 0x3f);
  return point;
}
