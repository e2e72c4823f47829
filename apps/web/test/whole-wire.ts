import type { Document } from "@easel/codec/document";
import { PieceText } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { buildWire, type Wire } from "../src/model/build-wire.ts";
import type { Draft } from "../src/model/draft.ts";
import { liveDraft, plainDraft } from "../src/model/live-draft.ts";
import { readMessage, type ShownMessage, writeMessage } from "../src/model/message.ts";

/** A wire with nothing left to be made when asked for. */
export interface WholeWire extends Omit<Wire, "body" | "labels" | "tree" | "mime"> {
  body: Uint8Array;
  labels: ByteLabel[];
  document?: Document;
  mime?: { bytes: Uint8Array; bodyOffset?: number };
}

export function wholeWire({ tree, mime, ...wire }: Wire): WholeWire {
  const { bodyOffset } = mime ?? {};
  return {
    ...wire,
    body: Uint8Array.from(wire.body.toBytes()),
    labels: Array.from({ length: wire.labels.length }, (_, index) => wire.labels.at(index) as ByteLabel),
    ...(tree && { document: tree.document }),
    ...(mime && {
      mime: { bytes: Uint8Array.from(mime.bytes.toBytes()), ...(bodyOffset !== undefined && { bodyOffset }) },
    }),
  };
}

/** `buildWire` of a draft with whole strings. */
export const buildWholeWire = (draft: Draft, endpoint: string): WholeWire =>
  wholeWire(buildWire(liveDraft(draft), endpoint));

/** `readMessage` with a whole string. */
export function readWhole(draft: Draft): Omit<ShownMessage, "mime"> & { mime: string } {
  const shown = readMessage(liveDraft(draft));
  return { ...shown, mime: shown.mime.toString() };
}

/** `writeMessage` with a whole string. */
export const writeWhole = (draft: Draft, mime: string): Draft =>
  plainDraft(writeMessage(liveDraft(draft), PieceText.of(mime)));
