/**
 * How well an entry is what somebody looks for, from 0 (not at all) to 1. Each word of the search must be met by a
 * word of the title, or by one of its other words: whole, by its beginning, by a hump ("sync" in FolderSync), inside
 * it, or by letters of it in that order. Letters spread over several words would find nearly everything.
 */
export function paletteScore(title: string, search: string, otherWords: readonly string[] = []): number {
  const wanted = wordsOf(search.toLowerCase());
  const words = wordsOf(title);
  const score = wanted.reduce((product, want) => {
    const inTitle = Math.max(0, ...words.map((word) => wordScore(word, want)));
    const beside = Math.max(0, ...otherWords.map((word) => wordScore(word, want) * BESIDE));
    return product * Math.max(inTitle, beside);
  }, 1);
  // Of two that fit as well the shorter title is more of a match; versions are no longer for their digits.
  const length = title.replace(/[\d.]/g, "").length;
  return score === 0 ? 0 : score - Math.min(length, 100) / 10_000;
}

const BESIDE = 0.55;

const wordsOf = (text: string): string[] => text.split(/[\s,:;“”"'’]+/).filter((word) => word !== "");

function wordScore(word: string, want: string): number {
  const plain = word.toLowerCase();
  if (plain === want) return 1;
  if (plain.startsWith(want)) return 0.9;
  if (word.split(/(?=[A-Z])/).some((hump) => hump.toLowerCase().startsWith(want))) return 0.8;
  if (want.length > 1 && plain.includes(want)) return 0.6;
  return want.length > 2 && plain[0] === want[0] && holdsInOrder(plain, want) ? 0.2 : 0;
}

function holdsInOrder(word: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
