import type { DocumentNode, Span } from "../src/document.ts";
import { applyTextEdit, openSession, type WireSession } from "../src/incremental/index.ts";
import { PieceText } from "../src/pieces/index.ts";
import { broken, expectSameBytes, expectSameProblems } from "./invariant.ts";

const inserted = ["x", "", "yz", "é", "😀", "\r\n", "]", "<", "&", "</Sync>", "]]>", "a".repeat(120)];
const MAX_EDITS = 4;

/** Any text that is typed in: what a session says after each edit is what it says of the text read whole. */
export function checkTyping(text: string): void {
  let session = openSession(PieceText.of(text));
  let state = text.length | 1;
  for (let at = 0; at < text.length; at += 7) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  let last = -1;
  for (let count = 1 + (state & (MAX_EDITS - 1)); count > 0; count--) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    const length = session.text.length;
    // Mostly on where the last one was, as typing does.
    const start = last >= 0 && state % 3 !== 0 ? last : (state >>> 8) % (length + 1);
    const end = Math.min(length, start + ((state >>> 4) & 3));
    const put = inserted[(state >>> 16) % inserted.length] ?? "";
    session = applyTextEdit(session, { start, end, inserted: PieceText.of(put) });
    last = start + put.length;
    expectSameSession(session, openSession(PieceText.of(session.text.toString())));
  }
}

function expectSameSession(edited: WireSession, whole: WireSession): void {
  expectSameBytes("edited text has other bytes", edited.bytes.toBytes(), whole.bytes.toBytes());
  expectSameProblems("edited text has other problems", edited.problems, whole.problems);
  if (edited.complete !== whole.complete) broken("edited text is complete otherwise", String(edited.complete));
  if (edited.labels.length !== whole.labels.length) broken("edited text has other labels", `${edited.labels.length}`);
  for (let index = 0; index < whole.labels.length; index++) {
    const one = edited.labels.at(index);
    const other = whole.labels.at(index);
    const isSame =
      one?.kind === other?.kind &&
      one?.text === other?.text &&
      one?.level === other?.level &&
      one?.page === other?.page &&
      one?.element?.name === other?.element?.name &&
      isSameSpan(one?.span, other?.span);
    if (!isSame) broken("edited text has other labels", `label ${index}: ${one?.text} and ${other?.text}`);
  }
  expectSameNodes(edited.tree.document.root, whole.tree.document.root);
}

/** Both trees hold the same nodes in the same places. */
function expectSameNodes(edited: DocumentNode | undefined, whole: DocumentNode | undefined): void {
  const stack: [DocumentNode | undefined, DocumentNode | undefined][] = [[edited, whole]];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    const [one, other] = pair;
    if (!one && !other) continue;
    const isSame =
      one?.kind === other?.kind &&
      isSameSpan(one?.byteSpan, other?.byteSpan) &&
      isSameSpan(one?.textSpan, other?.textSpan);
    if (!isSame || !one || !other) {
      broken(
        "edited text has another tree",
        `${one?.kind} at ${one?.textSpan?.start}, ${other?.kind} at ${other?.textSpan?.start}`,
      );
    }
    if (one.kind === "text" && other.kind === "text") {
      if (one.text !== other.text) broken("edited text has another tree", `${one.text} and ${other.text}`);
    } else if (one.kind === "opaque" && other.kind === "opaque") {
      expectSameBytes("edited text has other opaque data", one.bytes, other.bytes);
    } else if (one.kind === "element" && other.kind === "element") {
      if (one.name !== other.name || one.children.length !== other.children.length) {
        broken(
          "edited text has another tree",
          `${one.name} with ${one.children.length}, ${other.name} with ${other.children.length}`,
        );
      }
      for (let index = 0; index < other.children.length; index++)
        stack.push([one.children[index], other.children[index]]);
    }
  }
}

const isSameSpan = (one: Span | undefined, other: Span | undefined): boolean =>
  one?.start === other?.start && one?.end === other?.end;
