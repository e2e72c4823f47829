import type { Span } from "@easel/codec/document";
import type { ByteLabel } from "@easel/codec/wbxml";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { labelIndexRange } from "../../model/hex-rows.ts";
import styles from "./token-list.module.css";
import { useRowWindow } from "./use-row-window.ts";

const ROW_HEIGHT = 20;

export interface TokenListProps {
  bytes: Uint8Array;
  labels: readonly ByteLabel[];
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when asked to, not at each keystroke's new labels
  useEffect(() => {
    if (reveal !== undefined) scrollToRow(labelIndexRange(labels, reveal, reveal + 1).from);
  }, [reveal, scrollToRow]);

  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const current = selected ? labelIndexRange(labels, selected.start, selected.start + 1).from : -1;
    const next = labels[Math.max(0, Math.min(labels.length - 1, current + step))];
    if (!next) return;
    onPick(next);
    scrollToRow(labels.indexOf(next));
  };

  const rows = [];
  for (let index = window.first; index < window.end; index++) {
    const label = labels[index];
    if (!label) continue;
    const lit = inside(label.span, selected) ? styles.selected : inside(label.span, hovered) ? styles.hovered : "";
    rows.push(
      <button
        key={index}
        type="button"
        tabIndex={-1}
        className={`${styles.row} ${styles[label.kind]} ${lit}`}
        title={label.text}
        onMouseEnter={() => onHover(label)}
        onClick={() => onPick(label)}
      >
        <b>{label.span.start.toString(16).padStart(digits, "0")}</b>
        <code>{shortBytes(bytes, label.span)}</code>
        <span style={{ paddingLeft: Math.min(label.level, 20) * 12 }}>{label.text}</span>
      </button>,
    );
  }

  return (
    <section
      ref={scroller}
      className={styles.scroller}
      data-testid="tokens"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label="Tokens: arrow keys select"
      onMouseLeave={() => onHover(undefined)}
      onKeyDown={move}
    >
      <div style={{ height: window.height }} className={styles.spacer}>
        <div style={{ transform: `translateY(${window.top}px)` }}>{rows}</div>
      </div>
    </section>
  );
}

const inside = (span: Span, outer: Span | undefined): boolean =>
  outer !== undefined && span.start >= outer.start && span.end <= outer.end;

function shortBytes(bytes: Uint8Array, span: Span): string {
  const hex = (at: number) => (bytes[at] ?? 0).toString(16).padStart(2, "0");
  const length = span.end - span.start;
  if (length > 4) return `${hex(span.start)} … ${hex(span.end - 1)}`;
  return Array.from({ length }, (_, index) => hex(span.start + index)).join(" ");
}
