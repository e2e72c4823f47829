import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { ChevronRight } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { countBytes, hexOffset, kindWords } from "../../model/byte-words.ts";
import { labelAt } from "../../model/hex-rows.ts";
import { inspectBytes, type Reading } from "../../model/inspect-bytes.ts";
import { messageSpanOf, placeInMessage } from "../../model/message-place.ts";
import type { WireMime } from "../../model/wire-message.ts";
import styles from "./byte-inspector.module.css";

const OPEN_KEY = "easel-inspector";

export interface ByteInspectorProps {
  bytes: PieceBytes;
  labels: ByteLabels;
  selected: Span | undefined;
  /** The message the bytes carry, if they do. */
  mime: WireMime | undefined;
}

/** One line on the selected bytes; opened, everything they can be read as. */
export function ByteInspector({ bytes, labels, selected, mime }: ByteInspectorProps) {
  const [open, setOpen] = useState(() => localStorage.getItem(OPEN_KEY) === "open");
  const id = useId();
  const span = useMemo(() => selected && clipped(selected, bytes.length), [selected, bytes]);
  const label = span && labelAt(labels, span.start);
  const toggle = () => {
    localStorage.setItem(OPEN_KEY, open ? "closed" : "open");
    setOpen(!open);
  };
  return (
    <section className={styles.box} aria-label="Byte inspector" data-testid="inspector">
      <button type="button" className={styles.bar} aria-expanded={open} aria-controls={id} onClick={toggle}>
        <ChevronRight size={13} aria-hidden="true" className={open ? styles.opened : ""} />
        <span className={styles.title}>Inspector</span>
        {span && (
          <>
            <span className={styles.fact}>
              {hexOffset(span.start)} <small>({span.start.toLocaleString("en")})</small>
            </span>
            <span className={styles.fact}>{countBytes(span.end - span.start)}</span>
            {label && <span className={styles.meaning}>{meaningOf(label)}</span>}
          </>
        )}
      </button>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section id={id} className={styles.panel} aria-label="Readings of the selected bytes" tabIndex={0}>
          {span ? (
            <Readings {...{ bytes, span, mime }} label={label} />
          ) : (
            <p className={styles.empty}>Click a token, drag over bytes or walk there by arrow keys: it is read here.</p>
          )}
        </section>
      )}
    </section>
  );
}

interface ReadingsProps {
  bytes: PieceBytes;
  span: Span;
  label: ByteLabel | undefined;
  mime: WireMime | undefined;
}

function Readings({ bytes, span, label, mime }: ReadingsProps) {
  const readings = useMemo(
    () => [...inspectBytes(bytes, span, label), ...readPlace(bytes, span, mime)],
    [bytes, span, label, mime],
  );
  return (
    <dl className={styles.readings}>
      {readings.map(({ name, value }) => (
        <div key={name} className={value.length > LONG ? styles.wide : ""}>
          <dt>{name}</dt>
          <dd title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Characters a reading may have to stand in one column. */
const LONG = 22;

function readPlace(bytes: PieceBytes, span: Span, mime: WireMime | undefined): Reading[] {
  const inMessage = mime && messageSpanOf(bytes, mime, span);
  if (!inMessage) return [];
  const { line, part, contentType, encoding, inHeaders, decoded } = placeInMessage(mime, inMessage);
  const where = inHeaders ? "headers" : `${contentType}, ${encoding}`;
  return [
    { name: "MIME", value: `line ${line}, ${part ? `part ${part}: ` : ""}${where}` },
    ...(decoded === undefined ? [] : [{ name: `From ${encoding}`, value: decoded }]),
  ];
}

const meaningOf = ({ kind, text }: ByteLabel): string => (kind === "tag" ? text : `${kindWords[kind]}: ${text}`);

function clipped({ start, end }: Span, length: number): Span | undefined {
  return start < length && end > start ? { start, end: Math.min(end, length) } : undefined;
}
