import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { type ByteDifference, nextDifference } from "../../model/compare/index.ts";
import { useNarrow } from "../../queries/use-theme.ts";
import { Button } from "../common/button.tsx";
import styles from "./byte-diff.module.css";
import { Block } from "./difference-tables.tsx";

/** Rows shown at a time. */
const ROWS = 12;

interface ByteDiffProps {
  title: string;
  a: Uint8Array;
  b: Uint8Array;
  difference: ByteDifference;
}

/** The bytes of both around a difference, at the same offsets; from one difference to the next by a press. */
export function ByteDiff({ title, a, b, difference }: ByteDiffProps) {
  const narrow = useNarrow();
  const width = narrow ? 8 : 16;
  const { first } = difference;
  const [shown, setShown] = useState({ a, b, at: first ?? 0 });
  // Another pair begins at its own first difference.
  const at = shown.a === a && shown.b === b ? shown.at : (first ?? 0);
  const start = Math.max(0, Math.floor(at / width) - 2) * width;
  const end = start + ROWS * width;
  const next = nextDifference(a, b, end);
  const offsets = Array.from({ length: ROWS }, (_, row) => start + row * width).filter(
    (offset) => offset < Math.max(a.length, b.length),
  );
  return (
    <Block
      title={title}
      note={noteOf(difference)}
      actions={
        first !== undefined && (
          <Button
            look="quiet"
            size="small"
            onClick={() => setShown({ a, b, at: next ?? first })}
            disabled={next === undefined && start <= first}
          >
            <ChevronDown size={13} aria-hidden="true" /> {next === undefined ? "First difference" : "Next difference"}
          </Button>
        )
      }
    >
      {first !== undefined && (
        <div className={styles.rows} data-testid="byte-diff">
          {offsets.map((offset) => (
            <div key={offset} className={styles.row}>
              <b>{offset.toString(16).padStart(6, "0")}</b>
              <Cells side="A" bytes={a} other={b} offset={offset} width={width} />
              <Cells side="B" bytes={b} other={a} offset={offset} width={width} />
            </div>
          ))}
        </div>
      )}
    </Block>
  );
}

function noteOf({ first, differing, lengths: [a, b] }: ByteDifference): string {
  const length =
    a === b ? `${a.toLocaleString("en")} bytes` : `${a.toLocaleString("en")} and ${b.toLocaleString("en")} bytes`;
  if (first === undefined) return `${length}, the same`;
  if (a === 0 || b === 0)
    return `${Math.max(a, b).toLocaleString("en")} bytes in ${a > b ? "A" : "B"}, none in ${a > b ? "B" : "A"}`;
  const extra = Math.abs(a - b);
  const counted = `${differing.toLocaleString("en")} of those at the same offset differ`;
  const longer = extra > 0 ? `, ${extra.toLocaleString("en")} more in ${a > b ? "A" : "B"}` : "";
  return `${length}; other from 0x${first.toString(16)} on, ${counted}${longer}`;
}

interface CellsProps {
  side: "A" | "B";
  bytes: Uint8Array;
  other: Uint8Array;
  offset: number;
  width: number;
}

/** Bytes that are alike beside each other are one piece of text. */
function Cells({ side, bytes, other, offset, width }: CellsProps) {
  const runs: { text: string; differs: boolean; at: number }[] = [];
  for (let at = offset; at < Math.min(offset + width, bytes.length); at++) {
    const differs = bytes[at] !== other[at];
    const text = `${(bytes[at] ?? 0).toString(16).padStart(2, "0")} `;
    const last = runs.at(-1);
    if (last && last.differs === differs) last.text += text;
    else runs.push({ text, differs, at });
  }
  return (
    <span className={styles.cells} data-side={side}>
      {runs.map(({ text, differs, at }) => (differs ? <mark key={at}>{text}</mark> : <i key={at}>{text}</i>))}
    </span>
  );
}
