import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from "react";
import { type ByteCursor, moveByteCursor, spanOfCursor } from "../../model/byte-cursor.ts";
import { type HexWidth, labelAt } from "../../model/hex-rows.ts";

export interface ByteSelectionOptions {
  labels: ByteLabels;
  length: number;
  width: HexWidth;
  /** Where the keyboard stands; undefined before anything is selected. */
  cursor: ByteCursor | undefined;
  /** Offset of the byte at a point of the window. */
  byteAt: (x: number, y: number) => number;
  /** Whole rows in view, and the first of them. */
  page: number;
  top: number;
  scrollToRow: (row: number, place: "nearest") => void;
  onSelect: (span: Span, cursor: ByteCursor) => void;
}

/** A click picks the token, a double click the byte, a drag and Shift pick bytes; the arrows go from byte to byte. */
export function useByteSelection(options: ByteSelectionOptions) {
  const { labels, length, width, cursor, byteAt, page, top, scrollToRow, onSelect } = options;
  const drag = useRef<ByteCursor>(null);
  /** The click that ends a drag picks nothing more. */
  const dragged = useRef(false);
  const select = (next: ByteCursor) => onSelect(spanOfCursor(next), next);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    dragged.current = false;
    // A finger that moves scrolls; the scroll bar lies beside the content.
    if (event.button !== 0 || event.pointerType === "touch" || event.target === event.currentTarget) return;
    const offset = byteAt(event.clientX, event.clientY);
    const anchor = event.shiftKey && cursor ? cursor.anchor : offset;
    drag.current = { anchor, head: offset };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (!event.shiftKey) return;
    dragged.current = true;
    select(drag.current);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = drag.current;
    if (!before || event.buttons === 0) return;
    const head = byteAt(event.clientX, event.clientY);
    if (head === before.head) return;
    drag.current = { ...before, head };
    dragged.current = true;
    select(drag.current);
    scrollToRow(Math.floor(head / width), "nearest");
  };

  const onPointerUp = () => {
    drag.current = null;
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (dragged.current) return;
    const offset = byteAt(event.clientX, event.clientY);
    const label = labelAt(labels, offset);
    const at = { anchor: offset, head: offset };
    if (label) onSelect(label.span, at);
    else select(at);
  };

  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const offset = byteAt(event.clientX, event.clientY);
    select({ anchor: offset, head: offset });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const from = cursor ?? { anchor: top * width, head: top * width };
    const key = { key: event.key, shiftKey: event.shiftKey, ctrlKey: event.ctrlKey || event.metaKey };
    const moved = moveByteCursor(from, key, { length, width, page });
    if (!moved) return;
    event.preventDefault();
    // The first key shows where one stands.
    const next = cursor || key.ctrlKey ? moved : from;
    select(next);
    scrollToRow(Math.floor(next.head / width), "nearest");
  };

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onClick,
    onDoubleClick,
    onKeyDown,
  };
}
