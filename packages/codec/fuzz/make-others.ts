import { encodeBase64 } from "../src/bytes/index.ts";
import type { Random } from "./random.ts";

export const urlPieces: readonly string[] = [
  "https://mail.contoso.example/Microsoft-Server-ActiveSync?",
  "?",
  "&",
  "=",
  "%",
  "%4",
  "%41",
  "%C3%BC",
  "%FF",
  "+",
  "Cmd=Sync",
  "User=a@b",
  "DeviceId=X1",
  "DeviceType=Phone",
  "SaveInSent=T",
  "ItemId=5%3a1",
  "cmd",
  "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l",
  "#",
  " ",
  "é",
  "\uD800",
  "\u0000",
];

export const mimePieces: readonly string[] = [
  "From: a@b\r\n",
  "To: ",
  "Subject: =?utf-8?B?w7w=?=\r\n",
  "Date: Thu, 26 Nov 2026 10:00:00 +0000\r\n",
  "MIME-Version: 1.0\r\n",
  "Content-Type: multipart/mixed; boundary=a\r\n",
  'Content-Type: text/plain; charset="utf-8"\r\n',
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "--a\r\n",
  "--a--\r\n",
  "--b\r\n",
  "boundary=b",
  "\r\n",
  "\r\n\r\n",
  "\n",
  "\r",
  " folded\r\n",
  "\t",
  "=3D",
  "=\r\n",
  "AAEC",
  "====",
  "\u00ef\u00bb\u00bf",
  "\u0000",
  "\u00ff",
  ":",
  '"',
  "From: aTo: bSubject: c",
];

export const valuePieces: readonly string[] = [
  "AAAA",
  "////",
  "==",
  "=",
  " ",
  "\r\n",
  "xP///w",
  "040000008200E00074C5B7101A82E008",
  "BAAAAIIA4AB0xbcQGoLgCA",
  "vCal-Uid\u0001\u0000\u0000\u0000",
  "\u0001",
  "\u0000\u0000\u0000\u0000",
  "\u00ff\u00ff\u00ff\u00ff",
  "20261126T100000Z",
  "2026-11-26T10:00:00.000Z",
  "-",
  ":",
  "T",
  "Z",
  "+01:00",
  "0",
  "9",
  "480",
  "4294967296",
  "{",
  "}",
];

export const pastePieces: readonly string[] = [
  "03 01 6A 00",
  "03016a00",
  "0x03, 0x01",
  "\\x03",
  "00000000  03 01 6a 00 45 01  |..j.E.|\n",
  "00000006\n",
  "AwFqAEUB",
  "-_",
  "=",
  "==",
  " ",
  "\n",
  "<html>",
  "<?xml?>",
  '{"a":1}',
  "From: a\r\n",
  "\uFEFF",
  "\u00c3\u00bc",
  "\u00ed\u00a0\u0080",
  "\u00f0\u009f\u0098\u0080",
  "\u0000",
  "g",
];

/** Some of the pieces in a row. */
export function makeOf(random: Random, pieces: readonly string[], most: number): string {
  let text = "";
  for (let left = random.size(most); left > 0; left--) text += random.pick(pieces);
  return text;
}

/** Much of one piece. */
export function makeRepeated(random: Random, pieces: readonly string[]): string {
  const piece = random.pick(pieces);
  return piece.repeat(random.repeats(piece.length));
}

export function makeUrl(random: Random): string {
  const start = urlPieces[0] ?? "";
  if (random.once(3)) return start + encodeBase64(random.bytes(random.size(60)));
  return start + makeOf(random, urlPieces.slice(1), 12).replaceAll("?", "&");
}

/** A multipart answer whose table may point anywhere. */
export function makeMultipart(random: Random): Uint8Array {
  const count = random.once(8) ? random.below(300) : random.below(5);
  const body = random.bytes(random.size(60));
  const bytes = new Uint8Array(4 + 8 * Math.min(count, 40) + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  let offset = 4 + 8 * count;
  for (let part = 0; part < Math.min(count, 40); part++) {
    const length = random.size(30);
    view.setUint32(4 + 8 * part, random.once(10) ? random.below(0xffff_ffff) : offset, true);
    view.setUint32(8 + 8 * part, random.once(20) ? 0xffff_ffff : length, true);
    offset += length;
  }
  bytes.set(body, bytes.length - body.length);
  return bytes;
}

/** Structures of the length and with the beginning their decoders look for. */
export function makeValue(random: Random): string {
  const noise = (length: number) => Buffer.from(random.bytes(length)).toString("latin1");
  const way = random.below(8);
  if (way === 0) return noise(172);
  if (way === 1)
    return `\u0004\u0000\u0000\u0000\u0082\u0000\u00e0\u0000\u0074\u00c5\u00b7\u0010\u001a\u0082\u00e0\u0008${noise(24 + random.size(30))}`;
  if (way === 2) return `\u0001${noise(21 + 5 * random.below(4))}`;
  if (way === 3) return noise(16);
  if (way === 4) return encodeBase64(random.bytes(random.size(60)));
  return makeOf(random, valuePieces, 8);
}
