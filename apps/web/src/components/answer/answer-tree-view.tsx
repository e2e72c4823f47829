import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { FAULTS_FILTER } from "../../model/answer-filter.ts";
import { type AnswerTree, elementAtBytes, openTo, placeAmongSiblings, visibleRows } from "../../model/answer-tree.ts";
import { shortValue } from "../../model/element-value.ts";
import type { Annotator } from "../../model/reply-notes.ts";
import { pin, point, type Selection, selectionStore } from "../../model/selection-store.ts";
import { rowOf, treeStep } from "../../model/tree-keys.ts";
import type { AnswerFiltering } from "../../queries/use-answer-filter.ts";
import { useClosed } from "../../queries/use-closed.ts";
import { useRowWindow } from "../wire/use-row-window.ts";
import styles from "./answer-tree.module.css";
import { FilterEmpty } from "./filter-empty.tsx";
import { TreeMenu } from "./tree-menu.tsx";
import { TreeRow } from "./tree-row.tsx";

const ROW_HEIGHT = 24;

/** Finding no fault is good news. */
const whyEmpty = (typed: string): string | undefined =>
  typed.trim() === FAULTS_FILTER
    ? "Nothing went wrong here: every Status in this answer is one of success."
    : undefined;

export interface AnswerTreeViewProps {
  tree: AnswerTree;
  filter: AnswerFiltering;
  /** Left out when no notes are wanted. */
  annotator: Annotator | undefined;
  /** The person wants to type a filter. */
  onFilter: () => void;
  onClear: () => void;
  onCopyPath: (index: number) => void;
}

/** The elements of an answer, one a row; only the rows in view exist. Shows and moves the one selection. */
export function AnswerTreeView({ tree, filter, annotator, onFilter, onClear, onCopyPath }: AnswerTreeViewProps) {
  const { filtered, fault } = filter;
  const [closed, setClosed] = useClosed(tree, filtered);
  const rows = useMemo(() => visibleRows(tree, closed, filtered?.kept), [tree, closed, filtered]);
  const hits = useMemo(() => new Set(filtered?.hits), [filtered]);
  const scroller = useRef<HTMLDivElement>(null);
  const window = useRowWindow(scroller, rows.length, ROW_HEIGHT);
  const { scrollToRow } = window;
  const id = useId();
  const pinned = useStore(selectionStore, (state) => ofReply(state.pinned));
  const hovered = useStore(selectionStore, (state) => ofReply(state.hovered));
  const selected = useMemo(() => (pinned ? elementAtBytes(tree, pinned.span) : -1), [tree, pinned]);
  const pointed = useMemo(() => (hovered ? elementAtBytes(tree, hovered.span) : -1), [tree, hovered]);
  /** Where the keyboard is: what is closed around the selected element stands for it. */
  const current = useMemo(() => {
    let row = -1;
    for (let at = selected; at >= 0 && row < 0; at = tree.parents[at] ?? -1) row = rowOf(rows, at);
    return row;
  }, [tree, rows, selected]);

  const shown = useRef<Selection>(undefined);
  useEffect(() => {
    if (!pinned || shown.current === pinned) return;
    const row = rowOf(rows, selected);
    // Opened first, it has its row at the next drawing; what a filter leaves out has none.
    if (row < 0) {
      const opened = openTo(tree, selected, closed);
      if (opened !== closed) setClosed(opened);
      return;
    }
    // A tree that has just come back does not stand where it was left.
    const isFirst = shown.current === undefined;
    shown.current = pinned;
    if (isFirst || pinned.from !== "tree") scrollToRow(row);
  }, [pinned, selected, rows, tree, closed, setClosed, scrollToRow]);

  const pick = (index: number) => {
    const span = tree.elements[index]?.byteSpan;
    if (span) pin({ side: "reply", span, from: "tree" });
  };
  const setOpen = (index: number, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.delete(index);
    else next.add(index);
    setClosed(next);
  };
  const press = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "f") {
      event.preventDefault();
      onFilter();
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = (index: number) => !closed.has(index);
    const step = treeStep(event.key, { tree, rows, row: current, isOpen, page: window.page });
    if (!step) return;
    event.preventDefault();
    if ("open" in step) setOpen(step.open, true);
    else if ("close" in step) setOpen(step.close, false);
    else {
      pick(rows[step.row] ?? 0);
      scrollToRow(step.row, "nearest");
    }
  };
  const click = (event: MouseEvent) => {
    const index = indexUnder(event.target);
    if (index < 0) return;
    // A row goes when it is scrolled away, and the focus would go with it.
    scroller.current?.focus({ preventScroll: true });
    const hasTwisty = (event.target as Element).closest("[data-twisty]") !== null;
    if (hasTwisty || (event.detail === 2 && (tree.sizes[index] ?? 0) > 0)) setOpen(index, closed.has(index));
    if (!hasTwisty) pick(index);
  };

  if (fault !== undefined || rows.length === 0)
    return <FilterEmpty words={fault ?? whyEmpty(filter.typed)} onClear={onClear} />;
  const drawn = [];
  for (let row = window.first; row < window.end; row++) {
    const index = rows[row] ?? -1;
    const element = tree.elements[index];
    if (!element) continue;
    const note = annotator?.(element, tree.elements[tree.parents[index] ?? -1]);
    const problem = tree.problems.get(index);
    drawn.push(
      <TreeRow
        key={index}
        id={`${id}-${index}`}
        index={index}
        depth={tree.depths[index] ?? 0}
        name={element.name}
        value={shortValue(element)}
        note={note?.text ?? ""}
        isFault={note?.outcome === "failure"}
        severity={problem?.severity}
        problem={problem?.message ?? ""}
        isOpen={(tree.sizes[index] ?? 0) > 0 ? !closed.has(index) : undefined}
        {...placeAmongSiblings(tree, index)}
        isSelected={row === current}
        isHovered={index === pointed && row !== current}
        isHit={hits.has(index)}
      />,
    );
  }
  return (
    <TreeMenu
      tree={tree}
      indexUnder={indexUnder}
      onCopyPath={onCopyPath}
      onPick={pick}
      onOpenAll={(index) => {
        const last = index + (tree.sizes[index] ?? 0);
        setClosed(new Set([...closed].filter((at) => at < index || at > last)));
      }}
    >
      <div
        ref={scroller}
        className={styles.scroller}
        data-testid="answer-tree"
        role="tree"
        tabIndex={0}
        aria-label="Elements of the answer: arrow keys walk, open and close"
        aria-activedescendant={current >= window.first && current < window.end ? `${id}-${rows[current]}` : undefined}
        onMouseOver={(event) => {
          const index = event.buttons === 0 ? indexUnder(event.target) : -1;
          point("reply", "tree", tree.elements[index]?.byteSpan);
        }}
        onFocus={() => undefined}
        onMouseLeave={() => point("reply", "tree", undefined)}
        onClick={click}
        onKeyDown={press}
      >
        <div role="presentation" style={{ height: window.height }} className={styles.spacer}>
          <div role="presentation" style={{ transform: `translateY(${window.shift}px)` }}>
            {drawn}
          </div>
        </div>
      </div>
    </TreeMenu>
  );
}

const ofReply = (selection: Selection | undefined): Selection | undefined =>
  selection?.side === "reply" ? selection : undefined;

/** Number of the element whose row is under the pointer; -1 for none. */
function indexUnder(target: EventTarget): number {
  const index = (target as Element).closest<HTMLElement>("[data-index]")?.dataset.index;
  return index === undefined ? -1 : Number(index);
}
