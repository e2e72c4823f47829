import type { Span } from "@easel/codec/document";
import { useState } from "react";
import type { Theme } from "../../editor/index.ts";
import { textOfBytes } from "../../model/mail/read-part.ts";
import type { ReplyContent } from "../../model/mail/reply-contents.ts";
import { Choice } from "../common/choice.tsx";
import { FileCard } from "./file-card.tsx";
import { HtmlView } from "./html-view.tsx";
import styles from "./mail.module.css";
import { MailView } from "./mail-view.tsx";

interface ContentsTabProps {
  contents: readonly ReplyContent[];
  theme: Theme;
  onShowBytes: (span: Span) => void;
}

/** The mail, pages and files of an answer, one at a time, read as what they are. */
export function ContentsTab({ contents, theme, onShowBytes }: ContentsTabProps) {
  const [chosen, setChosen] = useState("0");
  const content = contents[Number(chosen)] ?? contents[0];
  if (!content) return null;
  return (
    <div className={styles.tab} data-testid="contents">
      <div className={styles.bar}>
        {contents.length > 1 && (
          <Choice
            label="Content"
            value={chosen}
            onChoose={setChosen}
            shown={`${Number(chosen) + 1} of ${contents.length}: ${shortened(content.title)}`}
            options={contents.map((each, index) => ({
              value: String(index),
              label: `${index + 1}. ${shortened(each.title)}`,
              note: noteOf(each),
            }))}
          />
        )}
        <span className={styles.note}>{noteOf(content)}</span>
      </div>
      <Content key={chosen} content={content} theme={theme} onShowBytes={onShowBytes} />
    </div>
  );
}

function Content({ content, theme, onShowBytes }: Omit<ContentsTabProps, "contents"> & { content: ReplyContent }) {
  const { kind, bytes, span, contentType } = content;
  if (kind === "message") {
    const shift = span?.start;
    const show = (inner: Span) =>
      shift !== undefined && onShowBytes({ start: shift + inner.start, end: shift + inner.end });
    return <MailView bytes={bytes} theme={theme} onShowBytes={shift === undefined ? undefined : show} />;
  }
  if (kind === "html") {
    return <HtmlView html={content.text ?? textOfBytes(bytes)} theme={theme} picture={noPicture} />;
  }
  return <FileCard bytes={bytes} contentType={contentType} {...(span && { onShowBytes: () => onShowBytes(span) })} />;
}

const noPicture = () => undefined;
const MAX_TITLE = 60;
const shortened = (title: string): string => (title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title);

const kindWords = { message: "message", html: "HTML", text: "text", file: "file" } as const;
const noteOf = ({ kind, notes, bytes }: ReplyContent): string =>
  [kindWords[kind], `${bytes.length.toLocaleString("en")} bytes`, ...notes].join(" · ");
