import { type ElementNode, elementText } from "@easel/codec/document";
import { sizeWords, tellingText } from "@easel/doctor/language";

/** Characters of a value that have a place in a row. */
const MAX_SHOWN = 200;
/** Opaque bytes that are tried as text. */
const MAX_TRIED = 240;

/** An element's value in one line: its own text, or what tells a container from its like. */
export function shortValue(element: ElementNode): string {
  if (element.children.some(({ kind }) => kind === "element")) return tellingText(element);
  const opaque = element.children.find((child) => child.kind === "opaque");
  if (opaque?.kind === "opaque") return startOf(opaque.bytes);
  const first = element.children.find((child) => child.kind === "text");
  const text = first?.kind === "text" && first.text.length > MAX_SHOWN ? first.text.slice(0, 2 * MAX_SHOWN) : undefined;
  return oneLine(text ?? elementText(element));
}

/** Text of an element without others in it; of opaque content so much as is text. What a filter reads. */
export function ownText(element: ElementNode): string {
  return element.children.some(({ kind }) => kind === "element") ? "" : elementText(element);
}

/** The first line of what reads as text; how much there is of what does not. */
function startOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_TRIED));
  const readable = text.length > 0 && !/[^\t\n\r\u0020-\uffff]/.test(text) && !text.slice(0, -1).includes("\ufffd");
  return readable ? oneLine(text) : sizeWords(bytes.length);
}

function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
