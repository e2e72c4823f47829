import type { Span } from "@easel/codec/document";
import { PieceBytes } from "@easel/codec/pieces";
import { outline } from "@easel/doctor/language";
import { Tabs } from "radix-ui";
import { useMemo, useState } from "react";
import type { CodeEditorProps, Theme } from "../../editor/index.ts";
import type { Wire } from "../../model/build-wire.ts";
import { type ReplyContent, replyContents } from "../../model/mail/reply-contents.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import { replyLabels } from "../../model/reply-labels.ts";
import type { Reply, RoundTrip } from "../../model/round-trip.ts";
import { pin } from "../../model/selection-store.ts";
import { useAction } from "../../queries/use-action.ts";
import { OutlineMenu } from "../common/outline-menu.tsx";
import { ContentsTab } from "../mail/contents-tab.tsx";
import { BytesView } from "../wire/bytes-view.tsx";
import styles from "./answer-pane.module.css";
import { AnswerXml } from "./answer-xml.tsx";
import { HeadersTable } from "./headers-table.tsx";
import { MissingText } from "./missing-text.tsx";
import { RawView } from "./raw-view.tsx";
import { TimingView } from "./timing-view.tsx";

/** The first tab is named for what it shows. */
const textTab: Partial<Record<ReadReply["kind"], string>> = {
  html: "HTML",
  json: "JSON",
  mime: "Source",
  text: "Text",
  binary: "Body",
  empty: "Body",
};

interface AnswerTabsProps {
  roundTrip: RoundTrip;
  reply: Reply;
  read: ReadReply;
  /** What was sent. */
  wire: Wire;
  theme: Theme;
}

/** The reply as text, bytes, headers and as it came. */
export function AnswerTabs({ roundTrip, reply, read, wire, theme }: AnswerTabsProps) {
  const bytes = useMemo(() => PieceBytes.of(read.bytes), [read]);
  const { labels, mime } = useMemo(() => replyLabels(read, bytes), [read, bytes]);
  const [tab, setTab] = useState("xml");
  const [listed, setListed] = useState(false);
  const contents = useMemo(() => replyContents(read), [read]);
  const [toFilter, setToFilter] = useState<object>();
  const [goTo, setGoTo] = useState<CodeEditorProps["reveal"]>();
  const { document } = read;
  useAction(
    "filter-answer",
    () => {
      setTab("xml");
      setToFilter({});
    },
    () => (document?.root ? undefined : "The answer is not a document of elements."),
  );
  const showBytes = (span: Span) => {
    setTab("hex");
    pin({ side: "reply", span, from: "mime" });
  };
  return (
    <Tabs.Root
      value={tab}
      onValueChange={setTab}
      className={`${styles.tabs} ${tab === "contents" ? styles.roomy : ""}`}
    >
      <div className={styles.tabBar}>
        <Tabs.List className={styles.list} aria-label="Parts of the answer">
          <Tabs.Trigger value="xml">{textTab[read.kind] ?? "XML"}</Tabs.Trigger>
          <Tabs.Trigger value="hex">Hex</Tabs.Trigger>
          {contents.length > 0 && (
            <Tabs.Trigger value="contents">
              {contentsTab(contents)} {contents.length > 1 && <small>{contents.length}</small>}
            </Tabs.Trigger>
          )}
          <Tabs.Trigger value="headers">
            Headers <small>{reply.headers.length}</small>
          </Tabs.Trigger>
          <Tabs.Trigger value="timing">Timing</Tabs.Trigger>
          <Tabs.Trigger value="raw">Raw</Tabs.Trigger>
        </Tabs.List>
        {document && !read.missing && tab === "xml" && (
          <OutlineMenu
            of="the answer"
            action="outline-answer"
            outline={() => outline(document)}
            onPick={({ target }) => setGoTo({ span: target, cursor: true })}
            open={listed}
            onOpenChange={setListed}
          />
        )}
      </div>
      <Tabs.Content value="xml" className={styles.panel}>
        {read.missing === "all" ? (
          <MissingText read={read} missing="all" />
        ) : (
          <AnswerXml
            read={read}
            url={wire.url}
            theme={theme}
            goTo={goTo}
            toFilter={toFilter}
            onOutline={() => document && setListed(true)}
          />
        )}
      </Tabs.Content>
      <Tabs.Content value="hex" className={styles.panel}>
        {read.bytes.length === 0 ? (
          <p className={styles.quiet}>The answer has no body.</p>
        ) : (
          <BytesView side="reply" bytes={bytes} labels={labels} isWbxml={document !== undefined} mime={mime} stacked />
        )}
      </Tabs.Content>
      {contents.length > 0 && (
        <Tabs.Content value="contents" className={styles.panel}>
          <ContentsTab contents={contents} theme={theme} onShowBytes={showBytes} />
        </Tabs.Content>
      )}
      <Tabs.Content value="headers" className={styles.panel}>
        <HeadersTable roundTrip={roundTrip} />
      </Tabs.Content>
      <Tabs.Content value="timing" className={`${styles.panel} ${styles.scrolls}`}>
        <TimingView roundTrip={roundTrip} asked={wire.tree?.document} answered={document} />
      </Tabs.Content>
      <Tabs.Content value="raw" className={styles.panel}>
        <RawView reply={reply} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The tab is named for what a person finds in it. */
function contentsTab(contents: readonly ReplyContent[]): string {
  const [first, ...others] = contents;
  if (first?.kind === "html" && others.length === 0) return "Page";
  return contents.every(({ kind }) => kind === "message") ? "Message" : "Contents";
}
