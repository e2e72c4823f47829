import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { labelIndexRange } from "../../model/hex-rows.ts";
import styles from "./token-list.module.css";
import { useRowWindow } from "./use-row-window.ts";

const ROW_HEIGHT = 20;

export interface TokenListProps {
  bytes: PieceBytes;
  labels: ByteLabels;
  selected?: Span | undefined;
  hovered?: Span | undefined;
  reveal?: number | undefined;
  onHover: (label: ByteLabel | undefined) => void;
  onPick: (label: ByteLabel) => void;
}

/** One line a token, as a protocol analyser shows them: offset, bytes, meaning indented by depth. */
export function TokenList({ bytes, labels, selected, hovered, reveal, onHover, onPick }: TokenListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const window = useRowWindow(scroller, labels.length, ROW_HEIGHT);
  const { scrollToRow } = window;
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);
  const id = useId();
  const current = selected ? labelIndexRange(labels, selected.start, selected.start + 1).from : -1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when asked to, not at each keystroke's new labels
  useEffect(() => {
    if (reveal !== undefined) scrollToRow(labelIndexRange(labels, reveal, reveal + 1).from);
  }, [reveal, scrollToRow]);

  const move = (event: KeyboardEvent) => {
    const index = moved(event.key, current, labels.length);
    const next = index === undefined ? undefined : labels.at(index);
    if (index === undefined || !next) return;
    event.preventDefault();
    onPick(next);
    scrollToRow(index);
  };

  const rows = [];
  for (let index = window.first; index < window.end; index++) {
    const label = labels.at(index);
    if (!label) continue;
    const chosen = inside(label.span, selected);
    const lit = chosen ? styles.selected : inside(label.span, hovered) ? styles.hovered : "";
    rows.push(
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and moves by arrow keys
      <div
        key={index}
        id={`${id}-${index}`}
        role="option"
        aria-selected={chosen}
        // -1: the list is one stop for Tab.
        tabIndex={-1}
        className={`${styles.row} ${styles[label.kind]} ${lit}`}
        title={label.text}
        onMouseEnter={() => onHover(label)}
        onClick={() => onPick(label)}
      >
        <b>{label.span.start.toString(16).padStart(digits, "0")}</b>
        <code>{shortBytes(bytes, label.span)}</code>
        <span style={{ paddingLeft: Math.min(label.level, 20) * 12 }}>{label.text}</span>
      </div>,
    );
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-testid="tokens"
      role="listbox"
      tabIndex={0}
      aria-label="Tokens: arrow keys select"
      aria-multiselectable="true"
      aria-activedescendant={current >= window.first && current < window.end ? `${id}-${current}` : undefined}
      onMouseLeave={() => onHover(undefined)}
      onKeyDown={move}
    >
      <div role="presentation" style={{ height: window.height }} className={styles.spacer}>
        <div role="presentation" style={{ transform: `translateY(${window.top}px)` }}>
          {rows}
        </div>
      </div>
    </div>
  );
}

/** Where a key leads from a row; -1 is before the first. Undefined for a key the list does not take. */
function moved(key: string, from: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, from + 1);
    case "ArrowUp":
      return Math.max(0, from - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

const inside = (span: Span, outer: Span | undefined): boolean =>
  outer !== undefined && span.start >= outer.start && span.end <= outer.end;

function shortBytes(bytes: PieceBytes, span: Span): string {
  const hex = (at: number) => (bytes.at(at) ?? 0).toString(16).padStart(2, "0");
  const length = span.end - span.start;
  if (length > 4) return `${hex(span.start)} … ${hex(span.end - 1)}`;
  return Array.from({ length }, (_, index) => hex(span.start + index)).join(" ");
}
