import type { Severity } from "@easel/codec/problem";
import { ChevronRight, CircleAlert, Info, TriangleAlert } from "lucide-react";
import { memo } from "react";
import styles from "./answer-tree.module.css";

const MAX_INDENTED = 16;
const INDENT = 14;
/** Characters of a value that are never cut. */
const SHORT_VALUE = 6;
const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** Only what compares by value: a row that has not changed is not drawn again. */
export interface TreeRowProps {
  id: string;
  index: number;
  depth: number;
  name: string;
  value: string;
  note: string;
  isFault: boolean;
  severity: Severity | undefined;
  problem: string;
  /** Undefined when nothing stands inside. */
  isOpen: boolean | undefined;
  /** Place among its siblings from 1, and how many they are. */
  place: number;
  of: number;
  isSelected: boolean;
  isHovered: boolean;
  /** The filter asked for it, not only for what is in it. */
  isHit: boolean;
}

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { name, value, note, isOpen, severity } = props;
  const Icon = severity && icons[severity];
  const looks = [
    styles.row,
    props.isSelected ? styles.selected : props.isHovered ? styles.hovered : "",
    props.isHit ? styles.hit : "",
  ];
  return (
    <div
      id={props.id}
      data-index={props.index}
      role="treeitem"
      aria-level={props.depth + 1}
      aria-posinset={props.place}
      aria-setsize={props.of}
      aria-selected={props.isSelected}
      aria-expanded={isOpen}
      // -1: the tree is one stop for Tab.
      tabIndex={-1}
      className={looks.join(" ")}
      style={{ paddingInlineStart: 8 + Math.min(props.depth, MAX_INDENTED) * INDENT }}
    >
      <span className={styles.twisty} data-twisty={isOpen === undefined ? undefined : ""} aria-hidden="true">
        {isOpen !== undefined && <ChevronRight size={13} className={isOpen ? styles.opened : ""} />}
      </span>
      <span className={styles.name}>{name}</span>
      <span className={`${styles.value} ${value.length > SHORT_VALUE ? styles.long : ""}`} title={value}>
        {value}
      </span>
      {note !== "" && (
        <span className={`${styles.note} ${props.isFault ? styles.fault : ""}`} title={note}>
          {note}
        </span>
      )}
      {Icon && (
        <span className={`${styles.problem} ${styles[severity]}`} title={props.problem}>
          <Icon size={13} aria-hidden="true" />
          <span className="visually-hidden">
            {severity}: {props.problem}
          </span>
        </span>
      )}
    </div>
  );
});
