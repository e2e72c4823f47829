import { equalBytePieces } from "@easel/codec/pieces";
import type { Finding } from "@easel/doctor/diagnosis";
import { GitCompareArrows } from "lucide-react";
import type { Theme } from "../../editor/index.ts";
import type { Wire } from "../../model/build-wire.ts";
import { hostOf, isAllowed } from "../../model/endpoint.ts";
import type { Exchange } from "../../model/exchange-store.ts";
import { showOverlay } from "../../queries/overlay.ts";
import { actionHints } from "../../queries/use-action.ts";
import { useConfig } from "../../queries/use-config.ts";
import { useExchange } from "../../queries/use-send.ts";
import { useTokenFindings } from "../../queries/use-token-findings.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { Button } from "../common/button.tsx";
import { Card } from "../common/card.tsx";
import styles from "./answer-pane.module.css";
import { AnswerStatus } from "./answer-status.tsx";
import { AnswerTabs } from "./answer-tabs.tsx";
import { Findings } from "./findings.tsx";
import { NextSteps } from "./next-steps.tsx";
import { ReadingCard } from "./reading-card.tsx";
import { TimingView } from "./timing-view.tsx";
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
    <Card
      title="Answer"
      testId="answer"
      note={noteOf(exchange)}
      actions={exchange.phase === "ended" && <CompareButton />}
    >
      <div className={styles.content} aria-busy={live.findingsBehind}>
        {exchange.phase !== "waiting" && exchange.phase !== "reading" && (
          <TokenFindings live={live} endpoint={endpoint} />
        )}
        <AnswerBody exchange={exchange} live={live} endpoint={endpoint} theme={theme} />
      </div>
    </Card>
  );
}

function CompareButton() {
  return (
    <Button look="quiet" size="small" onClick={() => showOverlay("compare")} {...actionHints("compare")}>
      <GitCompareArrows size={13} aria-hidden="true" /> Compare
    </Button>
  );
}

function AnswerBody({ exchange, live, endpoint, theme }: AnswerPaneProps & { exchange: Exchange }) {
  if (exchange.phase === "waiting") return <WaitingCard exchange={exchange} />;
  if (exchange.phase === "reading") {
    return (
      <>
        <AnswerStatus roundTrip={exchange.roundTrip} read={undefined} />
        <ReadingCard roundTrip={exchange.roundTrip} />
      </>
    );
  }
  if (exchange.phase === "ended") {
    const same = sameRequest(exchange.wire, live.wire);
    return (
      <>
        <AnswerStatus roundTrip={exchange.roundTrip} read={exchange.read}>
          {exchange.read && exchange.roundTrip.reply && (
            <NextSteps
              read={exchange.read}
              reply={exchange.roundTrip.reply}
              url={exchange.wire.url}
              endpoint={endpoint}
            />
          )}
        </AnswerStatus>
        <div className={styles.findings}>
          {same ? (
            <Findings
              findings={exchange.roundTrip.reply ? exchange.findings : exchange.findings.filter(isNotRelay)}
              wire={exchange.wire}
              read={exchange.read}
              endpoint={endpoint}
              fixable
            />
          ) : (
            <>
              <DraftChanged live={live} endpoint={endpoint} failed={hasFailed(exchange)} />
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
          <AnswerTabs
            roundTrip={exchange.roundTrip}
            reply={exchange.roundTrip.reply}
            read={exchange.read}
            wire={exchange.wire}
            theme={theme}
          />
        )}
        {!exchange.roundTrip.reply && Object.keys(exchange.roundTrip.times).length > 0 && (
          <TimingView roundTrip={exchange.roundTrip} asked={exchange.wire.tree?.document} answered={undefined} />
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
      {exchange.phase === "idle" && <TargetHint endpoint={endpoint} />}
      <BeforeSending live={live} endpoint={endpoint} quiet={exchange.phase === "cancelled"} />
    </div>
  );
}

/** Says before sending why the token in use cannot work. */
function TokenFindings({ live, endpoint }: { live: LiveWire; endpoint: string }) {
  const findings = useTokenFindings(endpoint);
  if (findings.length === 0) return null;
  return (
    <section className={styles.token} aria-label="The token" data-testid="token-findings">
      <Findings findings={findings} wire={live.wire} endpoint={endpoint} fixable={false} />
    </section>
  );
}

/** Says before sending what the proxy would refuse. */
function TargetHint({ endpoint }: { endpoint: string }) {
  const { data: config } = useConfig();
  const host = hostOf(endpoint);
  if (!config || !host || isAllowed(config, endpoint)) return null;
  return (
    <p className={styles.hint} role="note">
      <strong>This proxy was not started to call {host}.</strong> Start it with <code>npm start -- --allow {host}</code>{" "}
      and send then.
    </p>
  );
}

/** The draft's own findings, live while it is edited. */
function BeforeSending({ live, endpoint, quiet }: { live: LiveWire; endpoint: string; quiet: boolean }) {
  const isTokenWrong = useTokenFindings(endpoint).length > 0;
  if (live.findings.length > 0)
    return (
      <Findings findings={live.findings} wire={live.wire} endpoint={endpoint} fixable behind={live.findingsBehind} />
    );
  if (endpoint === "")
    return <p className={styles.quiet}>There is no server yet: put in its address under Server, top left.</p>;
  if (!live.wire.sendable)
    return <p className={styles.quiet}>The draft cannot be sent yet: the problems stand under the editors.</p>;
  if (quiet || isTokenWrong) return null;
  return (
    <p className={styles.quiet}>
      <strong>Nothing wrong found in the draft.</strong> The server’s answer will stand here.
    </p>
  );
}

function DraftChanged({ live, endpoint, failed }: { live: LiveWire; endpoint: string; failed: boolean }) {
  const clean = live.findings.length === 0 && live.wire.sendable;
  return (
    <section className={styles.changed} aria-label="The draft now" data-testid="draft-changed">
      <p>
        {clean && failed ? (
          <>
            <strong>The draft has changed, and EASel finds nothing wrong left in it.</strong> Send it again; what stands
            around this box is the answer to what was sent before.
          </>
        ) : (
          <>
            <strong>The draft has changed since this answer.</strong> What stands around this box is the answer to what
            was sent before.
          </>
        )}
      </p>
      {live.findings.length > 0 && (
        <Findings findings={live.findings} wire={live.wire} endpoint={endpoint} fixable behind={live.findingsBehind} />
      )}
    </section>
  );
}

/** Whether the round trip ended badly: then a changed draft is most likely the mended one. */
function hasFailed({ roundTrip, findings }: Extract<Exchange, { phase: "ended" }>): boolean {
  return !roundTrip.reply || roundTrip.reply.status >= 400 || findings.some(({ severity }) => severity === "error");
}

/** Without a reply the status above already says what the relay said. */
const isNotRelay = ({ rule }: Finding): boolean => !rule.startsWith("relay-");

function noteOf(exchange: Exchange): string {
  switch (exchange.phase) {
    case "idle":
      return "nothing sent yet";
    case "waiting":
      return "waiting";
    case "cancelled":
      return "cancelled";
    case "reading":
    case "ended": {
      const { reply } = exchange.roundTrip;
      return reply ? `${reply.body.length.toLocaleString("en")} bytes` : "no answer";
    }
  }
}

function sameRequest(a: Wire, b: Wire): boolean {
  if (a === b) return true;
  return a.url === b.url && JSON.stringify(a.headers) === JSON.stringify(b.headers) && equalBytePieces(a.body, b.body);
}
