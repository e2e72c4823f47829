/** The high bit of each byte of a word. */
export const HIGH_BITS = 0x8080_8080 | 0;

/**
 * Looks at four bytes at once: the high bit of a byte is set when it is a control character, `&`, `<`, `>` or above
 * 0x7F; behind such a byte others may be marked too. A byte below 0x20 borrows from its high bit, and so does one
 * that was made zero because it equals a sign; `<` and `>` differ in one bit only.
 */
export const special = (word: number): number =>
  word |
  (word - 0x2020_2020) |
  ((word ^ 0x2626_2626) - 0x0101_0101) |
  (((word | 0x0202_0202) ^ 0x3e3e_3e3e) - 0x0101_0101);

/** The same for opaque data, where only control characters, `>` and what is above 0x7F matter. */
export const specialInData = (word: number): number =>
  word | (word - 0x2020_2020) | ((word ^ 0x3e3e_3e3e) - 0x0101_0101);

/** Like `specialInData`, but what is above 0x7F does not count. */
export function specialInWideData(word: number): number {
  const bracket = word ^ 0x3e3e_3e3e;
  return ((word - 0x2020_2020) & ~word) | ((bracket - 0x0101_0101) & ~bracket);
}

/** Bytes before the first marked one, 0 to 3; `marks` are high bits, not all of them zero. */
export const bytesBefore = (marks: number): number => (31 - Math.clz32(marks & -marks)) >> 3;

/** Like `special`, but what is above 0x7F does not count. */
export function specialAmongWide(word: number): number {
  const ampersand = word ^ 0x2626_2626;
  const bracket = (word | 0x0202_0202) ^ 0x3e3e_3e3e;
  return (
    ((word - 0x2020_2020) & ~word) | ((ampersand - 0x0101_0101) & ~ampersand) | ((bracket - 0x0101_0101) & ~bracket)
  );
}

/** Marks the byte EF, which begins U+FFFD, U+FFFE and U+FFFF. */
export function leadEf(word: number): number {
  const lead = word ^ 0xefef_efef;
  return (lead - 0x0101_0101) & ~lead;
}
