/**
 * Splits a command line as a POSIX shell does: quotes of both kinds, `$'…'` with its escapes, backslashes, line ends
 * behind a backslash. Expands nothing. An open quote ends with the text.
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const add = (piece: string) => {
    word = (word ?? "") + piece;
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const ansi = /^\$'((?:[^'\\]|\\[\s\S])*)'?/.exec(rest);
    const single = /^'([^']*)'?/.exec(rest);
    const double = /^"((?:[^"\\]|\\[\s\S])*)"?/.exec(rest);
    // A line that goes on: `\` of a Unix shell, `^` of Windows' own.
    const joined = /^[\\^]\r?\n/.exec(rest);
    const escaped = /^\\([\s\S])/.exec(rest);
    const blank = /^\s+/.exec(rest);
    const met = ansi ?? single ?? double ?? joined ?? escaped ?? blank;
    at += met?.[0].length ?? 1;
    if (ansi) add(ansiText(ansi[1] ?? ""));
    else if (single) add(single[1] ?? "");
    else if (double) add((double[1] ?? "").replace(/\\([$`"\\])/g, "$1").replace(/\\\r?\n/g, ""));
    else if (joined) continue;
    else if (escaped) add(escaped[1] ?? "");
    else if (blank) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else add(rest[0] ?? "");
  }
  return word === undefined ? words : [...words, word];
}

const NAMED: Record<string, string> = { n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", e: "\x1b", f: "\f", v: "\v" };

/** The escapes of `$'…'`; what stands for a byte becomes the character of that number. */
function ansiText(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([0-7]{1,3})|([\s\S]))/gi,
    (_whole, hex?: string, unicode?: string, octal?: string, other = "") => {
      if (hex ?? unicode) return String.fromCodePoint(Number.parseInt(hex ?? unicode ?? "", 16));
      if (octal) return String.fromCodePoint(Number.parseInt(octal, 8) & 0xff);
      return NAMED[other] ?? other;
    },
  );
}
