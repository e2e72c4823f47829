const DIGITS = "0123456789abcdef";
const DUMP_LINE = /^\s*(?:0x)?([0-9a-f]{4,16})(?::\s?|\s{1,4})(?=[0-9a-f]{2})(.*)$/i;
/** Bytes on one line of a dump; more is taken for text that happens to look like one. */
const MAX_DUMP_WIDTH = 64;

/** Characters of a string that every engine holds. */
const MAX_STRING = 0x1fff_ff00;

/**
 * Lower-case hex; `separator`, of ASCII characters, stands between bytes, not at the ends. RangeError for more bytes
 * than a string has room for.
 */
export function encodeHex(bytes: Uint8Array, separator = ""): string {
  const width = 2 + separator.length;
  const length = Math.max(bytes.length * width - separator.length, 0);
  if (length > MAX_STRING) throw new RangeError(`${length} characters are more than a string holds.`);
  const out = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const to = at * width;
    out[to] = DIGITS.charCodeAt(byte >> 4);
    out[to + 1] = DIGITS.charCodeAt(byte & 15);
    for (let index = 0; index < separator.length && to + 2 + index < out.length; index++) {
      out[to + 2 + index] = separator.charCodeAt(index);
    }
  }
  return new TextDecoder().decode(out);
}

/**
 * Reads hex as people paste it: `03016A00`, `03 01 6A`, `0x03, 0x01`, `\x03\x01`, `03:01`, `03-01`, or a
 * dump with offsets and ASCII (hexdump -C, xxd, Fiddler). Undefined when it is anything else or has a half byte.
 */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  return decodeDump(text) ?? decodePlainHex(text);
}

/** `decodeHex` without dumps: nothing but digits, and what people put between bytes. */
export function decodePlainHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  const out = new Uint8Array(text.length >> 1);
  let length = 0;
  let high = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const prefix = code === 0x30 || code === 0x5c ? text.charCodeAt(at + 1) | 0x20 : 0;
    if (high < 0 && prefix === 0x78) {
      at++;
      continue;
    }
    const digit = digitOf(code);
    if (digit < 0) {
      // A separator inside a byte would pair digits of different bytes.
      if (high >= 0 || !isSeparator(code)) return undefined;
    } else if (high < 0) {
      high = digit;
    } else {
      out[length++] = (high << 4) | digit;
      high = -1;
    }
  }
  return high < 0 && length > 0 ? out.slice(0, length) : undefined;
}

function decodeDump(text: string): Uint8Array<ArrayBuffer> | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  const rows: { offset: number; rest: string }[] = [];
  for (const line of lines) {
    const match = DUMP_LINE.exec(line);
    if (match) rows.push({ offset: Number.parseInt(match[1] ?? "", 16), rest: match[2] ?? "" });
    // hexdump -C closes with a line that holds only the length.
    else if (line === lines.at(-1) && rows.length > 0 && /^\s*[0-9a-f]{4,16}\s*$/i.test(line)) continue;
    else return undefined;
  }
  const first = rows[0];
  if (first?.offset !== 0) return undefined;
  // One line after a single space is as likely plain hex in groups: `0000 0301`.
  if (rows.length === 1 && /^\s*[0-9a-f]+ \S/i.test(lines[0] ?? "")) return undefined;
  const out: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.offset !== out.length) return undefined;
    const next = rows[index + 1];
    const width = next ? next.offset - row.offset : (rows[1]?.offset ?? 16);
    if (width <= 0 || width > MAX_DUMP_WIDTH) return undefined;
    const bytes = readDumpRow(row.rest, width);
    if (!bytes || (next && bytes.length !== width)) return undefined;
    for (const byte of bytes) out.push(byte);
  }
  return Uint8Array.from(out);
}

/** Up to `width` bytes; a gap of three spaces, a bar or anything that is not hex begins the ASCII column. */
function readDumpRow(rest: string, width: number): number[] | undefined {
  const bytes: number[] = [];
  let at = 0;
  let gap = 0;
  while (at < rest.length && bytes.length < width) {
    const code = rest.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === 0x2d) {
      if (++gap >= 3) break;
      at++;
      continue;
    }
    const high = digitOf(code);
    const low = digitOf(rest.charCodeAt(at + 1));
    if (high < 0 || low < 0) break;
    bytes.push((high << 4) | low);
    gap = 0;
    at += 2;
  }
  return bytes.length > 0 ? bytes : undefined;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function isSeparator(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x2c || code === 0x3a || code === 0x2d;
}
