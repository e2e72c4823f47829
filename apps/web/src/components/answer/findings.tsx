import type { Span } from "@easel/codec/document";
import { type LinkedTree, linkTree } from "@easel/codec/incremental";
import type { Evidence, Finding } from "@easel/doctor/diagnosis";
import { announce } from "../../model/announcement-store.ts";
import type { Wire } from "../../model/build-wire.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { pin } from "../../model/selection-store.ts";
import { fixDraft } from "../../queries/fix-draft.ts";
import { FindingCard } from "./finding-card.tsx";
import styles from "./findings.module.css";

export interface FindingsProps {
  findings: readonly Finding[];
  wire: Wire;
  read?: ReadReply | undefined;
  endpoint: string;
  /** False when the draft has moved on: a fix made for other bytes must not be pressed. */
  fixable: boolean;
  /** True while these are about a draft of a moment ago: a fix made of it would undo what was typed since. */
  behind?: boolean;
}

/** What the doctor says, most helpful first. */
export function Findings({ findings, wire, read, endpoint, fixable, behind = false }: FindingsProps) {
  const fix = (finding: Finding) => {
    const edits = finding.fix;
    if (!edits) return;
    if (behind) {
      announce("The draft has just changed and is being read. Press again in a moment.");
      return;
    }
    fixDraft(edits, endpoint);
    // The button is gone with its finding; the keyboard goes on from the bench.
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.list} data-testid="findings">
      {findings.map((finding) => (
        <FindingCard
          key={`${finding.rule} ${JSON.stringify(finding.evidence)}`}
          finding={finding}
          onFix={fixable ? fix : undefined}
          onShow={(evidence) => show(evidence, wire, read)}
        />
      ))}
    </div>
  );
}

function show(evidence: Evidence, wire: Wire, read: ReadReply | undefined): void {
  if (evidence.kind === "url") document.querySelector<HTMLInputElement>('[data-testid="query"]')?.focus();
  const span = bytesOf(evidence, wire, evidence.side === "request" ? wire.tree : linkedReply(read));
  if (span) pin({ side: evidence.side, span, from: "finding" });
}

const linkedReply = (read: ReadReply | undefined): LinkedTree | undefined => read?.document && linkTree(read.document);

function bytesOf(evidence: Evidence, wire: Wire, tree: LinkedTree | undefined): Span | undefined {
  switch (evidence.kind) {
    case "bytes":
      return evidence.span;
    case "element":
      return evidence.span ?? tree?.bytesOfElement(evidence.path);
    case "mime": {
      const offset = wire.mime?.bodyOffset;
      return offset === undefined
        ? undefined
        : { start: offset + evidence.span.start, end: offset + evidence.span.end };
    }
    default:
      return undefined;
  }
}
