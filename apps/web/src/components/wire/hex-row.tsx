import type { ByteKind } from "@easel/codec/wbxml";
import { memo } from "react";
import type { HexWidth } from "../../model/hex-rows.ts";
import kinds from "./byte-kinds.module.css";
import styles from "./hex-view.module.css";

/** A kind of byte as one letter, so that a row's kinds are one string. */
const letters: Record<ByteKind, string> = {
  header: "h",
  page: "p",
  tag: "t",
  text: "x",
  opaque: "o",
  end: "e",
  other: "r",
};
const kindOf = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind]));

/** A byte's kind; in capitals where another token begins. */
export function kindLetter(kind: ByteKind, begins: boolean): string {
  return begins ? letters[kind].toUpperCase() : letters[kind];
}

/** Only what compares by value: a row that has not changed is not drawn again. */
export interface HexRowProps {
  /** Offset of the first byte. */
  offset: number;
  /** Digits offsets are written with. */
  digits: number;
  width: HexWidth;
  /** The bytes, two hex digits each. */
  hex: string;
  /** A `kindLetter` for each byte. */
  kinds: string;
  /** "x" for each byte that a search has found, else a space. */
  marks: string;
  /** Columns `[from, to)` that are selected, and under the pointer. */
  selectedFrom: number;
  selectedTo: number;
  hoveredFrom: number;
  hoveredTo: number;
  /** Column of the byte the keyboard stands on, -1 in all other rows. */
  caret: number;
}

/** Bytes of one token that look alike are one element: a browser lays out a few runs many times faster than cells. */
export const HexRow = memo(function HexRow(props: HexRowProps) {
  const { offset, digits, width, hex } = props;
  const hexRuns = [];
  const asciiRuns = [];
  for (let from = 0, to = 0; from < props.kinds.length; from = to) {
    to = endOfRun(props, from);
    const letter = props.kinds[from] ?? letters.other;
    const kind = kinds[kindOf.get(letter.toLowerCase()) ?? "other"];
    const isSelected = from >= props.selectedFrom && from < props.selectedTo;
    const isHovered = from >= props.hoveredFrom && from < props.hoveredTo;
    const lit = isSelected ? styles.selected : isHovered ? styles.hovered : "";
    const found = props.marks[from] === "x" ? styles.found : "";
    const looks = `${kind} ${lit} ${found} ${from === props.caret ? styles.caret : ""}`;
    let bytes = "";
    let text = "";
    for (let column = from; column < to; column++) {
      const pair = hex.slice(column * 2, column * 2 + 2);
      const byte = Number.parseInt(pair, 16);
      bytes += `${pair} `;
      text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
    }
    const place = { "data-offset": offset + from };
    hexRuns.push(
      <span {...place} key={from} className={`${looks} ${from === 8 ? styles.middle : ""}`}>
        {bytes}
      </span>,
    );
    asciiRuns.push(
      <span {...place} key={from} className={looks}>
        {text}
      </span>,
    );
  }
  return (
    <div className={styles.row}>
      <b>{offset.toString(16).padStart(digits, "0")}</b>
      <span className={width === 16 ? styles.hex16 : styles.hex8}>{hexRuns}</span>
      <span>{asciiRuns}</span>
    </div>
  );
});

/** A run ends where a token begins, in the middle of the row, and where its look changes. */
function endOfRun(props: HexRowProps, from: number): number {
  const { kinds, marks, selectedFrom, selectedTo, hoveredFrom, hoveredTo, caret } = props;
  const edges = [8, selectedFrom, selectedTo, hoveredFrom, hoveredTo, caret, caret + 1];
  let to = from + 1;
  while (
    to < kinds.length &&
    kinds[to] === kinds[from]?.toLowerCase() &&
    marks[to] === marks[from] &&
    !edges.includes(to)
  )
    to++;
  return to;
}
