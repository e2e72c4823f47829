import type { CompletionItem } from "@easel/doctor/language";

/** One row of the list, as Monaco sorts and filters it. */
export interface CompletionEntry {
  label: { label: string; detail?: string };
  insertText: string;
  filterText: string;
  sortText: string;
  documentation?: string;
  isSnippet: boolean;
  /** Whether the list opens again for what goes between the tags. */
  asksOn: boolean;
}

/** `typed` is what the entry replaces, up to the cursor; `hasValues` says whether an element's values are known. */
export function completionEntry(
  item: CompletionItem,
  index: number,
  typed: string,
  hasValues: (element: string) => boolean,
): CompletionEntry {
  const { label, insert, isSnippet, detail, documentation, isNeeded } = item;
  const beside = [isNeeded ? "needed" : "", detail ?? ""].filter(Boolean).join(" · ");
  const tag = /^<\/?[\w.:-]+/.exec(insert)?.[0] ?? label;
  return {
    // Right behind the label, so that what is read out is what is seen.
    label: { label, ...(beside && { detail: `  ${beside}` }) },
    insertText: insert,
    // The list is held against what stands there: with its bracket, or nothing but a name.
    filterText: typed.startsWith("<") ? tag : label,
    // The order is the specification's, not the alphabet's.
    sortText: String(index).padStart(4, "0"),
    ...(documentation && { documentation }),
    isSnippet,
    asksOn: item.kind === "element" && hasValues(label),
  };
}
