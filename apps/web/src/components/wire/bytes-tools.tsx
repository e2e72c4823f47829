import type { Span } from "@easel/codec/document";
import type { PieceBytes } from "@easel/codec/pieces";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { countBytes, hexOffset } from "../../model/byte-words.ts";
import { type FindKind, type Found, nextFound, readOffset } from "../../model/find-bytes.ts";
import { useAction } from "../../queries/use-action.ts";
import { Choice, type Option } from "../common/choice.tsx";
import { HitSteps } from "../common/hit-steps.tsx";
import styles from "./bytes-tools.module.css";
import { CopyMenu } from "./copy-menu.tsx";

/** What the field asks for. */
export interface Query {
  kind: FindKind | "offset";
  wanted: string;
}

export interface BytesToolsProps {
  bytes: PieceBytes;
  /** Elements can be looked for: the bytes are WBXML. */
  hasElements: boolean;
  query: Query;
  found: Found;
  selected: Span | undefined;
  input: RefObject<HTMLInputElement | null>;
  narrow: boolean;
  onQuery: (query: Query) => void;
  onGo: (span: Span) => void;
  /** The person is done here: the bytes get the focus. */
  onLeave: () => void;
}

const kinds: readonly Option<Query["kind"]>[] = [
  { value: "text", label: "Text", note: "A to Z in either case" },
  { value: "hex", label: "Hex", note: "03 01 6a" },
  { value: "element", label: "Element", note: "Mime, or a path: Collection/Class" },
  { value: "offset", label: "Offset", note: "Go to 26 or 0x1a" },
];

const placeholders: Record<Query["kind"], string> = {
  text: "Find text",
  hex: "Find 03 01 6a",
  element: "Find Mime or Collection/Class",
  offset: "Go to 26 or 0x1a",
};

/** The row above the bytes: find, go to an offset, copy. */
export function BytesTools(props: BytesToolsProps) {
  const { bytes, hasElements, query, found, selected, input, narrow, onQuery, onGo, onLeave } = props;
  const { kind, wanted } = query;
  const waiting = useRef<1 | -1>(null);
  const offset = kind === "offset" ? readOffset(wanted) : undefined;

  const step = (by: 1 | -1) => {
    // Enter pressed before the search has come to an end is not lost.
    if (found.searching) {
      waiting.current = by;
      return;
    }
    const from = selected ? selected.start + (by === 1 ? 1 : 0) : 0;
    const span = found.spans[nextFound(found.spans, from, by)];
    if (span) onGo(span);
  };

  useEffect(() => {
    const by = waiting.current;
    if (by === null || found.searching) return;
    waiting.current = null;
    const span = found.spans[nextFound(found.spans, selected ? selected.start : 0, by)];
    if (span) onGo(span);
  }, [found, selected, onGo]);

  const whyNoHit = () =>
    kind !== "offset" && wanted.trim() !== "" ? undefined : "Look for something in the bytes first.";
  useAction("next-hit", () => step(1), whyNoHit);
  useAction("previous-hit", () => step(-1), whyNoHit);

  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onLeave();
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (kind !== "offset") step(event.shiftKey ? -1 : 1);
    else if (offset !== undefined && offset < bytes.length) onGo({ start: offset, end: offset + 1 });
  };

  return (
    <search className={styles.bar} aria-label="Find in the bytes">
      <Choice
        label="Look for"
        size="small"
        value={kind}
        options={hasElements ? kinds : kinds.filter(({ value }) => value !== "element")}
        onChoose={(next) => onQuery({ kind: next, wanted: "" })}
      />
      <input
        ref={input}
        className={styles.input}
        aria-label={kind === "offset" ? "Offset to go to" : `Find ${kind} in the bytes`}
        placeholder={placeholders[kind]}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={wanted}
        onChange={(event) => onQuery({ kind, wanted: event.target.value })}
        onKeyDown={press}
      />
      <HitSteps
        said={
          wanted.trim() === "" ? "" : kind === "offset" ? sayOffset(offset, bytes.length) : sayFound(found, selected)
        }
        testId="found"
        disabled={found.spans.length === 0}
        onStep={kind === "offset" ? undefined : step}
        previous={{ "aria-label": "Previous place", title: "Previous (Shift+Enter)" }}
        next={{ "aria-label": "Next place", title: "Next (Enter)" }}
      />
      <span className={styles.end}>
        <CopyMenu bytes={bytes} selected={selected} short={narrow} />
      </span>
    </search>
  );
}

function sayFound({ spans, searching, more, fault }: Found, selected: Span | undefined): string {
  if (fault) return fault;
  if (searching) return "searching …";
  if (spans.length === 0) return "not found";
  const count = `${spans.length.toLocaleString("en")}${more ? "+" : ""}`;
  const index = selected ? nextFound(spans, selected.start, 1) : -1;
  const at = spans[index];
  return at && at.start === selected?.start && at.end === selected.end
    ? `${(index + 1).toLocaleString("en")} of ${count}`
    : `${count} found`;
}

function sayOffset(offset: number | undefined, length: number): string {
  if (offset === undefined) return "A number, or 0x and hex digits";
  return offset < length ? hexOffset(offset) : `There are ${countBytes(length)}`;
}
