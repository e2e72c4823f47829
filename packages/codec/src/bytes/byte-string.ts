/** Arguments of one call: well below what any engine's stack takes. */
const CHUNK = 8192;

/**
 * Bytes as a string of one character each (U+0000 to U+00FF), so that text functions work on bytes that are
 * no UTF-8 and offsets stay the same. `bytesOfByteString` is the way back.
 */
export function byteStringOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    // Spreading would walk the array through an iterator, twenty times slower.
    const piece: string = Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + CHUNK));
    pieces.push(piece);
  }
  return pieces.join("");
}

/** The low eight bits of each character. */
export function bytesOfByteString(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
