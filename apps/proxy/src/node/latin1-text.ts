/**
 * Each byte as the character of its number. Node writes such a text as it stands, together with the headers before it,
 * where bytes would be a write of their own.
 */
export function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
