/** Keys that are no actions of the page: they belong to the part of it that has the focus. */
export interface FixedKeys {
  title: string;
  keys: readonly (readonly [keys: string, does: string])[];
}

export const fixedKeys: readonly FixedKeys[] = [
  {
    title: "In front of an editor",
    keys: [
      ["Tab", "Passes over it"],
      ["Enter", "Goes in, to edit"],
    ],
  },
  {
    title: "In an editor",
    keys: [
      ["Escape", "Closes what is open, then comes out"],
      ["$mod+Space", "What may stand here"],
      ["Tab", "Takes the marked entry, or indents"],
      ["Shift+F1", "What stands here"],
      ["F8", "Next problem"],
      ["Shift+F8", "Problem before"],
      ["$mod+.", "Fixes of the problem here"],
      ["$mod+Shift+O", "Outline"],
      ["Shift+Alt+F", "Lays the XML out"],
      ["$mod+f", "Finds in the text"],
      ["$mod+z", "Undo, one fix at a time"],
      ["Alt+ArrowUp", "Moves the line up"],
      ["Alt+ArrowDown", "Moves the line down"],
    ],
  },
  {
    title: "In bytes and tokens",
    keys: [
      ["ArrowDown", "Next"],
      ["ArrowUp", "The one before"],
      ["Home", "First"],
      ["End", "Last"],
      ["Escape", "Frees the selection"],
    ],
  },
  {
    title: "On a splitter",
    keys: [
      ["ArrowLeft", "Less room before it, or above"],
      ["ArrowRight", "More room"],
      ["Home", "As little as there may be"],
      ["End", "As much as there may be"],
    ],
  },
  { title: "While waiting for an answer", keys: [["Escape", "Cancels"]] },
];
