import type { ByteKind } from "@easel/codec/wbxml";
import { memo } from "react";
import type { HexWidth } from "../../model/hex-rows.ts";
import styles from "./hex-view.module.css";

/** A kind of byte as one letter, so that a row's kinds are one string. */
const letters: Record<ByteKind, string> = {
  header: "h",
  page: "p",
  tag: "t",
  text: "x",
  opaque: "o",
  end: "e",
  other: "-",
};
const kindOf = Object.fromEntries(Object.entries(letters).map(([kind, letter]) => [letter, kind]));

export const kindLetter = (kind: ByteKind): string => letters[kind];

/** Only what compares by value: a row that has not changed is not drawn again. */
export interface HexRowProps {
  /** Offset of the first byte. */
  offset: number;
  /** Digits offsets are written with. */
  digits: number;
  width: HexWidth;
  /** The bytes, two hex digits each. */
  hex: string;
  /** A letter for each byte. */
  kinds: string;
  /** Columns `[from, to)` that are selected, and under the pointer. */
  selectedFrom: number;
  selectedTo: number;
  hoveredFrom: number;
  hoveredTo: number;
}

export const HexRow = memo(function HexRow(props: HexRowProps) {
  const { offset, digits, width, hex, kinds } = props;
  const hexCells = [];
  const asciiCells = [];
  for (let column = 0; column < kinds.length; column++) {
    const digitsOfByte = hex.slice(column * 2, column * 2 + 2);
    const byte = Number.parseInt(digitsOfByte, 16);
    const kind = styles[kindOf[kinds[column] ?? "-"] ?? "other"];
    const isSelected = column >= props.selectedFrom && column < props.selectedTo;
    const isHovered = column >= props.hoveredFrom && column < props.hoveredTo;
    const lit = isSelected ? styles.selected : isHovered ? styles.hovered : "";
    hexCells.push(
      <i key={column} data-offset={offset + column} className={`${kind} ${lit} ${column === 8 ? styles.middle : ""}`}>
        {digitsOfByte}
      </i>,
    );
    asciiCells.push(
      <i key={column} data-offset={offset + column} className={`${kind} ${lit}`}>
        {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·"}
      </i>,
    );
  }
  return (
    <div className={styles.row}>
      <b>{offset.toString(16).padStart(digits, "0")}</b>
      <span className={width === 16 ? styles.hex16 : styles.hex8}>{hexCells}</span>
      <span className={styles.ascii}>{asciiCells}</span>
    </div>
  );
});
