const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** The value of each ASCII character, 255 for none. Standard base64 is taken, too. */
const VALUES = new Uint8Array(128).fill(255);
for (const [value, character] of [...ALPHABET].entries()) VALUES[character.charCodeAt(0)] = value;
VALUES["+".charCodeAt(0)] = 62;
VALUES["/".charCodeAt(0)] = 63;

/** By hand, because `atob` is slow in Node and takes another alphabet. Undefined for what is not base64url. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  const end = text.length - (/={1,2}$/.exec(text)?.[0].length ?? 0);
  if (end % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < end; index += 1) {
    const value = VALUES[text.charCodeAt(index)] ?? 255;
    if (value === 255) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >> bits;
    at += 1;
  }
  return bytes;
}
