import { PieceBytes } from "@easel/codec/pieces";
import { outline } from "@easel/doctor/language";
import { Tabs } from "radix-ui";
import { useMemo, useState } from "react";
import type { CodeEditorProps, Theme } from "../../editor/index.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import type { Reply } from "../../model/round-trip.ts";
import { OutlineMenu } from "../common/outline-menu.tsx";
import { BytesView } from "../wire/bytes-view.tsx";
import styles from "./answer-pane.module.css";
import { AnswerXml } from "./answer-xml.tsx";
import { HeadersTable } from "./headers-table.tsx";
import { RawView } from "./raw-view.tsx";

/** The first tab is named for what it shows. */
const textTab: Partial<Record<ReadReply["kind"], string>> = {
  html: "HTML",
  json: "JSON",
  mime: "Message",
  text: "Text",
  binary: "Body",
  empty: "Body",
};

/** The reply as text, bytes, headers and as it came. */
export function AnswerTabs({ reply, read, theme }: { reply: Reply; read: ReadReply; theme: Theme }) {
  const bytes = useMemo(() => PieceBytes.of(read.bytes), [read]);
  const [tab, setTab] = useState("xml");
  const [listed, setListed] = useState(false);
  const [goTo, setGoTo] = useState<CodeEditorProps["reveal"]>();
  const { document } = read;
  return (
    <Tabs.Root value={tab} onValueChange={setTab} className={styles.tabs}>
      <div className={styles.tabBar}>
        <Tabs.List className={styles.list} aria-label="Parts of the answer">
          <Tabs.Trigger value="xml">{textTab[read.kind] ?? "XML"}</Tabs.Trigger>
          <Tabs.Trigger value="hex">Hex</Tabs.Trigger>
          <Tabs.Trigger value="headers">
            Headers <small>{reply.headers.length}</small>
          </Tabs.Trigger>
          <Tabs.Trigger value="raw">Raw</Tabs.Trigger>
        </Tabs.List>
        {document && tab === "xml" && (
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
        <AnswerXml read={read} theme={theme} goTo={goTo} onOutline={() => document && setListed(true)} />
      </Tabs.Content>
      <Tabs.Content value="hex" className={styles.panel}>
        {read.bytes.length === 0 ? (
          <p className={styles.quiet}>The answer has no body.</p>
        ) : (
          <BytesView side="reply" bytes={bytes} labels={read.labels} stacked />
        )}
      </Tabs.Content>
      <Tabs.Content value="headers" className={styles.panel}>
        <HeadersTable reply={reply} />
      </Tabs.Content>
      <Tabs.Content value="raw" className={styles.panel}>
        <RawView reply={reply} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
