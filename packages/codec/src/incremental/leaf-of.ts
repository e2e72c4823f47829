import { multiByteInteger } from "../bytes/index.ts";
import type { Document, DocumentNode, Span } from "../document.ts";
import type { PieceText } from "../pieces/index.ts";
import type { Problem } from "../problem.ts";
import { type ByteLabel, UTF_8_MIB } from "../wbxml/index.ts";
import type { LeafEdit } from "./leaf-edits.ts";
import { utf8Length } from "./text-facts.ts";

/** A text as it was read whole. */
export interface PatchBase {
  text: PieceText;
  document: Document;
  labels: readonly ByteLabel[];
  problems: readonly Problem[];
}

const OPENING = "<![CDATA[";
const CLOSING = "]]>";
/**
 * Errors that say something of a name and nothing of where a tag ends. Behind any other the parser has looked on for
 * a quote or a mark, and what is typed there may be what it looked for.
 */
const ABOUT_NAMES: ReadonlySet<string> = new Set([
  "unknown-element",
  "unknown-namespace",
  "unknown-prefix",
  "wrong-namespace",
  "missing-namespace",
]);

/** A leaf whose text and bytes stand for each other one to one; undefined for any other node. */
export function leafOf({ text, document, labels, problems }: PatchBase, node: DocumentNode): LeafEdit | undefined {
  const { textSpan, byteSpan: token } = node;
  // Under another character set a letter may be one that set does not have, which is a problem of the text.
  if (document.header.charset !== UTF_8_MIB) return undefined;
  if (node.kind === "element" || !textSpan || !token) return undefined;
  // An empty string is said by an attribute of its element, which a letter makes untrue.
  if (node.kind === "text" && node.text === "") return undefined;
  const isCdata = node.kind === "opaque";
  if (isCdata && (text.slice(textSpan.start, textSpan.start + OPENING.length) !== OPENING || !node.contentSpan))
    return undefined;
  if (isCdata && text.slice(textSpan.end - CLOSING.length, textSpan.end) !== CLOSING) return undefined;
  const run = isCdata ? { start: textSpan.start + OPENING.length, end: textSpan.end - CLOSING.length } : textSpan;
  if (run.end < run.start || !problems.every((problem) => isElsewhere(problem, run))) return undefined;
  const contentLength = utf8Length(text.cut(run.start, run.end));
  // Several sections make one node, references and comments stand in texts: then the two are not one to one.
  const isOneToOne =
    node.kind === "opaque"
      ? node.bytes.length === contentLength
      : node.wire === undefined && text.slice(run.start, run.end) === node.text;
  const labelIndex = labelEndingAt(labels, token.end);
  const label = labels[labelIndex];
  if (!isOneToOne || !label || label.kind !== node.kind) return undefined;
  const contentStart = node.kind === "opaque" ? (node.contentSpan?.start ?? 0) : token.end - 1 - contentLength;
  const baseWidth = node.kind === "opaque" ? multiByteInteger(contentLength, node.lengthBytes).length : 0;
  return {
    node,
    run,
    token,
    contentStart,
    baseWidth,
    textGrowth: 0,
    byteGrowth: 0,
    contentLength,
    width: baseWidth,
    labelIndex,
    label: label.text,
  };
}

/** Whether a problem stays what it is while text is typed into a run. */
const isElsewhere = ({ severity, code, span }: Problem, run: Span): boolean =>
  (severity !== "error" || ABOUT_NAMES.has(code)) && !(span && span.start < run.end && span.end > run.start);

function labelEndingAt(labels: readonly ByteLabel[], end: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.span.end ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return labels[low]?.span.end === end ? low : -1;
}
