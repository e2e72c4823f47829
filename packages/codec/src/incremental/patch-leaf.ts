import { multiByteInteger } from "../bytes/index.ts";
import type { Document, Span } from "../document.ts";
import { MAX_LENGTH } from "../limits.ts";
import type { PieceBytes, PieceText, TextEdit } from "../pieces/index.ts";
import { type ByteLabel, describeOpaque, describeText } from "../wbxml/index.ts";
import { type LeafEdit, type LeafShift, shiftOf } from "./leaf-edits.ts";
import { leafOf, type PatchBase } from "./leaf-of.ts";
import { contains, innermost, linksOf } from "./linked-tree.ts";
import { patchedDocument } from "./patched-document.ts";
import { encodeText, isClean, utf8Length } from "./text-facts.ts";
import type { ByteLabels, WireSession } from "./wire-session.ts";

/** A text as it was read whole, and the leaves edited since. */
export interface PatchState {
  base: PatchBase;
  /** In the order of the text. */
  edits: readonly LeafEdit[];
}

/** Leaves edited before the whole text is read again. */
const MAX_LEAVES = 200;
const CLOSING = "]]>";
/** More characters of a string than its label shows. */
const SHOWN = 100;

/**
 * The session after an edit that stays inside one text or CDATA section and leaves the structure, the references and
 * all problems as they are; undefined when it may do more, so that the text must be read again.
 */
export function patchLeaf(session: WireSession, edit: TextEdit): WireSession | undefined {
  const { patch } = session;
  if (!patch || !isClean(edit.inserted)) return undefined;
  const shift = shiftOf(patch.edits);
  const leaf = leafAt(patch, shift, edit);
  if (!leaf) return undefined;
  const run = runOf(leaf, shift);
  if (edit.start < run.start || edit.end > run.end || cutsPair(session.text, edit, run)) return undefined;
  const text = session.text.edit(edit.start, edit.end, edit.inserted);
  const grown = edit.inserted.length - (edit.end - edit.start);
  const next = { start: run.start, end: run.end + grown };
  if (text.length > MAX_LENGTH || changesStructure(leaf, text, next, edit)) return undefined;
  const { bytes, content } = patchBytes(session, leaf, shift, edit, run);
  const edited: LeafEdit = {
    ...leaf,
    ...content,
    textGrowth: leaf.textGrowth + grown,
    label:
      leaf.node.kind === "text"
        ? describeText(text.slice(next.start, Math.min(next.end, next.start + SHOWN)))
        : describeOpaque(content.contentLength),
  };
  const edits = [...patch.edits.filter(({ node }) => node !== leaf.node), edited];
  edits.sort((left, right) => left.run.start - right.run.start);
  return patchedSession(session, { base: patch.base, edits }, text, bytes);
}

function patchedSession({ complete }: WireSession, patch: PatchState, text: PieceText, bytes: PieceBytes): WireSession {
  const { base, edits } = patch;
  const shift = shiftOf(edits);
  let document: Document | undefined;
  return {
    text,
    bytes,
    labels: patchedLabels(base.labels, edits, shift),
    problems: base.problems.map((problem) => {
      const span = problem.source === "xml" ? shift.text(problem.span) : problem.span;
      return span ? { ...problem, span } : problem;
    }),
    complete,
    tree: {
      get document() {
        document ??= patchedDocument(base.document, edits, shift, text, bytes);
        return document;
      },
      ...linksOf(base.document, shift),
    },
    long: [],
    patch,
  };
}

/** The leaf an edit lies in: one that was edited before, or a new one that can be. */
function leafAt({ base, edits }: PatchState, shift: LeafShift, { start, end }: TextEdit): LeafEdit | undefined {
  const span = { start, end };
  const known = edits.find((edit) => contains(runOf(edit, shift), span));
  if (known || edits.length >= MAX_LEAVES) return known;
  const node = innermost(base.document, ({ textSpan }) => contains(shift.text(textSpan), span));
  return node && !edits.some((edit) => edit.node === node) ? leafOf(base, node) : undefined;
}

/** Where a leaf's run is by now. */
function runOf({ run, textGrowth }: LeafEdit, shift: LeafShift): Span {
  const start = shift.textPlace(run.start);
  return { start, end: start + run.end - run.start + textGrowth };
}

function cutsPair(text: PieceText, { start, end }: TextEdit, run: Span): boolean {
  const cuts = (at: number) => at > run.start && at < run.end && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return cuts(start) || cuts(end);
}

/** Whether the text of a run, after an edit, is more or less than the content of the one node it was. */
function changesStructure({ node }: LeafEdit, text: PieceText, run: Span, { start, inserted }: TextEdit): boolean {
  const end = start + inserted.length;
  const around = text.slice(Math.max(run.start, start - 2), Math.min(run.end, end + 2));
  // In the middle of a long insertion a closing mark is looked for as anywhere.
  if (around.includes(CLOSING)) return true;
  if (node.kind === "opaque") return false;
  if (inserted.pieces.some((piece) => /[<&]/.test(piece.text))) return true;
  // White space alone may be layout.
  for (let at = run.start; at < run.end; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function patchBytes(
  { text, bytes }: WireSession,
  leaf: LeafEdit,
  shift: LeafShift,
  edit: TextEdit,
  run: Span,
): { bytes: PieceBytes; content: Pick<LeafEdit, "contentLength" | "width" | "byteGrowth"> } {
  const { node, token, contentStart, baseWidth, width } = leaf;
  const start = shift.bytePlace(token.start) + (contentStart - token.start) + (width - baseWidth);
  const at = start + utf8Length(text.cut(run.start, edit.start));
  const removed = utf8Length(text.cut(edit.start, edit.end));
  const added = encodeText(edit.inserted);
  const contentLength = leaf.contentLength - removed + added.length;
  let patched = bytes.edit(at, at + removed, added);
  let newWidth = 0;
  if (node.kind === "opaque") {
    const length = multiByteInteger(contentLength, node.lengthBytes);
    patched = patched.edit(start - width, start, Uint8Array.from(length));
    newWidth = length.length;
  }
  const byteGrowth = leaf.byteGrowth + (contentLength - leaf.contentLength) + (newWidth - width);
  return { bytes: patched, content: { contentLength, width: newWidth, byteGrowth } };
}

function patchedLabels(labels: readonly ByteLabel[], edits: readonly LeafEdit[], shift: LeafShift): ByteLabels {
  const words = new Map(edits.map(({ labelIndex, label }) => [labelIndex, label]));
  return {
    length: labels.length,
    at: (index) => {
      const label = labels[index];
      return (
        label && {
          ...label,
          span: { start: shift.bytePlace(label.span.start), end: shift.bytePlace(label.span.end) },
          text: words.get(index) ?? label.text,
        }
      );
    },
  };
}
