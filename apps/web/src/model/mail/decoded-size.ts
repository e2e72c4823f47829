import { decodeTransferEncoding } from "@easel/codec/mime";

/** Bytes of a body once its transfer encoding is undone. Base64 is counted, not decoded: it may be 20 MB of it. */
export function decodedSize(body: Uint8Array, encoding: string): number {
  if (encoding === "base64") {
    let digits = 0;
    for (const byte of body) if (byte > 0x20 && byte !== 0x3d) digits++;
    return Math.floor((digits * 3) / 4);
  }
  return encoding === "quoted-printable" ? decodeTransferEncoding(body, encoding).bytes.length : body.length;
}
