/** One call takes no more arguments than this on any runtime. */
const AT_ONCE = 8192;

/** Each byte as the character of its number. TextDecoder's latin1 is Windows-1252, which is another thing. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  }
  return text;
}
