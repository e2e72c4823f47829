import { type Document, defaultHeader, type ElementNode } from "../document.ts";
import { ProblemList } from "../problem-list.ts";
import { BodyDecoder } from "./body-decoder.ts";
import { beginsUsual } from "./header.ts";
import type { Strings } from "./strings.ts";
import { END } from "./tokens.ts";

/** What bytes behind the root seem to be. */
export interface Trailing {
  /** Elements they read as, when they read as nothing else. */
  elements: ElementNode[];
  /** A sentence; empty when nothing can be said. */
  what: string;
}

/** Elements looked for behind the root. */
const MAX_ELEMENTS = 1000;

/** Reads what follows the root at `from`, with `page` in force: more elements, END too many, another document. */
export function readTrailing(bytes: Uint8Array, from: number, page: number, strings: Strings): Trailing {
  const rest = bytes.subarray(from);
  if (rest.every((byte) => byte === 0)) {
    return { elements: [], what: "They are all zero, as in a buffer longer than its document." };
  }
  const isDocument = beginsUsual(rest);
  const elements: ElementNode[] = [];
  let ends = 0;
  let at = from;
  let pageHere = page;
  while (at < bytes.length && elements.length < MAX_ELEMENTS) {
    if (bytes[at] === END) {
      ends++;
      at++;
      continue;
    }
    if (beginsUsual(bytes, at)) {
      at += 4;
      pageHere = 0;
    }
    const problems = new ProblemList("wbxml");
    const scratch: Document = { header: defaultHeader() };
    const decoder = new BodyDecoder(scratch, bytes, at, pageHere, strings, problems);
    decoder.run(Number.POSITIVE_INFINITY);
    // One that does not read cleanly is no element: any bytes read as something.
    if (!scratch.root || problems.finish().some(({ code }) => code !== "legacy-tag")) return { elements, what: "" };
    elements.push(scratch.root);
    at = decoder.at;
    pageHere = decoder.page;
  }
  return { elements, what: describe(elements, ends, isDocument) };
}

function describe(elements: readonly ElementNode[], ends: number, isDocument: boolean): string {
  if (isDocument) return `They begin another document, <${elements[0]?.name}>.`;
  const names = elements.slice(0, 4).map(({ name }) => `<${name}>`);
  if (elements.length > names.length) names.push("…");
  if (ends > 0) names.push(`${ends} END (01)`);
  return `They read as ${names.join(", ")}: perhaps an END (01) before them is one too many, or a tag lacks the bit for content (40).`;
}
