import type { Evidence, Finding } from "@easel/doctor/diagnosis";
import { CircleAlert, Info, TriangleAlert, Wrench } from "lucide-react";
import { useState } from "react";
import { Button } from "../common/button.tsx";
import styles from "./finding-card.module.css";

export interface FindingCardProps {
  finding: Finding;
  onFix?: ((finding: Finding) => void) | undefined;
  onShow: (evidence: Evidence) => void;
}

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** Places named at once: the first says what is meant, and the answer itself is not pushed off the page. */
const FIRST_PLACES = 2;

/** One explanation: what, why, what to do, where, and the fix where there is one. */
export function FindingCard({ finding, onFix, onShow }: FindingCardProps) {
  const Icon = icons[finding.severity];
  const [whole, setWhole] = useState(false);
  const shown = whole ? finding.evidence : finding.evidence.slice(0, FIRST_PLACES);
  const hidden = finding.evidence.length - shown.length;
  return (
    <article className={`${styles.card} ${styles[finding.severity]}`} data-rule={finding.rule} tabIndex={-1}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.body}>
        <h3>
          <span className="visually-hidden">{finding.severity}: </span>
          {withCode(finding.title)}
        </h3>
        <p>{withCode(finding.explanation)}</p>
        {finding.advice && <p className={styles.advice}>{withCode(finding.advice)}</p>}
        <div className={styles.foot}>
          {finding.fix && onFix && (
            <Button look="primary" size="small" data-fix onClick={() => onFix(finding)}>
              <Wrench size={13} aria-hidden="true" />
              {finding.fixLabel ?? "Fix it"}
            </Button>
          )}
          {shown.map((evidence) => (
            <Place key={JSON.stringify(evidence)} evidence={evidence} onShow={onShow} />
          ))}
          {hidden > 0 && (
            <button type="button" className={styles.more} onClick={() => setWhole(true)}>
              {hidden} more {hidden === 1 ? "place" : "places"}
            </button>
          )}
          {finding.spec && (
            <span className={styles.spec}>
              {finding.spec.document} {finding.spec.section}
            </span>
          )}
        </div>
      </div>
    </article>
  );
}

function Place({ evidence, onShow }: { evidence: Evidence; onShow: (evidence: Evidence) => void }) {
  const words = evidenceWords(evidence);
  if (evidence.kind === "header" || evidence.kind === "status") return <span className={styles.place}>{words}</span>;
  const short = inShort(words);
  return (
    <button
      type="button"
      className={styles.evidence}
      onClick={() => onShow(evidence)}
      {...(short !== words && { "aria-label": words, title: words })}
    >
      {short}
    </button>
  );
}

/** The end of a long path: what is meant stands there. */
function inShort(words: string): string {
  const parts = words.split("/");
  return words.length > LONG && parts.length > 4 ? `…/${parts.slice(-3).join("/")}` : words;
}

const LONG = 56;

function evidenceWords(evidence: Evidence): string {
  const side = evidence.side === "reply" ? "answer " : "";
  switch (evidence.kind) {
    case "url":
      return `URL: ${evidence.part}`;
    case "header":
      return `${side}header ${evidence.name}`;
    case "status":
      return "HTTP status";
    case "bytes":
      return evidence.span.end - evidence.span.start > 1
        ? `${side}bytes ${hex(evidence.span.start)}–${hex(evidence.span.end - 1)}`
        : `${side}byte ${hex(evidence.span.start)}`;
    case "element":
      return `${side}${evidence.path}`;
    case "mime":
      return `MIME line ${evidence.line}`;
  }
}

const hex = (offset: number): string => offset.toString(16).padStart(4, "0");

/** Sentences may quote code between backticks or as `<Tag>`; both read better set as code. */
function withCode(text: string) {
  return text.split(/(`[^`]+`|<\/?[A-Za-z][\w:]*\/?>)/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence have no identity beside their place
    return <code key={index}>{piece.startsWith("`") ? piece.slice(1, -1) : piece}</code>;
  });
}
