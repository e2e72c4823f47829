import { decodeHeaderWords } from "@easel/codec/mime";
import { headerLineAt, mailHeaders, mailHeaderValues } from "./complete-mime.ts";
import type { Hover, HoverFact } from "./hover.ts";

/** Characters of a decoded value that are shown. */
const MAX_SHOWN = 200;

/** What is known of the header at an offset of a message's text; undefined in a body and for headers nobody lists. */
export function hoverMime(text: string, offset: number): Hover | undefined {
  const line = headerLineAt(text, offset);
  if (!line) return undefined;
  const { name, value, span } = line;
  const known = mailHeaders.find(([header]) => header.toLowerCase() === name.toLowerCase());
  if (!known) return undefined;
  const [title, , meaning] = known;
  const facts: HoverFact[] = [];
  const decoded = decodeHeaderWords(value).trim();
  if (decoded !== value.trim()) facts.push({ label: "Reads", text: decoded.slice(0, MAX_SHOWN) });
  for (const [choice, says] of mailHeaderValues[name.toLowerCase()] ?? [])
    if (says && isChoice(choice, value)) facts.push({ label: choice.replace(/;.*/, ""), text: says });
  return { span, title, meaning, facts };
}

const isChoice = (choice: string, value: string): boolean =>
  choice.replace(/;.*/, "").toLowerCase() === value.replace(/;.*/s, "").trim().toLowerCase();
