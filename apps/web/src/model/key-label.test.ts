import { expect, test } from "vitest";
import { ariaKeys, keyCaps, keyWords } from "./key-label.ts";

test("a key is called as its cap is printed, on a Mac by its signs", () => {
  expect(keyWords("$mod+k", false)).toBe("Ctrl+K");
  expect(keyWords("$mod+k", true)).toBe("⌘K");
  expect(keyWords("Shift+Alt+F", true)).toBe("⇧⌥F");
  expect(keyWords("Alt+Shift+KeyC", true)).toBe("⌥⇧C");
  expect(keyWords("Shift+?", false)).toBe("?");
  expect(keyWords("F1", true)).toBe("F1");
});

test("presses in a row are told apart", () => {
  expect(keyWords("g m", false)).toBe("G then M");
  expect(keyCaps("g m", false)).toEqual([["G"], ["M"]]);
});

test("a screen reader is told what ARIA has a form for", () => {
  expect(ariaKeys(["$mod+Enter"], false)).toBe("Control+Enter");
  expect(ariaKeys(["$mod+Enter"], true)).toBe("Meta+Enter");
  expect(ariaKeys(["Alt+Shift+KeyC"], false)).toBe("Alt+Shift+C");
  expect(ariaKeys(["Shift+?", "F1"], false)).toBe("? F1");
  expect(ariaKeys(["g m"], false)).toBeUndefined();
});
