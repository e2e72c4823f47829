import type { FoundStatus } from "@easel/doctor/diagnosis";
import { httpStatusMeaning } from "@easel/doctor/knowledge";
import { type ReactNode, useMemo } from "react";
import type { ReadReply } from "../../model/read-reply.ts";
import { replyStatus } from "../../model/reply-status.ts";
import type { Reply, RoundTrip } from "../../model/round-trip.ts";
import { Badge, type Tone } from "../common/badge.tsx";
import styles from "./answer-status.module.css";

export interface AnswerStatusProps {
  roundTrip: RoundTrip;
  read: ReadReply | undefined;
  /** What can be done with the answer, under its status. */
  children?: ReactNode;
}

/** The status line with its meaning, size and time; or why there is none. */
export function AnswerStatus({ roundTrip, read, children }: AnswerStatusProps) {
  const { reply, problem } = roundTrip;
  // A long answer has ten thousand elements to look through.
  const inner = useMemo(() => replyStatus(read?.document), [read?.document]);
  if (!reply) {
    return (
      <div className={styles.status} data-testid="status" role="status">
        <div className={styles.pills}>
          <Badge tone="bad">No answer</Badge>
        </div>
        <p className={styles.title}>{problem?.message ?? "The connection ended without an answer."}</p>
        <WhatToDo problem={problem} />
      </div>
    );
  }
  const facts = [
    ...(inner?.meaning?.name && inner.outcome !== "ok" ? [inner.meaning.name] : []),
    `${roundTrip.durationMs.toLocaleString("en")} ms`,
    `${reply.body.length.toLocaleString("en")} bytes`,
    ...(read?.notes.map((note) => note.message) ?? []),
  ];
  return (
    <div className={styles.status} data-testid="status" role="status">
      <div className={styles.pills}>
        <Badge tone={httpTone(reply.status)}>
          HTTP {reply.status} {reply.reason}
        </Badge>
        {inner && <Badge tone={statusTone(inner)}>Status {inner.code}</Badge>}
        {reply.ended !== "complete" && <Badge tone="bad">cut short</Badge>}
      </div>
      <div>
        <p className={styles.title}>{titleOf(reply, inner)}</p>
        <p className={styles.detail}>{facts.join(" · ")}</p>
        {problem && <p className={styles.problem}>{problem.message}</p>}
        <WhatToDo problem={problem} />
      </div>
      {children}
    </div>
  );
}

/** What to do about a failure, and its line in the log for whoever runs the proxy. */
function WhatToDo({ problem }: { problem: RoundTrip["problem"] }) {
  return (
    <>
      {problem?.advice && <p className={styles.detail}>{problem.advice}</p>}
      {problem?.requestId && <p className={styles.detail}>Request {problem.requestId} in the proxy's log.</p>}
    </>
  );
}

function titleOf({ status, body }: Reply, inner: FoundStatus | undefined): string {
  if (inner && inner.outcome !== "ok") return inner.meaning?.meaning ?? `Status ${inner.code}`;
  if (status === 200) return body.length === 0 ? "Accepted, with an empty answer" : "Answered";
  // The name stands in the badge already; the first sentence of the meaning says what it comes to.
  return httpStatusMeaning(status)?.meaning.split(/(?<=\.) /)[0] ?? `HTTP ${status}`;
}

const statusTone = ({ outcome }: FoundStatus): Tone =>
  outcome === "ok" ? "ok" : outcome === "failure" ? "bad" : "warn";
const httpTone = (status: number): Tone => (status < 300 ? "ok" : status < 400 ? "warn" : "bad");
