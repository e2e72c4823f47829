import type { ByteKind } from "@easel/codec/wbxml";
import { memo } from "react";
import kinds from "./byte-kinds.module.css";
import styles from "./token-list.module.css";

const MAX_INDENTED = 20;
/** What only frames the others. */
const quietKinds: readonly ByteKind[] = ["header", "page", "end"];

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
      className={`${styles.row} ${quietKinds.includes(props.kind) ? styles.quiet : ""} ${lit}`}
      title={titleOf(props)}
    >
      <b>{props.offset}</b>
      <code className={styles.bytes}>
        <span className={kinds[props.kind]}>{props.bytes}</span>
      </code>
      {page !== "" && (
        <>
          <span className={styles.level}>{level}</span>
          <span className={styles.codePage}>{page}</span>
          <span className={styles.token}>{token}</span>
        </>
      )}
      <span className={styles.what}>
        <span className={styles.name} style={{ paddingLeft: Math.min(level, MAX_INDENTED) * 12 }}>
          {name}
        </span>
        <span className={styles.value}>{value}</span>
      </span>
    </div>
  );
});

/** All columns, those included that there is no room for. */
function titleOf({ offset, level, page, token, name, value }: TokenRowProps): string {
  const what = [name, value].filter(Boolean).join(" ");
  return page === "" ? what : `${what}\n${token}, level ${level}, code page ${page}, offset 0x${offset}`;
}
