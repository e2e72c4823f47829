import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import { useEffect, useId, useRef } from "react";
import type { ByteCursor } from "../../model/byte-cursor.ts";
import { sayByte } from "../../model/byte-words.ts";
import { type HexWidth, labelAt, labelsBetween, rowAt, rowCount } from "../../model/hex-rows.ts";
import type { Selection } from "../../model/selection-store.ts";
import { byteUnder } from "./byte-under.ts";
import { HexRow, kindLetter } from "./hex-row.tsx";
import styles from "./hex-view.module.css";
import { useByteSelection } from "./use-byte-selection.ts";
import { useRowWindow } from "./use-row-window.ts";

const ROW_HEIGHT = 20;

export interface HexViewProps {
  bytes: PieceBytes;
  labels: ByteLabels;
  width: HexWidth;
  /** Whose bytes these are, for a screen reader: "the request". */
  of: string;
  selected: Selection | undefined;
  hovered: Span | undefined;
  /** Places a search has found, in order. */
  found: readonly Span[];
  /** Scrolled into view when it is another one. */
  reveal: Selection | undefined;
  onHover: (span: Span | undefined) => void;
  onSelect: (span: Span, cursor: ByteCursor) => void;
}

/** Offset, bytes, ASCII; a colour and a look of its own by kind of token; only the rows in view exist. */
export function HexView(props: HexViewProps) {
  const { bytes, labels, width, of, selected, hovered, found, reveal, onHover, onSelect } = props;
  const scroller = useRef<HTMLElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const window = useRowWindow(scroller, rowCount(bytes.length, width), ROW_HEIGHT);
  const { scrollToRow } = window;
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);
  const keys = useId();
  const cursor = cursorOf(selected, bytes.length);

  useEffect(() => {
    if (reveal) scrollToRow(Math.floor(reveal.span.start / width));
  }, [reveal, scrollToRow, width]);

  const events = useByteSelection({
    labels,
    length: bytes.length,
    width,
    cursor,
    byteAt: (x, y) =>
      block.current
        ? byteUnder({ block: block.current, first: window.first, rowHeight: ROW_HEIGHT, width }, bytes.length, x, y)
        : 0,
    page: window.page,
    top: window.top,
    scrollToRow,
    onSelect,
  });

  const tokenUnder = (target: EventTarget): Span | undefined => {
    const offset = (target as HTMLElement).dataset?.offset;
    return offset === undefined ? undefined : labelAt(labels, Number(offset))?.span;
  };

  const rows = [];
  const shown = labelsBetween(labels, window.first * width, window.end * width);
  let next = 0;
  let place = firstBehind(found, window.first * width);
  for (let index = window.first; index < window.end; index++) {
    const row = rowAt(bytes, index, width);
    let hex = "";
    let kinds = "";
    let marks = "";
    for (let column = 0; column < row.bytes.length; column++) {
      const offset = row.offset + column;
      while ((shown[next]?.span.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
      const label = shown[next];
      hex += (row.bytes[column] ?? 0).toString(16).padStart(2, "0");
      const isLabelled = label !== undefined && label.span.start <= offset;
      kinds += kindLetter(isLabelled ? label.kind : "other", label?.span.start === offset);
      while ((found[place]?.end ?? Number.POSITIVE_INFINITY) <= offset) place++;
      marks += offset >= (found[place]?.start ?? Number.POSITIVE_INFINITY) ? "x" : " ";
    }
    const [selectedFrom, selectedTo] = columnsOf(selected?.span, row.offset, width);
    const [hoveredFrom, hoveredTo] = columnsOf(hovered, row.offset, width);
    const at = cursor ? cursor.head - row.offset : -1;
    const lit = { selectedFrom, selectedTo, hoveredFrom, hoveredTo, caret: at >= 0 && at < width ? at : -1 };
    rows.push(<HexRow key={index} {...{ offset: row.offset, digits, width, hex, kinds, marks }} {...lit} />);
  }

  return (
    <>
      <section
        ref={scroller}
        className={styles.scroller}
        data-testid="hex"
        // The arrow keys are the view's own: a screen reader hands them on and reads out what is said below.
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk over the bytes
        tabIndex={0}
        aria-label={`Bytes of ${of}`}
        aria-describedby={keys}
        onMouseOver={(event) => onHover(event.buttons === 0 ? tokenUnder(event.target) : undefined)}
        onMouseLeave={() => onHover(undefined)}
        onFocus={() => undefined}
        {...events}
      >
        <div style={{ height: window.height }} className={styles.spacer}>
          <div ref={block} style={{ transform: `translateY(${window.shift}px)` }}>
            {rows}
          </div>
        </div>
      </section>
      <p id={keys} hidden>
        Arrow keys go from byte to byte, with Shift they select. Control C copies, Control F finds, Control G goes to an
        offset.
      </p>
      <p className="visually-hidden" role="status" data-testid="byte-said">
        {selected?.from === "bytes" && cursor && sayByte(bytes, labels, cursor.head, selected.span)}
      </p>
    </>
  );
}

/** Index of the first span that ends behind an offset. */
function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the keyboard stands; what was selected when there were more bytes has none. */
function cursorOf(selected: Selection | undefined, length: number): ByteCursor | undefined {
  if (!selected || selected.span.start >= length) return undefined;
  const start = { anchor: selected.span.start, head: selected.span.start };
  return selected.cursor && selected.cursor.head < length ? selected.cursor : start;
}

/** The columns of a row that a span covers; none is `[0, 0)`, so that it compares as the same. */
function columnsOf(span: Span | undefined, offset: number, width: number): [from: number, to: number] {
  if (!span) return [0, 0];
  const from = Math.max(0, span.start - offset);
  const to = Math.min(width, span.end - offset);
  return from < to ? [from, to] : [0, 0];
}
