/** The end of an element with the comment that follows it on its line: that one speaks of the element. */
export function afterItsComment(text: string, end: number): number {
  const comment = /^[ \t]*<!--(?:(?!-->)[^\r\n])*-->(?=[ \t]*(?:\r?\n|$))/.exec(text.slice(end, end + MAX_COMMENT));
  return end + (comment?.[0].length ?? 0);
}

const MAX_COMMENT = 2000;
