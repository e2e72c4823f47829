import { PieceText } from "@easel/codec/pieces";
import { useEffect, useMemo, useState } from "react";
import { type CodeEditorProps, LazyCodeEditor, type Theme } from "../../editor/index.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { replyLinks } from "../../model/reply-links.ts";
import { pin, point, selectionStore } from "../../model/selection-store.ts";
import type { TextHelp } from "../../model/text-help.ts";
import { useLinked } from "../../queries/use-linked.ts";
import { ProblemList } from "../request/problem-list.tsx";

export interface AnswerTextProps {
  read: ReadReply;
  text: string;
  theme: Theme;
  help?: TextHelp | undefined;
  notes?: boolean;
  /** What was picked in the outline. */
  goTo: CodeEditorProps["reveal"];
  onOutline: () => void;
  /** Where the cursor went, in the text. */
  onPlace?: (offset: number) => void;
  onCopyPath?: (offset: number) => void;
}

/** An answer's text in an editor that only reads: XML of WBXML, or what came. */
export function AnswerText(props: AnswerTextProps) {
  const { read, text, theme, help, notes, goTo, onOutline, onPlace, onCopyPath } = props;
  const [reveal, setReveal] = useState<CodeEditorProps["reveal"]>();
  useEffect(() => setReveal(goTo), [goTo]);
  const value = useMemo(() => PieceText.of(text), [text]);
  const links = useMemo(() => replyLinks(read, value), [read, value]);
  const linked = useLinked("reply", "xml", links.textOf);
  useEffect(() => {
    if (linked.reveal) setReveal(linked.reveal);
  }, [linked.reveal]);
  const markup = read.kind === "wbxml" || read.kind === "xml" || read.kind === "html" || read.document;
  return (
    <>
      <LazyCodeEditor
        label="Answer as XML, read only"
        language={markup ? "xml" : "plaintext"}
        value={value}
        theme={theme}
        readOnly
        {...(help && { help })}
        {...(notes !== undefined && { notes })}
        highlight={linked.highlight}
        reveal={reveal}
        onOutline={onOutline}
        {...(onCopyPath && { onCopyPath })}
        onCursor={(offset, clicked) => {
          onPlace?.(offset);
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
