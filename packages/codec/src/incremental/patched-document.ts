import type { Document, DocumentNode, ElementNode } from "../document.ts";
import type { PieceBytes, PieceText } from "../pieces/index.ts";
import type { LeafEdit, LeafShift } from "./leaf-edits.ts";

/** A copy of the tree with the edited leaves' content and all spans where they are by now. */
export function patchedDocument(
  document: Document,
  edits: readonly LeafEdit[],
  shift: LeafShift,
  text: PieceText,
  bytes: PieceBytes,
): Document {
  const edited = new Map(edits.map((edit) => [edit.node as DocumentNode, edit]));
  const copy = (node: DocumentNode): DocumentNode => {
    const moved: DocumentNode = { ...node };
    if (node.textSpan) moved.textSpan = moveSpan(shift.textPlace, node.textSpan);
    if (node.byteSpan) moved.byteSpan = moveSpan(shift.bytePlace, node.byteSpan);
    if (moved.kind === "element") {
      if (moved.tagSpan) moved.tagSpan = moveSpan(shift.textPlace, moved.tagSpan);
      return moved;
    }
    const edit = edited.get(node);
    if (moved.kind === "opaque" && moved.contentSpan) moved.contentSpan = moveSpan(shift.bytePlace, moved.contentSpan);
    if (!edit) return moved;
    if (moved.kind === "text") {
      const start = shift.textPlace(edit.run.start);
      moved.text = text.slice(start, start + edit.run.end - edit.run.start + edit.textGrowth);
    } else {
      const end = moved.byteSpan?.end ?? 0;
      moved.contentSpan = { start: end - edit.contentLength, end };
      moved.bytes = bytes.slice(end - edit.contentLength, end);
    }
    return moved;
  };
  const made: Document = { ...document, header: { ...document.header } };
  if (document.root) made.root = copyTree(document.root, copy);
  if (document.bytes) made.bytes = bytes.toBytes();
  return made;
}

const moveSpan = (move: (place: number) => number, span: { start: number; end: number }) => ({
  start: move(span.start),
  end: move(span.end),
});

/** Without recursion: a tree may be some thousand levels deep. */
function copyTree(root: ElementNode, copy: (node: DocumentNode) => DocumentNode): ElementNode {
  const made = copy(root) as ElementNode;
  const open: ElementNode[] = [made];
  for (let element = open.pop(); element; element = open.pop()) {
    element.children = element.children.map(copy);
    for (const child of element.children) if (child.kind === "element") open.push(child);
  }
  return made;
}
