import type { Finding } from "@easel/doctor/diagnosis";
import { useMemo } from "react";
import { announce } from "../../model/announcement-store.ts";
import type { Wire } from "../../model/build-wire.ts";
import { evidenceBytes } from "../../model/evidence-bytes.ts";
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
    // What was pinned counts in the bytes as they were.
    pin(undefined);
    // The button is gone with its finding; the keyboard goes on from the bench.
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  };
  const bytesOf = useMemo(() => evidenceBytes(wire, read), [wire, read]);
  return (
    <div className={styles.list} data-testid="findings">
      {findings.map((finding) => (
        <FindingCard
          key={`${finding.rule} ${JSON.stringify(finding.evidence)}`}
          finding={finding}
          onFix={fixable ? fix : undefined}
          bytesOf={bytesOf}
        />
      ))}
    </div>
  );
}
