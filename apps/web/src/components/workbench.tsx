import { useEffect, useMemo, useRef } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { bodyKindOf, isComposeCommand } from "../model/body-kind.ts";
import { readQuery } from "../model/query.ts";
import { useAddress } from "../queries/use-address.ts";
import { useDraftFrame } from "../queries/use-draft.ts";
import { useEndpoint } from "../queries/use-endpoint.ts";
import { useEscape } from "../queries/use-escape.ts";
import { useSandboxAccount } from "../queries/use-sandbox-account.ts";
import { useExchange } from "../queries/use-send.ts";
import { useResumedSignIn } from "../queries/use-sign-in.ts";
import { useNarrow, useTheme } from "../queries/use-theme.ts";
import { LiveWireContext, useWire } from "../queries/use-wire.ts";
import { AnswerPane } from "./answer/answer-pane.tsx";
import { CrashGuard } from "./crash-guard.tsx";
import { FindingsLine } from "./findings-line.tsx";
import { MimePane } from "./request/mime-pane.tsx";
import { RequestLine } from "./request/request-line.tsx";
import { XmlPane } from "./request/xml-pane.tsx";
import { useBenchActions } from "./use-bench-actions.ts";
import { WirePane } from "./wire/wire-pane.tsx";
import styles from "./workbench.module.css";

/** The three regions: request line, compose with the wire under it, answer. Splitters are remembered. */
export function Workbench() {
  const endpoint = useEndpoint();
  useAddress();
  useSandboxAccount();
  useResumedSignIn();
  const live = useWire();
  useEscape();
  useBenchActions();
  const { theme } = useTheme();
  const narrow = useNarrow();
  const { phase } = useExchange();
  const answered = phase !== "idle";
  const column = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone what was sent from below is answered above.
    if (phase === "waiting") column.current?.scrollTo({ top: 0 });
  }, [phase]);
  const frame = useDraftFrame();
  const message = useMemo(
    () => bodyKindOf(frame) === "mime" || isComposeCommand(readQuery(frame).command.command ?? ""),
    [frame],
  );

  const mime = message && (
    <CrashGuard part="MIME">
      <MimePane live={live} theme={theme} />
    </CrashGuard>
  );
  const xml = (
    <CrashGuard part="XML">
      <XmlPane live={live} theme={theme} />
    </CrashGuard>
  );
  const wire = (
    <CrashGuard part="The wire">
      <WirePane wire={live.wire} behind={live.behind} />
    </CrashGuard>
  );
  const answer = (
    <CrashGuard part="Answer">
      <AnswerPane live={live} endpoint={endpoint} theme={theme} />
    </CrashGuard>
  );

  return (
    <LiveWireContext value={live}>
      <RequestLine
        sendable={live.wire.sendable}
        headers={live.wire.headers}
        problems={live.wire.headerProblems}
        endpoint={endpoint}
      />
      {narrow ? (
        <main
          className={styles.column}
          ref={(main) => {
            column.current = main;
            focusFirst(main);
          }}
          tabIndex={-1}
        >
          {answered ? <div className={styles.answerCell}>{answer}</div> : <FindingsLine live={live} />}
          {mime && <div className={styles.cell}>{mime}</div>}
          <div className={styles.cell}>{xml}</div>
          <div className={styles.wireCell}>{wire}</div>
          {!answered && <div className={styles.answerCell}>{answer}</div>}
        </main>
      ) : (
        <main className={styles.wide} ref={focusFirst} tabIndex={-1}>
          <Split id="columns" orientation="horizontal" sizes={[62, 38]} least={[420, 280]}>
            <Split id="rows" orientation="vertical" sizes={[50, 50]} least={[96, 96]}>
              {mime ? (
                <Split id="editors" orientation="horizontal" sizes={[50, 50]} least={[200, 200]}>
                  {mime}
                  {xml}
                </Split>
              ) : (
                xml
              )}
              {wire}
            </Split>
            {answer}
          </Split>
        </main>
      )}
    </LiveWireContext>
  );
}

const separatorNames = {
  columns: "Width of request and answer",
  rows: "Height of editors and wire",
  editors: "Width of MIME and XML",
} as const;

/** Opening the bench puts the focus on it, so that the keyboard goes on from here. */
const focusFirst = (main: HTMLElement | null): void => main?.focus({ preventScroll: true });

interface SplitProps {
  id: keyof typeof separatorNames;
  orientation: "horizontal" | "vertical";
  /** Percent of the two sides before anybody drags. */
  sizes: [number, number];
  /** Pixels each side keeps: its title bar with the buttons stays whole. */
  least: [number, number];
  children: [React.ReactNode, React.ReactNode];
}

function Split({ id, orientation, sizes, least, children }: SplitProps) {
  const layout = useDefaultLayout({ id: `easel-${id}`, storage: localStorage });
  return (
    <Group orientation={orientation} className={styles.group} {...layout}>
      <Panel id={`${id}-a`} defaultSize={`${sizes[0]}%`} minSize={least[0]} className={styles.panel}>
        {children[0]}
      </Panel>
      <Separator
        aria-label={separatorNames[id]}
        className={orientation === "horizontal" ? styles.vertical : styles.horizontal}
      />
      <Panel id={`${id}-b`} defaultSize={`${sizes[1]}%`} minSize={least[1]} className={styles.panel}>
        {children[1]}
      </Panel>
    </Group>
  );
}
