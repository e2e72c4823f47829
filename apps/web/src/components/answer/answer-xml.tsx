import { PieceText } from "@easel/codec/pieces";
import { useEffect, useMemo, useState } from "react";
import { type CodeEditorProps, LazyCodeEditor, type Theme } from "../../editor/index.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { replyHelp } from "../../model/reply-help.ts";
import { replyLinks } from "../../model/reply-links.ts";
import { pin, point, selectionStore } from "../../model/selection-store.ts";
import { useLinked } from "../../queries/use-linked.ts";
import { ProblemList } from "../request/problem-list.tsx";
import styles from "./answer-xml.module.css";

const emptyWords: Partial<Record<ReadReply["kind"], string>> = {
  empty: "The answer has no body.",
  binary: "This is not WBXML, XML or text. The Hex tab shows the bytes.",
};

/** The decoded answer as text: XML of WBXML, or the text as it came for anything else readable. */
export function AnswerXml({
  read,
  theme,
  goTo,
  onOutline,
}: {
  read: ReadReply;
  theme: Theme;
  /** What was picked in the outline. */
  goTo: CodeEditorProps["reveal"];
  onOutline: () => void;
}) {
  const [reveal, setReveal] = useState<CodeEditorProps["reveal"]>();
  useEffect(() => setReveal(goTo), [goTo]);
  const help = useMemo(() => replyHelp(read.document), [read]);
  const words = emptyWords[read.kind];
  const text = read.xml ?? read.text;
  const value = useMemo(() => PieceText.of(text ?? ""), [text]);
  const links = useMemo(() => replyLinks(read, value), [read, value]);
  const linked = useLinked("reply", "xml", links.textOf);
  useEffect(() => {
    if (linked.reveal) setReveal(linked.reveal);
  }, [linked.reveal]);
  if (text === undefined || words)
    return <p className={styles.empty}>{words ?? "There is nothing to show as text."}</p>;
  const markup = read.kind === "wbxml" || read.kind === "xml" || read.kind === "html";
  return (
    <>
      <LazyCodeEditor
        label="Answer as XML, read only"
        language={markup ? "xml" : "plaintext"}
        value={value}
        theme={theme}
        readOnly
        {...(help && { help })}
        highlight={linked.highlight}
        reveal={reveal}
        onOutline={onOutline}
        onCursor={(offset, clicked) => {
          if (!clicked && selectionStore.getState().pinned?.side !== "reply") return;
          const span = links.bytesOf(offset);
          if (span) pin({ side: "reply", span, from: "xml" });
        }}
        onPoint={(offset) => point("reply", "xml", offset === undefined ? undefined : links.bytesOf(offset))}
      />
      <ProblemList
        label="Problems of the answer"
        problems={read.problems}
        onPick={({ span }) => {
          const at = span && links.textOf(span);
          if (at) setReveal({ span: at });
        }}
      />
    </>
  );
}
