import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { shrinkPng } from "./shrink-png.mjs";

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/**
 * @param {number} width
 * @param {number[][]} rows each with its filter first
 * @param {number} [colourType]
 */
function picture(width, rows, colourType = 2) {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, 8, colourType, 0, 0, 0]);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** @param {Buffer} png one IDAT behind the header, as `shrinkPng` writes it */
const pixels = (png) => [...inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))];

test("every filter is undone, and frequent colours stay exactly as they are", () => {
  const shrunk = shrinkPng(
    picture(2, [
      [0, 10, 20, 30, 40, 50, 60],
      [1, 1, 2, 3, 4, 5, 6],
      [2, 1, 1, 1, 1, 1, 1],
      [3, 1, 1, 1, 1, 1, 1],
      [4, 1, 1, 1, 1, 1, 1],
    ]),
  );
  assert.deepEqual(pixels(shrunk), [
    ...[0, 10, 20, 30, 40, 50, 60],
    ...[0, 1, 2, 3, 5, 7, 9],
    ...[0, 2, 3, 4, 6, 8, 10],
    ...[0, 2, 2, 3, 5, 6, 7],
    ...[0, 3, 3, 4, 6, 7, 8],
  ]);
});

test("colours beyond the frequent ones move by four at most", () => {
  const colours = Array.from({ length: 700 }, (_, index) => [index >> 4, (index * 7) & 255, 253]);
  const before = Array.from({ length: 7 }, (_, row) => [0, ...colours.slice(row * 100, row * 100 + 100).flat()]);
  const after = pixels(shrinkPng(picture(100, before)));
  const moves = after.map((value, index) => Math.abs(value - (before.flat()[index] ?? 0)));
  assert.equal(Math.max(...moves), 4);
});

test("a picture of another kind is refused", () => {
  assert.throws(() => shrinkPng(picture(1, [[0, 1, 2, 3, 4]], 6)), TypeError);
});
