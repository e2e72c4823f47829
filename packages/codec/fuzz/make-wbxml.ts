import { codePages } from "../src/protocol/index.ts";
import type { Random } from "./random.ts";

const encoder = new TextEncoder();

export const words = [
  "",
  "1",
  "plain words",
  " ",
  "\r\n",
  "\t",
  "<a&b>",
  "]]>",
  "é",
  "日本",
  "😀",
  "\uFEFF",
  "\uFFFE",
  "\u0001",
  "\u007F",
  "&#13;",
  "2026-11-26T10:00:00.000Z",
] as const;

/** A document of tokens in sound order, with rare and wrong ones now and then. */
export function makeWbxml(random: Random): Uint8Array {
  const bytes: number[] = header(random);
  const open: number[] = [];
  let page = 0;
  const tag = (): void => {
    if (random.once(3)) {
      page = random.once(12) ? random.below(256) : random.below(26);
      bytes.push(0x00, page);
      if (random.once(20)) bytes.push(0x00, random.below(26));
    }
    const tags = codePages[page]?.tags ?? [];
    const token = tags.length > 0 && !random.once(16) ? random.pick(tags).token : 5 + random.below(0x3b);
    const flags = random.once(4) ? 0 : 0x40;
    if (random.once(30)) bytes.push(random.pick([0x04, 0x44, 0x84, 0xc4]), random.below(4));
    else bytes.push(token | flags | (random.once(40) ? 0x80 : 0));
    const written = bytes[bytes.length - 1] ?? 0;
    if (written & 0x80) attributes(random, bytes);
    if (written & 0x40) open.push(token);
  };
  tag();
  let left = random.size(random.once(8) ? 40 : 10);
  while (left-- > 0 && open.length > 0) {
    const way = random.below(10);
    if (way < 3) tag();
    else if (way < 6) content(random, bytes);
    else {
      if (random.once(30)) bytes.push(0x00, random.below(26));
      bytes.push(0x01);
      open.pop();
    }
  }
  if (!random.once(20)) for (; open.length > 0; open.pop()) bytes.push(0x01);
  if (random.once(40)) bytes.push(...random.bytes(random.below(5)));
  return Uint8Array.from(bytes);
}

function header(random: Random): number[] {
  if (!random.once(12)) return [0x03, 0x01, 0x6a, 0x00];
  const version = random.pick([0x01, 0x02, 0x03, 0x03, 0x00, 0x04]);
  const publicId = random.pick([[0x01], [0x01], [0x00, 0x00], [0x80, 0x01], [0x9f, 0x51], [0x02]]);
  const charset = random.pick([[0x6a], [0x6a], [0x03], [0x04], [0x00], [0x87, 0x68], [0x80, 0x6a]]);
  const table = encoder.encode(random.pick(["", "abc\0", "a\0bc\0", "é\0x\0", "Sync", "\0"]));
  return [version, ...publicId, ...charset, table.length, ...table];
}

function content(random: Random, bytes: number[]): void {
  const way = random.below(24);
  if (way < 12) bytes.push(0x03, ...text(random), ...(random.once(60) ? [] : [0x00]));
  else if (way < 19) {
    const data = random.once(3) ? random.bytes(random.size(12)) : text(random);
    const long = random.once(20);
    bytes.push(
      0xc3,
      ...(long ? [0x80] : []),
      ...(data.length < 128 ? [data.length] : [0x81, data.length & 0x7f]),
      ...data,
    );
  } else if (way === 19) bytes.push(0x83, random.below(6));
  else if (way === 20)
    bytes.push(0x02, ...random.pick([[0x41], [0x81, 0x20], [0x87, 0xec, 0x00], [0x00], [0x83, 0xb0, 0x00]]));
  else if (way === 21) bytes.push(random.pick([0x40, 0x41, 0x42]), ...text(random), 0x00);
  else if (way === 22) bytes.push(random.pick([0x80, 0x81, 0x82]), random.below(128));
  else if (random.once(2)) bytes.push(random.pick([0xc0, 0xc1, 0xc2]));
  else {
    bytes.push(0x43);
    attributes(random, bytes);
  }
}

function attributes(random: Random, bytes: number[]): void {
  for (let left = random.below(4); left > 0; left--) {
    const way = random.below(6);
    if (way === 0) bytes.push(0x03, ...text(random), 0x00);
    else if (way === 1) bytes.push(0x83, random.below(4));
    else if (way === 2) bytes.push(0x00, random.below(3));
    else if (way === 3) bytes.push(0xc3, 2, 0x01, 0x00);
    else if (way === 4) bytes.push(0x04, random.below(4));
    else bytes.push(5 + random.below(0xbb));
  }
  if (!random.once(20)) bytes.push(0x01);
}

function text(random: Random): Uint8Array {
  let joined = random.pick(words) as string;
  while (random.once(3)) joined += random.pick(words);
  if (random.once(200)) joined = joined.repeat(1 + random.below(40));
  return encoder.encode(joined.replaceAll("\0", ""));
}

/** Megabytes of one kind of thing, now and then: what takes long only when there is much of it. */
export function makeLargeWbxml(random: Random): Uint8Array {
  const unit = random.pick([
    [0x45],
    [0x05],
    [0x00, 0x02],
    [0x3f],
    [0x7f],
    [0x01],
    [0x03, 0x61, 0x00],
    [0x4e, 0x03, 0x31, 0x00, 0x01],
    [0xc3, 0x01, 0xff],
    [0xc3, 0x01, 0x61],
    [0x02, 0x41],
    [0xc5, 0x05, 0x01],
    [0x00, 0x02, 0x54, 0x01, 0x00, 0x00, 0x0e],
    [0x80],
    [0xff],
  ]);
  const count = random.repeats(unit.length);
  const bytes = new Uint8Array(5 + unit.length * count);
  bytes.set([0x03, 0x01, 0x6a, 0x00, 0x45]);
  for (let turn = 0; turn < count; turn++) bytes.set(unit, 5 + turn * unit.length);
  return bytes;
}
