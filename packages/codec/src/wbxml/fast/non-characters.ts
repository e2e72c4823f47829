/** Whether well-formed UTF-8 holds U+FFFE or U+FFFF (EF BF BE, EF BF BF), and with 0xBD U+FFFD too. */
export function hasNonCharacter(bytes: Uint8Array, lowest: 0xbd | 0xbe = 0xbe): boolean {
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= lowest) return true;
  }
  return false;
}
