import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { useEffect, useRef } from "react";
import { type HexWidth, labelAt, rowAt, rowCount } from "../../model/hex-rows.ts";
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
  for (let index = window.first; index < window.end; index++) {
    const row = rowAt(bytes, index, width);
    const hex = [];
    const ascii = [];
    for (let column = 0; column < row.bytes.length; column++) {
      const offset = row.offset + column;
      const byte = row.bytes[column] ?? 0;
      const kind = labelAt(labels, offset)?.kind ?? "other";
      const lit = within(selected, offset) ? styles.selected : within(hovered, offset) ? styles.hovered : "";
      hex.push(
        <i key={offset} data-offset={offset} className={`${styles[kind]} ${lit} ${column === 8 ? styles.middle : ""}`}>
          {byte.toString(16).padStart(2, "0")}
        </i>,
      );
      ascii.push(
        <i key={offset} data-offset={offset} className={`${styles[kind]} ${lit}`}>
          {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·"}
        </i>,
      );
    }
    rows.push(
      <div key={index} className={styles.row}>
        <b>{row.offset.toString(16).padStart(digits, "0")}</b>
        <span className={width === 16 ? styles.hex16 : styles.hex8}>{hex}</span>
        <span className={styles.ascii}>{ascii}</span>
      </div>,
    );
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

const within = (span: Span | undefined, offset: number): boolean =>
  span !== undefined && offset >= span.start && offset < span.end;
