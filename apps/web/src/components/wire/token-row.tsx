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
  /** `21 ComposeMail`; both empty where the bytes are not WBXML. */
  page: string;
  token: string;
  name: string;
  value: string;
  isSelected: boolean;
  isHovered: boolean;
}

export const TokenRow = memo(function TokenRow(props: TokenRowProps) {
  const { level, page, token, name, value } = props;
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
      title={titleOf(props)}
    >
      <b>{props.offset}</b>
      <code>{props.bytes}</code>
      {page !== "" && (
        <>
          <span className={styles.level}>{level}</span>
          <span className={styles.codePage}>{page}</span>
          <span className={styles.token}>{token}</span>
        </>
      )}
      <span className={styles.what} style={{ paddingLeft: Math.min(level, MAX_INDENTED) * 12 }}>
        {name !== "" && <span className={styles.name}>{name}</span>}
        {value !== "" && <span className={styles.value}>{value}</span>}
      </span>
    </div>
  );
});

/** All columns, those included that there is no room for. */
function titleOf({ offset, level, page, token, name, value }: TokenRowProps): string {
  const what = [name, value].filter(Boolean).join(" ");
  return page === "" ? what : `${what}\n${token}, level ${level}, code page ${page}, offset 0x${offset}`;
}
