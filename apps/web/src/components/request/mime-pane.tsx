import type { Span } from "@easel/codec/document";
import { PieceText, textDifference } from "@easel/codec/pieces";
import type { Problem } from "@easel/codec/problem";
import { outlineMessage } from "@easel/doctor/language";
import { useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { type CodeEditorProps, type EditorMarker, LazyCodeEditor, type Theme } from "../../editor/index.ts";
import { announce } from "../../model/announcement-store.ts";
import type { Wire, WireMime } from "../../model/build-wire.ts";
import { byteOffsetOf, textOffsetOf } from "../../model/byte-pieces.ts";
import { bytesToByteText } from "../../model/byte-text.ts";
import { describeLineEnds } from "../../model/line-ends.ts";
import { liveDraft, plainDraft } from "../../model/live-draft.ts";
import { readMessage, writeMessage } from "../../model/message.ts";
import { mimeHelp } from "../../model/mime-help.ts";
import { pin, selectionStore } from "../../model/selection-store.ts";
import { draftStore, editDraft, updateDraft, useDraft, useDraftStep } from "../../queries/use-draft.ts";
import { useMimeProblems } from "../../queries/use-mime-problems.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { Badge } from "../common/badge.tsx";
import { Button } from "../common/button.tsx";
import { Card } from "../common/card.tsx";
import { OutlineMenu } from "../common/outline-menu.tsx";
import { MessageDrop, OpenMessageFile } from "./message-file.tsx";
import styles from "./mime-pane.module.css";
import { ProblemList } from "./problem-list.tsx";

const lineEndNames = {
  crlf: "CRLF",
  lf: "LF only",
  cr: "CR only",
  mixed: "mixed line ends",
  none: "one line",
} as const;

/** The message: the body itself up to 12.1, a window on `<Mime>` from 14.0 on. */
export function MimePane({ live, theme }: { live: LiveWire; theme: Theme }) {
  const { wire } = live;
  const draft = useDraft((whole) => whole);
  const step = useDraftStep();
  const message = useMemo(() => readMessage(draft), [draft]);
  const [revision, setRevision] = useState(0);
  const [reveal, setReveal] = useState<CodeEditorProps["reveal"]>();
  const [listed, setListed] = useState(false);
  const cursor = useRef(0);
  const text = message.mime;
  const ends = useMemo(() => describeLineEnds(text), [text]);
  // By wire, not by render: the pointer moving over bytes must not read the message again.
  const problems = useMemo(() => (wire.mime ? wire.problems.filter(({ source }) => source === "mime") : []), [wire]);
  const markers = useMemo(() => mimeMarkers(wire, problems), [wire, problems]);
  const placed = useMimeProblems(live);
  const lit = useLitSpan(wire);
  const bytes = wire.mime?.bytes.length ?? 0;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const faults = problems.filter(({ severity }) => severity !== "info").length;

  return (
    <Card
      title="MIME"
      testId="mime"
      note={`${bytes.toLocaleString("en")} bytes · ${lineEndNames[ends.mode]}`}
      actions={
        <>
          {wire.mime && (
            <OutlineMenu
              of="the message"
              action="outline-mime"
              outline={() => (wire.mime ? outlineMessage(wire.mime.message) : [])}
              at={() => byteOffsetOf(text, cursor.current)}
              onPick={({ target }) => wire.mime && setReveal({ span: textSpan(wire.mime, target), cursor: true })}
              open={listed}
              onOpenChange={setListed}
            />
          )}
          <OpenMessageFile disabled={!message.writable} onOpen={openFile} />
          {message.writable && (ends.mode === "mixed" || ends.mode === "lf" || ends.mode === "cr") && (
            <Button look="quiet" size="small" action="all-crlf" onClick={() => allCrlf(text)}>
              Make all CRLF
            </Button>
          )}
          {faults > 0 ? (
            <Badge tone={errors > 0 ? "bad" : "warn"}>{faults === 1 ? "1 problem" : `${faults} problems`}</Badge>
          ) : (
            wire.mime && text.length > 0 && <Badge tone="ok">well formed</Badge>
          )}
        </>
      }
    >
      <MessageDrop disabled={!message.writable} onOpen={openFile}>
        <LazyCodeEditor
          label="MIME message"
          language="easel-mime"
          value={text}
          theme={theme}
          markers={markers}
          placed={placed}
          help={mimeHelp}
          highlight={lit}
          reveal={reveal}
          readOnly={!message.writable}
          onChange={(next) => {
            editDraft((now) => writeMessage(now, next));
            // What the editor shows is what is sent: text that could not be written does not stay in it.
            if (!textDifference(readMessage(draftStore.getState().draft).mime, next)) return;
            setRevision((count) => count + 1);
            announce("That cannot be part of the message: half of a surrogate pair has no bytes.");
          }}
          revision={revision}
          step={step}
          onOutline={() => setListed(true)}
          onCursor={(offset) => {
            cursor.current = offset;
            const bodyOffset = wire.mime?.bodyOffset;
            if (bodyOffset === undefined || selectionStore.getState().pinned === undefined) return;
            const start = bodyOffset + byteOffsetOf(text, offset);
            pin({ side: "request", span: { start, end: start + 1 }, from: "mime" });
          }}
        />
      </MessageDrop>
      {message.note && <p className={styles.note}>{message.note}</p>}
      <ProblemList
        label="Problems of the message"
        problems={problems}
        onPick={({ span }) => span && wire.mime && setReveal({ span: textSpan(wire.mime, span) })}
      />
    </Card>
  );
}

const openFile = (bytes: Uint8Array): void =>
  editDraft((now) => writeMessage(now, PieceText.of(bytesToByteText(bytes))));

function useLitSpan(wire: Wire) {
  const selection = useStore(selectionStore, ({ pinned, hovered }) => hovered ?? pinned);
  return useMemo(() => {
    if (!wire.mime || selection?.side !== "request") return undefined;
    const { bodyOffset, bytes } = wire.mime;
    if (bodyOffset === undefined) return undefined;
    const start = Math.max(0, selection.span.start - bodyOffset);
    const end = Math.min(bytes.length, selection.span.end - bodyOffset);
    return end > start ? textSpan(wire.mime, { start, end }) : undefined;
  }, [wire, selection]);
}

function mimeMarkers(wire: Wire, problems: readonly Problem[]): EditorMarker[] {
  const { mime } = wire;
  if (!mime || problems.length === 0) return [];
  return problems.flatMap(({ span, severity, message }) =>
    span ? [{ span: textSpan(mime, span), severity, message }] : [],
  );
}

/** A span of the message's bytes in its text. */
const textSpan = ({ text }: WireMime, { start, end }: Span): Span => ({
  start: textOffsetOf(text, start),
  end: textOffsetOf(text, end),
});

const allCrlf = (text: PieceText): void => updateDraft((now) => plainDraft(writeMessage(liveDraft(now), toCrlf(text))));

const toCrlf = (text: PieceText): PieceText => PieceText.of(text.toString().replace(/\r\n|\r|\n/g, "\r\n"));
