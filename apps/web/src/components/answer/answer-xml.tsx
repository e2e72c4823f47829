import type { CodeEditorProps, Theme } from "../../editor/index.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { AnswerDocument } from "./answer-document.tsx";
import { AnswerText } from "./answer-text.tsx";
import styles from "./answer-xml.module.css";

const emptyWords: Partial<Record<ReadReply["kind"], string>> = {
  empty: "The answer has no body.",
  binary: "This is not WBXML, XML or text. The Hex tab shows the bytes.",
};

export interface AnswerXmlProps {
  read: ReadReply;
  /** Where it came from; ids are named by what that server has answered. */
  url: string;
  theme: Theme;
  /** What was picked in the outline. */
  goTo: CodeEditorProps["reveal"];
  /** Another object puts the keyboard into the filter. */
  toFilter: object | undefined;
  onOutline: () => void;
}

/** The decoded answer: XML of WBXML as text or tree, or the text as it came for anything else readable. */
export function AnswerXml({ read, url, theme, goTo, toFilter, onOutline }: AnswerXmlProps) {
  const words = emptyWords[read.kind];
  if (read.document?.root && !words) {
    const { document } = read;
    return <AnswerDocument {...{ read, document, url, theme, goTo, toFilter, onOutline }} />;
  }
  const text = read.xml ?? read.text;
  if (text === undefined || words)
    return <p className={styles.empty}>{words ?? "There is nothing to show as text."}</p>;
  return <AnswerText read={read} text={text} theme={theme} goTo={goTo} onOutline={onOutline} />;
}
