/**
 * Bytes as a string of one character each (U+0000-U+00FF) and back: mail is edited as text without
 * touching bytes that are no UTF-8.
 */
export function byteString(bytes: Uint8Array): string {
  const step = 8192;
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += step) pieces.push(String.fromCharCode(...bytes.subarray(at, at + step)));
  return pieces.join("");
}

export function bytesOfString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
