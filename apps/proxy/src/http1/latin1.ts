/** One call takes no more arguments than this on any runtime. */
const AT_ONCE = 8192;

/** Each byte as the character of its number. TextDecoder's latin1 is Windows-1252, which is another thing. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    // `apply` takes the array as it is; spreading it would walk an iterator.
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + AT_ONCE) as unknown as number[]);
  }
  return text;
}

/** The other way round: each character, none above 0xff, as the byte of its number. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
