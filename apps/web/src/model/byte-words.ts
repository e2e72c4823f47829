import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteKind } from "@easel/codec/wbxml";
import { labelAt } from "./hex-rows.ts";

/** What a kind of byte is called. */
export const kindWords: Record<ByteKind, string> = {
  header: "header",
  page: "page switch",
  tag: "tag",
  text: "text",
  opaque: "opaque data",
  end: "end",
  other: "other bytes",
};

/** `0x001a`, in at least four digits. */
export const hexOffset = (offset: number): string => `0x${offset.toString(16).padStart(4, "0")}`;

/** Bytes as a person counts them: `1 byte`, `1,234 bytes`. */
export const countBytes = (count: number): string => (count === 1 ? "1 byte" : `${count.toLocaleString("en")} bytes`);

/** What a screen reader says of the byte the keyboard stands on, and of all that are selected with it. */
export function sayByte(bytes: PieceBytes, labels: ByteLabels, offset: number, selected: Span): string {
  const byte = bytes.at(offset);
  if (byte === undefined) return "";
  const hex = byte.toString(16).padStart(2, "0");
  const shown = byte > 0x20 && byte < 0x7f ? ` “${String.fromCharCode(byte)}”` : "";
  const label = labelAt(labels, offset);
  const meaning = label ? `, ${kindWords[label.kind]} ${label.text}` : "";
  const count = selected.end - selected.start;
  return `${hexOffset(offset)}: ${hex}${shown}${meaning}${count > 1 ? `. ${countBytes(count)} selected` : ""}`;
}
