import { Tabs } from "radix-ui";
import type { Theme } from "../../editor/index.ts";
import type { Exchange } from "../../model/exchange-store.ts";
import type { ReadReply } from "../../model/read-reply.ts";
import type { Reply } from "../../model/round-trip.ts";
import { useExchange } from "../../queries/use-send.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { Card } from "../common/card.tsx";
import { BytesView } from "../wire/bytes-view.tsx";
import styles from "./answer-pane.module.css";
import { AnswerStatus } from "./answer-status.tsx";
import { AnswerXml } from "./answer-xml.tsx";
import { Findings } from "./findings.tsx";
import { HeadersTable } from "./headers-table.tsx";
import { NextSteps } from "./next-steps.tsx";
import { RawView } from "./raw-view.tsx";
import { WaitingCard } from "./waiting-card.tsx";

export interface AnswerPaneProps {
  live: LiveWire;
  endpoint: string;
  theme: Theme;
}

/** What came back and what it means; before sending, what the doctor says about the draft. */
export function AnswerPane({ live, endpoint, theme }: AnswerPaneProps) {
  const exchange = useExchange();
  return (
    <Card title="Answer" testId="answer" note={noteOf(exchange)}>
      <div className={styles.content}>
        <AnswerBody exchange={exchange} live={live} endpoint={endpoint} theme={theme} />
      </div>
    </Card>
  );
}

function AnswerBody({ exchange, live, endpoint, theme }: AnswerPaneProps & { exchange: Exchange }) {
  if (exchange.phase === "waiting") return <WaitingCard exchange={exchange} />;
  if (exchange.phase === "ended") {
    const same = sameRequest(exchange.wire, live.wire);
    return (
      <>
        <AnswerStatus roundTrip={exchange.roundTrip} read={exchange.read}>
          {exchange.read && <NextSteps read={exchange.read} endpoint={endpoint} />}
        </AnswerStatus>
        <div className={styles.findings}>
          {same ? (
            <Findings
              findings={exchange.findings}
              wire={exchange.wire}
              read={exchange.read}
              endpoint={endpoint}
              fixable
            />
          ) : (
            <>
              <DraftChanged live={live} endpoint={endpoint} />
              {exchange.findings.length > 0 && (
                <details className={styles.earlier}>
                  <summary>What this answer said of the earlier draft ({exchange.findings.length})</summary>
                  <Findings
                    findings={exchange.findings}
                    wire={exchange.wire}
                    read={exchange.read}
                    endpoint={endpoint}
                    fixable={false}
                  />
                </details>
              )}
            </>
          )}
        </div>
        {exchange.roundTrip.reply && exchange.read && (
          <AnswerTabs reply={exchange.roundTrip.reply} read={exchange.read} theme={theme} />
        )}
      </>
    );
  }
  return (
    <div className={styles.findings}>
      {exchange.phase === "cancelled" && (
        <p className={styles.quiet}>
          Cancelled. Nothing more is awaited; the server may have acted on the request all the same.
        </p>
      )}
      <BeforeSending live={live} endpoint={endpoint} />
    </div>
  );
}

/** The draft's own findings, live while it is edited. */
function BeforeSending({ live, endpoint }: { live: LiveWire; endpoint: string }) {
  if (live.findings.length > 0)
    return <Findings findings={live.findings} wire={live.wire} endpoint={endpoint} fixable />;
  if (!live.wire.sendable)
    return <p className={styles.quiet}>The draft cannot be sent yet: the problems stand under the editors.</p>;
  return (
    <p className={styles.quiet}>
      <strong>Nothing wrong found in the draft.</strong> The server’s answer will stand here.
    </p>
  );
}

function DraftChanged({ live, endpoint }: { live: LiveWire; endpoint: string }) {
  const clean = live.findings.length === 0 && live.wire.sendable;
  return (
    <section className={styles.changed} aria-label="The draft now" data-testid="draft-changed">
      <p>
        {clean ? (
          <>
            <strong>The draft has changed and nothing wrong is left in it.</strong> Send it again; below is the answer
            to what was sent before.
          </>
        ) : (
          <>
            <strong>The draft has changed since this answer.</strong> Below this box is the answer to what was sent
            before.
          </>
        )}
      </p>
      {live.findings.length > 0 && <Findings findings={live.findings} wire={live.wire} endpoint={endpoint} fixable />}
    </section>
  );
}

function AnswerTabs({ reply, read, theme }: { reply: Reply; read: ReadReply; theme: Theme }) {
  return (
    <Tabs.Root defaultValue="xml" className={styles.tabs}>
      <Tabs.List className={styles.list} aria-label="Parts of the answer">
        <Tabs.Trigger value="xml">XML</Tabs.Trigger>
        <Tabs.Trigger value="hex">Hex</Tabs.Trigger>
        <Tabs.Trigger value="headers">
          Headers <small>{reply.headers.length}</small>
        </Tabs.Trigger>
        <Tabs.Trigger value="raw">Raw</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="xml" className={styles.panel}>
        <AnswerXml read={read} theme={theme} />
      </Tabs.Content>
      <Tabs.Content value="hex" className={styles.panel}>
        {read.bytes.length === 0 ? (
          <p className={styles.quiet}>The answer has no body.</p>
        ) : (
          <BytesView side="reply" bytes={read.bytes} labels={read.labels} stacked />
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

function noteOf(exchange: Exchange): string {
  switch (exchange.phase) {
    case "idle":
      return "nothing sent yet";
    case "waiting":
      return "waiting";
    case "cancelled":
      return "cancelled";
    case "ended": {
      const { reply } = exchange.roundTrip;
      return reply ? `${reply.body.length.toLocaleString("en")} bytes` : "no answer";
    }
  }
}

function sameRequest(a: { url: string; headers: [string, string][]; body: Uint8Array }, b: typeof a): boolean {
  if (a === b) return true;
  if (a.url !== b.url || a.body.length !== b.body.length || JSON.stringify(a.headers) !== JSON.stringify(b.headers))
    return false;
  return a.body.every((byte, index) => byte === b.body[index]);
}
