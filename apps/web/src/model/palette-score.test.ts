import fc from "fast-check";
import { expect, test } from "vitest";
import { actionIds, actions } from "./actions.ts";
import { commandEntries } from "./palette-entries.ts";
import { paletteScore } from "./palette-score.ts";

interface Entry {
  title: string;
  words?: string;
}

const entries: Entry[] = [
  ...actionIds.map((id): Entry => actions[id]),
  ...commandEntries.map(({ label }) => ({ title: label })),
];

function best(search: string): string | undefined {
  const scored = entries.map(({ title, words = "" }) => ({
    title,
    score: paletteScore(title, search, words.split(" ")),
  }));
  const [first] = scored.filter(({ score }) => score > 0).toSorted((left, right) => right.score - left.score);
  return first?.title;
}

test.each([
  ["dark", "Dark colours"],
  ["send", "Send, or cancel while waiting"],
  ["sign", "Sign in"],
  ["token", "Sign in"],
  ["FolderSync 16.1", "FolderSync 16.1"],
  ["foldersync 12.1", "FolderSync 12.1"],
  ["12.1 folder", "FolderSync 12.1"],
  ["fldrsnc 16.1", "FolderSync 16.1"],
  ["hex", "Copy the bytes as hex"],
  ["crlf", "Make all line ends of the message CRLF"],
  ["shortcuts", "List of keys"],
])("%s finds %s first", (search, title) => expect(best(search)).toBe(title));

test("what nothing is called finds nothing", () => expect(best("qqq")).toBeUndefined());

test("every entry is found by its whole title, best of all by it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...entries), ({ title }) => {
      expect(best(title)).toBe(title);
    }),
  );
});

test("a score lies between 0 and 1, and what is not found is not found with one letter more", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(word, word, (title, search) => {
      const score = paletteScore(title, search);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      if (score === 0 && search.length > 2) expect(paletteScore(title, `${search}q`)).toBe(0);
    }),
  );
});
