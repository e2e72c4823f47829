import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { labelIndexRange } from "../../model/hex-rows.ts";
import type { Selection } from "../../model/selection-store.ts";
import { pageColumn, tokenColumns } from "../../model/token-columns.ts";
import styles from "./token-list.module.css";
import { TokenRow } from "./token-row.tsx";
import { useRowWindow } from "./use-row-window.ts";

const ROW_HEIGHT = 20;

export interface TokenListProps {
  bytes: PieceBytes;
  labels: ByteLabels;
  /** Tokens have a level, a code page and a name. */
  isWbxml: boolean;
  selected: Span | undefined;
  hovered: Span | undefined;
  /** Scrolled into view when it is another one. */
  reveal: Selection | undefined;
  onHover: (span: Span | undefined) => void;
  onPick: (span: Span) => void;
}

/** One line a token, as a protocol analyser shows them: offset, bytes, meaning indented by depth. */
export function TokenList({ bytes, labels, isWbxml, selected, hovered, reveal, onHover, onPick }: TokenListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const window = useRowWindow(scroller, labels.length, ROW_HEIGHT);
  const { scrollToRow } = window;
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);
  const id = useId();
  const current = selected ? labelIndexRange(labels, selected.start, selected.start + 1).from : -1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when asked to, not at each keystroke's new labels
  useEffect(() => {
    if (reveal) scrollToRow(labelIndexRange(labels, reveal.span.start, reveal.span.start + 1).from);
  }, [reveal, scrollToRow]);

  const move = (event: KeyboardEvent) => {
    const index = moved(event.key, current, labels.length, window.page);
    const next = index === undefined ? undefined : labels.at(index);
    if (index === undefined || !next) return;
    event.preventDefault();
    onPick(next.span);
    scrollToRow(index, "nearest");
  };

  const labelUnder = (target: EventTarget): ByteLabel | undefined => {
    const index = (target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset.index;
    return index === undefined ? undefined : labels.at(Number(index));
  };

  const rows = [];
  for (let index = window.first; index < window.end; index++) {
    const label = labels.at(index);
    if (!label) continue;
    const isSelected = touches(label.span, selected);
    rows.push(
      <TokenRow
        key={index}
        id={`${id}-${index}`}
        index={index}
        offset={label.span.start.toString(16).padStart(digits, "0")}
        bytes={shortBytes(bytes, label.span)}
        kind={label.kind}
        level={label.level}
        page={isWbxml ? (label.kind === "header" ? "–" : pageColumn(label.page)) : ""}
        {...tokenColumns(label, bytes.at(label.span.start) ?? 0)}
        isSelected={isSelected}
        isHovered={!isSelected && touches(label.span, hovered)}
      />,
    );
  }

  return (
    <div className={styles.list}>
      {isWbxml && <TokenHead digits={digits} />}
      <div
        ref={scroller}
        className={styles.scroller}
        data-testid="tokens"
        role="listbox"
        tabIndex={0}
        aria-label="Tokens: arrow keys select"
        aria-multiselectable="true"
        aria-activedescendant={current >= window.first && current < window.end ? `${id}-${current}` : undefined}
        onMouseOver={(event) => onHover(labelUnder(event.target)?.span)}
        onFocus={() => undefined}
        onMouseLeave={() => onHover(undefined)}
        onClick={(event) => {
          const label = labelUnder(event.target);
          if (label) onPick(label.span);
        }}
        onKeyDown={move}
      >
        <div role="presentation" style={{ height: window.height }} className={styles.spacer}>
          <div role="presentation" style={{ transform: `translateY(${window.shift}px)` }}>
            {rows}
          </div>
        </div>
      </div>
    </div>
  );
}

/** What the columns are; for eyes alone, each row says the rest by itself. */
function TokenHead({ digits }: { digits: number }) {
  return (
    <div className={`${styles.row} ${styles.head}`} aria-hidden="true">
      <b>{"at".padEnd(digits)}</b>
      <span className={styles.bytes}>bytes</span>
      <span className={styles.level}>lv</span>
      <span className={styles.codePage}>cp</span>
      <span className={styles.token}>token</span>
      <span className={styles.what}>
        <span className={styles.name}>name</span>
        <span className={styles.value}>value</span>
      </span>
    </div>
  );
}

/** Where a key leads from a row; -1 is before the first. Undefined for a key the list does not take. */
function moved(key: string, from: number, count: number, page: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, from + 1);
    case "ArrowUp":
      return Math.max(0, from - 1);
    case "PageDown":
      return Math.min(last, Math.max(0, from) + page);
    case "PageUp":
      return Math.max(0, from - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/** A token lights up with any of its bytes. */
const touches = (token: Span, lit: Span | undefined): boolean =>
  lit !== undefined && token.start < lit.end && token.end > lit.start;

function shortBytes(bytes: PieceBytes, span: Span): string {
  const hex = (at: number) => (bytes.at(at) ?? 0).toString(16).padStart(2, "0");
  const length = span.end - span.start;
  if (length > 4) return `${hex(span.start)} … ${hex(span.end - 1)}`;
  return Array.from({ length }, (_, index) => hex(span.start + index)).join(" ");
}
