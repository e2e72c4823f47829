import type { Document } from "@easel/codec/document";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { answerTree, elementAtBytes, elementAtText, pathOfIndex } from "../../model/answer-tree.ts";
import { answerViewStore, chooseAnswerView, isLongAnswer, setNotes } from "../../model/answer-view-store.ts";
import { replyHelp } from "../../model/reply-help.ts";
import { annotatorOf } from "../../model/reply-notes.ts";
import { pin, selectionStore } from "../../model/selection-store.ts";
import { knownValues } from "../../queries/known.ts";
import { useAction } from "../../queries/use-action.ts";
import { useAnswerFilter } from "../../queries/use-answer-filter.ts";
import { copyText } from "../common/copy-text.ts";
import { AnswerText } from "./answer-text.tsx";
import { AnswerTools } from "./answer-tools.tsx";
import { AnswerTreeView } from "./answer-tree-view.tsx";
import type { AnswerXmlProps } from "./answer-xml.tsx";
import { MissingText } from "./missing-text.tsx";
import { PathBar } from "./path-bar.tsx";

/** A document of elements, as text or as a tree, with a filter and the path of where one is. */
export function AnswerDocument(props: AnswerXmlProps & { document: Document }) {
  const { read, document, url, theme, goTo, toFilter, onOutline } = props;
  const { problems } = read;
  const tree = useMemo(() => answerTree(document, problems), [document, problems]);
  const annotator = useMemo(() => annotatorOf(document, knownValues(url)), [document, url]);
  const help = useMemo(() => replyHelp(document, annotator), [document, annotator]);
  const { notes, short, long } = useStore(answerViewStore);
  const isLong = isLongAnswer(read.bytes.length, tree.elements.length);
  const view = isLong ? long : short;
  const filter = useAnswerFilter(tree);
  const input = useRef<HTMLInputElement>(null);
  const pinned = useStore(selectionStore, (state) => (state.pinned?.side === "reply" ? state.pinned : undefined));
  /** Number of the element one is at. */
  const [at, setAt] = useState(-1);
  useEffect(() => {
    if (pinned) setAt(elementAtBytes(tree, pinned.span));
  }, [pinned, tree]);
  useEffect(() => {
    if (toFilter) input.current?.focus();
  }, [toFilter]);
  const hits = filter.filtered?.hits ?? [];

  const show = (index: number) => {
    const span = tree.elements[index]?.byteSpan;
    if (span) pin({ side: "reply", span, from: "tools" });
  };
  const goToHit = (by: 1 | -1) => {
    const next =
      by === 1 ? (hits.find((hit) => hit > at) ?? hits[0]) : (hits.findLast((hit) => hit < at) ?? hits.at(-1));
    if (next !== undefined) show(next);
  };
  // The outline goes to a place in the text: in the tree it is an element.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another pick goes anywhere
  useEffect(() => {
    if (goTo && view === "tree") show(elementAtText(tree, { start: goTo.span.start, end: goTo.span.start }));
  }, [goTo]);

  const copyPathOf = (index: number) => {
    const path = pathOfIndex(tree, index);
    copyText(path, `Path copied: ${path}`);
  };
  const whyNoHit = () => (hits.length > 0 ? undefined : "Filter the answer first; then this goes to what was found.");
  useAction("next-hit", () => goToHit(1), whyNoHit);
  useAction("previous-hit", () => goToHit(-1), whyNoHit);

  return (
    <>
      <AnswerTools
        view={view}
        notes={notes}
        filter={filter}
        at={at}
        input={input}
        onView={(next) => {
          if (next === "text") filter.onType("");
          chooseAnswerView(isLong, next);
        }}
        onNotes={setNotes}
        onType={(typed) => {
          filter.onType(typed);
          if (typed.trim() !== "") chooseAnswerView(isLong, "tree");
        }}
        onStep={goToHit}
      />
      {view === "tree" ? (
        <AnswerTreeView
          tree={tree}
          filter={filter}
          annotator={notes ? annotator : undefined}
          onFilter={() => input.current?.focus()}
          onClear={() => filter.onType("")}
          onCopyPath={copyPathOf}
        />
      ) : read.missing ? (
        <MissingText read={read} missing={read.missing} />
      ) : (
        <AnswerText
          text={read.xml ?? ""}
          {...{ read, theme, help, notes, goTo, onOutline }}
          onPlace={(offset) => setAt(elementAtText(tree, { start: offset, end: offset }))}
          onCopyPath={(offset) => copyPathOf(elementAtText(tree, { start: offset, end: offset }))}
        />
      )}
      <PathBar path={at < 0 ? undefined : pathOfIndex(tree, at)} onCopy={() => copyPathOf(at)} />
    </>
  );
}
