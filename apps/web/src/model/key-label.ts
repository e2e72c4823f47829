const macNames: Readonly<Record<string, string>> = { $mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "⏎", Escape: "esc" };
const names: Readonly<Record<string, string>> = { $mod: "Ctrl", Enter: "⏎", Escape: "Esc" };

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** A key as it is printed on its cap: one list of caps for each press in a row. */
export function keyCaps(keys: string, isMac: boolean): string[][] {
  return keys.split(" ").map((press) => {
    const parts = press.split("+");
    // A question mark says by itself that Shift is held.
    const caps = parts.at(-1) === "?" ? ["?"] : parts;
    return caps.map((part) => (isMac ? macNames : names)[part] ?? ARROWS[part] ?? capital(part));
  });
}

/** `KeyC` is the key where C is, whatever a modifier makes of it: Alt and C is ç on a Mac. */
const capital = (key: string): string => (key.length === 1 ? key.toUpperCase() : key.replace(/^Key(?=[A-Z]$)/, ""));

/** The same in words, for a tooltip: "Ctrl+K", "⌘K", "G then M". */
export const keyWords = (keys: string, isMac: boolean): string =>
  keyCaps(keys, isMac)
    .map((caps) => caps.join(isMac ? "" : "+"))
    .join(" then ");

/**
 * For `aria-keyshortcuts` (WAI-ARIA 1.2, 6.6): alternatives apart by blanks. Presses in a row have no form there, nor
 * does a plus sign as a key; undefined when nothing is left.
 */
export function ariaKeys(keys: readonly string[], isMac: boolean): string | undefined {
  const single = keys.filter((key) => !key.includes(" "));
  if (single.length === 0) return undefined;
  return single
    .map((key) =>
      key
        .replace("$mod", isMac ? "Meta" : "Control")
        .replace("Shift+?", "?")
        .replace(/Key(?=[A-Z]$)/, ""),
    )
    .join(" ");
}
