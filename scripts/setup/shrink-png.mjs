// Makes a picture of a page small: half of its bytes are shades of smoothed letters that no eye tells apart.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = 8;
const CHANNELS = 3;
/** Of each channel; a shade moves by four at most. */
const STEP = 8;
/** The most frequent colours are the page's own and stay exactly as they are. */
const EXACT_COLOURS = 128;

/**
 * The same picture with its rare colours rounded, and packed as tightly as zlib does.
 * @param {Buffer} png 8 bits a channel, RGB, not interlaced, as Chromium writes an opaque page
 * @throws {TypeError} for any other kind of PNG
 */
export function shrinkPng(png) {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header?.subarray(8).toString("hex") !== "0802000000") throw new TypeError("Not an RGB picture of 8 bits.");
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const rowBytes = header.readUInt32BE(0) * CHANNELS;
  const rows = unfilter(inflateSync(packed), rowBytes);
  roundRareColours(rows, rowBytes);
  // Pages are flat: rows as they are pack better than differences between them.
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** @param {Buffer} png */
function readChunks(png) {
  const chunks = [];
  for (let at = SIGNATURE; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/**
 * Undoes the filter of each row (PNG specification, clause 9); the byte before each row becomes 0, "none".
 * @param {Buffer} rows
 * @param {number} rowBytes
 */
function unfilter(rows, rowBytes) {
  const stride = rowBytes + 1;
  for (let start = 0; start < rows.length; start += stride) {
    const filter = rows[start];
    rows[start] = 0;
    for (let at = start + 1; at < start + stride; at++) {
      const inRow = at - start > CHANNELS;
      const left = inRow ? (rows[at - CHANNELS] ?? 0) : 0;
      const up = rows[at - stride] ?? 0;
      const corner = inRow ? (rows[at - stride - CHANNELS] ?? 0) : 0;
      rows[at] = (rows[at] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

/**
 * @param {number | undefined} filter
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/**
 * @param {Buffer} rows
 * @param {number} rowBytes
 */
function roundRareColours(rows, rowBytes) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  const eachPixel = (/** @type {(at: number, colour: number) => void} */ visit) => {
    for (let start = 1; start < rows.length; start += rowBytes + 1)
      for (let at = start; at < start + rowBytes; at += CHANNELS) visit(at, rows.readUIntBE(at, CHANNELS));
  };
  eachPixel((_, colour) => counts.set(colour, (counts.get(colour) ?? 0) + 1));
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, EXACT_COLOURS);
  const exact = new Set(frequent.map(([colour]) => colour));
  eachPixel((at, colour) => {
    if (exact.has(colour)) return;
    for (let channel = at; channel < at + CHANNELS; channel++)
      rows[channel] = Math.min(255, Math.round((rows[channel] ?? 0) / STEP) * STEP);
  });
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}
