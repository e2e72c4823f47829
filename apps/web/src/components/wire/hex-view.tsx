import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { useEffect, useRef } from "react";
import { type HexWidth, labelAt, labelsBetween, rowAt, rowCount } from "../../model/hex-rows.ts";
import { HexRow, kindLetter } from "./hex-row.tsx";
import styles from "./hex-view.module.css";
import { useRowWindow } from "./use-row-window.ts";

const ROW_HEIGHT = 20;

export interface HexViewProps {
  bytes: PieceBytes;
  labels: ByteLabels;
  width: HexWidth;
  selected?: Span | undefined;
  hovered?: Span | undefined;
  /** Scrolls this offset into view when it changes. */
  reveal?: number | undefined;
  onHover: (label: ByteLabel | undefined) => void;
  onPick: (label: ByteLabel) => void;
}

/** Offset, bytes, ASCII; a colour and an underline by kind of token; only the rows in view exist. */
export function HexView({ bytes, labels, width, selected, hovered, reveal, onHover, onPick }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const window = useRowWindow(scroller, rowCount(bytes.length, width), ROW_HEIGHT);
  const { scrollToRow } = window;
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);

  useEffect(() => {
    if (reveal !== undefined) scrollToRow(Math.floor(reveal / width));
  }, [reveal, scrollToRow, width]);

  const labelUnder = (target: EventTarget): ByteLabel | undefined => {
    const offset = (target as HTMLElement).dataset?.offset;
    return offset === undefined ? undefined : labelAt(labels, Number(offset));
  };

  const rows = [];
  const shown = labelsBetween(labels, window.first * width, window.end * width);
  let next = 0;
  for (let index = window.first; index < window.end; index++) {
    const row = rowAt(bytes, index, width);
    let hex = "";
    let kinds = "";
    for (let column = 0; column < row.bytes.length; column++) {
      const offset = row.offset + column;
      while ((shown[next]?.span.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
      const label = shown[next];
      hex += (row.bytes[column] ?? 0).toString(16).padStart(2, "0");
      const isLabelled = label !== undefined && label.span.start <= offset;
      kinds += kindLetter(isLabelled ? label.kind : "other", label?.span.start === offset);
    }
    const [selectedFrom, selectedTo] = columnsOf(selected, row.offset, width);
    const [hoveredFrom, hoveredTo] = columnsOf(hovered, row.offset, width);
    const lit = { selectedFrom, selectedTo, hoveredFrom, hoveredTo };
    rows.push(<HexRow key={index} {...{ offset: row.offset, digits, width, hex, kinds }} {...lit} />);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: bytes are picked by pointer; by keyboard the token list beside picks the same
    <section
      ref={scroller}
      className={styles.scroller}
      data-testid="hex"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label="Bytes, offset and ASCII"
      onMouseOver={(event) => onHover(labelUnder(event.target))}
      onMouseLeave={() => onHover(undefined)}
      onFocus={() => undefined}
      onClick={(event) => {
        const label = labelUnder(event.target);
        if (label) onPick(label);
      }}
    >
      <div style={{ height: window.height }} className={styles.spacer}>
        <div style={{ transform: `translateY(${window.top}px)` }}>{rows}</div>
      </div>
    </section>
  );
}

/** The columns of a row that a span covers; none is `[0, 0)`, so that it compares as the same. */
function columnsOf(span: Span | undefined, offset: number, width: number): [from: number, to: number] {
  if (!span) return [0, 0];
  const from = Math.max(0, span.start - offset);
  const to = Math.min(width, span.end - offset);
  return from < to ? [from, to] : [0, 0];
}
