import type { ReactNode } from "react";
import { useState } from "react";
import type { ListRow, TreeDifference } from "../../model/compare/index.ts";
import { Button } from "../common/button.tsx";
import styles from "./difference-tables.module.css";

/** Names with their values on both sides; those that are the same are shown when asked for. */
export function ListTable({ title, rows }: { title: string; rows: readonly ListRow[] }) {
  const [all, setAll] = useState(false);
  const same = rows.filter((row) => row.same).length;
  const shown = all ? rows : rows.filter((row) => !row.same);
  return (
    <Block
      title={title}
      note={note(rows.length - same, same)}
      actions={
        same > 0 && (
          <Button look="quiet" size="small" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? "Only what differs" : `Show the ${same} that ${same === 1 ? "is" : "are"} the same`}
          </Button>
        )
      }
    >
      {shown.length > 0 && (
        <Table>
          {shown.map(({ name, a, b, same: isSame }) => (
            <Row
              key={name}
              name={name}
              a={a.join("\n")}
              b={b.join("\n")}
              lacksA={a.length === 0}
              lacksB={b.length === 0}
              same={isSame}
            />
          ))}
        </Table>
      )}
    </Block>
  );
}

const kinds: Partial<Record<TreeDifference["kind"], string>> = {
  order: "other order",
  root: "another document",
};

export function ElementTable({ title, differences, total }: ElementTableProps) {
  const left = total - differences.length;
  return (
    <Block title={title} note={total === 0 ? "nothing differs" : countOf(total)}>
      {differences.length > 0 && (
        <Table>
          {differences.map(({ path, kind, a, b, forms }) => (
            <Row
              key={`${kind} ${path}`}
              name={path}
              kind={forms ? `${forms[0]} in A, ${forms[1]} in B` : kinds[kind]}
              a={a ?? ""}
              b={b ?? ""}
              lacksA={a === undefined}
              lacksB={b === undefined}
            />
          ))}
        </Table>
      )}
      {left > 0 && <p className={styles.more}>{left.toLocaleString("en")} more are not listed.</p>}
    </Block>
  );
}

interface ElementTableProps {
  title: string;
  differences: readonly TreeDifference[];
  total: number;
}

const note = (differing: number, same: number): string =>
  differing === 0 ? (same === 0 ? "none" : "nothing differs") : countOf(differing);

const countOf = (differing: number): string => (differing === 1 ? "1 differs" : `${differing} differ`);

interface BlockProps {
  title: string;
  note: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Block({ title, note, actions, children }: BlockProps) {
  return (
    <section className={styles.block} aria-label={title}>
      <header>
        <h4>{title}</h4>
        <span>{note}</span>
        {actions}
      </header>
      {children}
    </section>
  );
}

function Table({ children }: { children: ReactNode }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">A</th>
          <th scope="col">B</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  name: string;
  kind?: string | undefined;
  a: string;
  b: string;
  lacksA: boolean;
  lacksB: boolean;
  same?: boolean;
}

function Row({ name, kind, a, b, lacksA, lacksB, same = false }: RowProps) {
  return (
    <tr data-same={same}>
      <th scope="row">
        {name}
        {kind !== undefined && <small>{kind}</small>}
      </th>
      <Value side="A" text={a} lacks={lacksA} />
      <Value side="B" text={b} lacks={lacksB} />
    </tr>
  );
}

function Value({ side, text, lacks }: { side: "A" | "B"; text: string; lacks: boolean }) {
  return (
    <td data-side={side} className={lacks || text === "" ? styles.absent : undefined}>
      {lacks ? "not there" : text === "" ? "empty" : text}
    </td>
  );
}
