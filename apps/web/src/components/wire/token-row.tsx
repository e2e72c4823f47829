import type { ByteKind } from "@easel/codec/wbxml";
import { memo } from "react";
import styles from "./token-list.module.css";

const MAX_INDENTED = 20;

/** Only what compares by value: a row that has not changed is not drawn again. */
export interface TokenRowProps {
  id: string;
  index: number;
  /** The first byte's offset, and what is shown of the bytes. */
  offset: string;
  bytes: string;
  kind: ByteKind;
  level: number;
  text: string;
  isSelected: boolean;
  isHovered: boolean;
}

export const TokenRow = memo(function TokenRow(props: TokenRowProps) {
  const lit = props.isSelected ? styles.selected : props.isHovered ? styles.hovered : "";
  return (
    <div
      id={props.id}
      data-index={props.index}
      role="option"
      aria-selected={props.isSelected}
      // -1: the list is one stop for Tab.
      tabIndex={-1}
      className={`${styles.row} ${styles[props.kind]} ${lit}`}
      title={props.text}
    >
      <b>{props.offset}</b>
      <code>{props.bytes}</code>
      <span style={{ paddingLeft: Math.min(props.level, MAX_INDENTED) * 12 }}>{props.text}</span>
    </div>
  );
});
