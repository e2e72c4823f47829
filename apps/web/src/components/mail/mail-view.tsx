import type { Span } from "@easel/codec/document";
import { useState } from "react";
import type { Theme } from "../../editor/index.ts";
import type { MailPart, ReadMail } from "../../model/mail/read-mail.ts";
import { firstToRead } from "../../model/mail/read-part.ts";
import { readAnyMail } from "../../queries/read-mail.ts";
import { useRead } from "../../queries/use-read.ts";
import { ProblemList } from "../request/problem-list.tsx";
import styles from "./mail.module.css";
import { MailHeaders } from "./mail-headers.tsx";
import { PartList } from "./part-list.tsx";
import { PartView } from "./part-view.tsx";

interface MailViewProps {
  bytes: Uint8Array;
  theme: Theme;
  /** A place in the message; absent when its bytes do not stand in the answer as they are. */
  onShowBytes: ((span: Span) => void) | undefined;
}

/** A message as a person reads it: headers, parts, and one part's content. */
export function MailView({ bytes, theme, onShowBytes }: MailViewProps) {
  const reading = useRead(bytes, readAnyMail);
  if (reading.state === "reading") return <p className={styles.quiet}>Reading the message …</p>;
  if (reading.state === "failed")
    return <p className={styles.quiet}>The message could not be read: {reading.why} Hex and Raw show what came.</p>;
  return <ReadMailView bytes={bytes} mail={reading.value} theme={theme} onShowBytes={onShowBytes} />;
}

function ReadMailView({ bytes, mail, theme, onShowBytes }: MailViewProps & { mail: ReadMail }) {
  const [chosen, setChosen] = useState<MailPart>();
  const part = chosen ?? firstToRead(mail.all) ?? mail.root;
  return (
    <>
      <MailHeaders part={mail.root} {...(onShowBytes && { onShowBytes })} />
      {mail.problems.length > 0 && (
        <details className={styles.odd}>
          <summary>What is odd in it ({mail.problems.length})</summary>
          <ProblemList
            label="What is odd in the message"
            problems={mail.problems}
            onPick={({ span }) => span && onShowBytes?.(span)}
          />
        </details>
      )}
      {mail.all.length > 1 && <PartList parts={mail.all} chosen={part} onChoose={setChosen} />}
      <PartView
        key={part.id}
        message={bytes}
        part={part}
        all={mail.all}
        theme={theme}
        reveal={chosen !== undefined}
        {...(onShowBytes && { onShowBytes })}
      />
    </>
  );
}
