import { textDifference } from "@easel/codec/pieces";
import type { Problem } from "@easel/codec/problem";
import { useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { type CodeEditorProps, LazyCodeEditor, type Theme } from "../../editor/index.ts";
import { bodyKindOf } from "../../model/body-kind.ts";
import type { Wire } from "../../model/build-wire.ts";
import { leaveBytes } from "../../model/bytes-body.ts";
import type { LiveDraft } from "../../model/live-draft.ts";
import { messageFold } from "../../model/message-fold.ts";
import { readQuery } from "../../model/query.ts";
import { pin, selectionStore } from "../../model/selection-store.ts";
import { xmlOutline } from "../../model/xml-help.ts";
import { editDraft, useDraft, useDraftStep } from "../../queries/use-draft.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { useXmlHelp } from "../../queries/use-xml-help.ts";
import { Badge } from "../common/badge.tsx";
import { Button } from "../common/button.tsx";
import { Card } from "../common/card.tsx";
import { OutlineMenu } from "../common/outline-menu.tsx";
import { PasteOffer } from "./paste-offer.tsx";
import { ProblemList } from "./problem-list.tsx";
import styles from "./xml-pane.module.css";

/** The request as XML: what the WBXML bytes are made of, or a note where no XML is sent. */
export function XmlPane({ live, theme }: { live: LiveWire; theme: Theme }) {
  const { wire } = live;
  const draft = useDraft((whole) => whole);
  const step = useDraftStep();
  const { xml, protocolVersion } = draft;
  const exact = draft.bodyForm === "bytes";
  const [reveal, setReveal] = useState<CodeEditorProps["reveal"]>();
  const [listed, setListed] = useState(false);
  const cursor = useRef(0);
  const lit = useLitSpan(wire);
  const { help, placed } = useXmlHelp(live, xml);
  const problems = useMemo(() => withoutEchoes(wire.problems), [wire]);
  const markers = useMemo(
    // Spans of pasted bytes count bytes, not characters of this reading of them.
    () => problems.flatMap(({ span, severity, message }) => (span && !exact ? [{ span, severity, message }] : [])),
    [problems, exact],
  );
  const { query, method } = draft;
  const command = useMemo(() => readQuery({ query, method }).command.command ?? "request", [query, method]);

  const fold = useMemo(() => foldOf(draft), [draft]);

  const kind = bodyKindOf(draft);
  if (kind === "mime" || kind === "none") {
    return (
      <Card title="XML" testId="xml" note={`not sent at ${protocolVersion || "this version"}`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <div className={styles.note} tabIndex={0}>
          <p>
            <strong>{kind === "mime" ? `Not sent at ${protocolVersion}.` : "This request carries no body."}</strong>
          </p>
          {kind === "mime" && (
            <p>
              Up to 12.1 {command} has no XML form: the body is the bare message as <code>message/rfc822</code>, and
              what the XML says from 14.0 on stands in the query, for instance <code>SaveInSent=T</code>.
            </p>
          )}
          {xml.length > 0 && (
            <>
              <p>The XML is kept and comes back when a body is made of it again:</p>
              <pre className={styles.kept}>{xml.slice(0, 4000)}</pre>
            </>
          )}
        </div>
      </Card>
    );
  }

  const errors = problems.filter(({ severity }) => severity === "error").length;
  const others = problems.filter(({ severity }) => severity === "warning").length;
  return (
    <Card
      title="XML"
      testId="xml"
      note={`${command} request, ${protocolVersion}`}
      actions={
        <>
          <OutlineMenu
            of="the request's XML"
            action="outline-xml"
            outline={() => xmlOutline(xml)}
            at={() => cursor.current}
            onPick={({ target }) => setReveal({ span: target, cursor: true })}
            open={listed}
            onOpenChange={setListed}
          />
          {errors > 0 ? (
            <Badge tone="bad">{errors === 1 ? "1 error" : `${errors} errors`}</Badge>
          ) : others > 0 ? (
            <Badge tone="warn">{others === 1 ? "1 warning" : `${others} warnings`}</Badge>
          ) : (
            xml.length > 0 && <Badge tone="ok">well formed</Badge>
          )}
        </>
      }
    >
      {exact ? (
        <div className={styles.asPasted} role="note">
          <span>
            The body is sent as the {wire.body.length.toLocaleString("en")} bytes that were pasted, faults included.
            This XML is only how they read.
          </span>
          <Button size="small" onClick={() => editDraft(leaveBytes)}>
            Edit as XML
          </Button>
        </div>
      ) : (
        <PasteOffer text={xml} />
      )}
      <LazyCodeEditor
        label="XML of the request"
        language="xml"
        value={xml}
        theme={theme}
        markers={markers}
        placed={placed}
        help={help}
        highlight={lit}
        reveal={reveal}
        fold={fold}
        step={step}
        onChange={(next) =>
          editDraft((now) => (textDifference(now.xml, next) ? { ...leaveBytes(now), xml: next } : now))
        }
        onOutline={() => setListed(true)}
        onCursor={(offset) => {
          cursor.current = offset;
          if (selectionStore.getState().pinned === undefined) return;
          const span = wire.tree?.bytesOfText(offset);
          if (span) pin({ side: "request", span, from: "xml" });
        }}
      />
      <ProblemList
        label="Problems of the XML"
        problems={problems}
        onPick={({ span }) => span && !exact && setReveal({ span })}
      />
    </Card>
  );
}

/** What the parser says of a name the encoder need not say again. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const own = problems.filter(({ source }) => source === "xml" || source === "wbxml");
  const named = own.filter(({ code }) => code === "unknown-element" || code === "wrong-namespace");
  const isEcho = ({ code, span }: Problem) =>
    code === "unknown-element" &&
    named.some((other) => span && other.span && span.start < other.span.start && other.span.end <= span.end);
  return own.filter((problem) => !isEcho(problem));
}

/** A long message is shown once, in the pane beside this one. */
function foldOf(draft: LiveDraft): CodeEditorProps["fold"] {
  const span = messageFold(draft);
  if (!span) return undefined;
  return {
    span,
    text: `${(span.end - span.start).toLocaleString("en")} characters: see MIME`,
    hover:
      "The message stands here whole and is sent, copied, saved and shared whole. To keep typing quick it is shown in the MIME pane alone.",
  };
}

function useLitSpan(wire: Wire) {
  const selection = useStore(selectionStore, ({ pinned, hovered }) => hovered ?? pinned);
  return useMemo(
    () => (selection?.side === "request" ? wire.tree?.textOfBytes(selection.span) : undefined),
    [wire, selection],
  );
}
