import { MessageSquareText, TriangleAlert, X } from "lucide-react";
import { Toggle } from "radix-ui";
import type { KeyboardEvent, RefObject } from "react";
import { FAULTS_FILTER } from "../../model/answer-filter.ts";
import type { AnswerView } from "../../model/answer-view-store.ts";
import { actionHints } from "../../queries/use-action.ts";
import type { AnswerFiltering } from "../../queries/use-answer-filter.ts";
import { Button } from "../common/button.tsx";
import { HitSteps } from "../common/hit-steps.tsx";
import { Segmented } from "../common/segmented.tsx";
import styles from "./answer-tools.module.css";

export interface AnswerToolsProps {
  view: AnswerView;
  notes: boolean;
  filter: AnswerFiltering;
  /** Number of the element one is at. */
  at: number;
  input: RefObject<HTMLInputElement | null>;
  onView: (view: AnswerView) => void;
  onNotes: (notes: boolean) => void;
  onType: (typed: string) => void;
  onStep: (by: 1 | -1) => void;
}

const views = [
  { value: "text", label: "Text" },
  { value: "tree", label: "Tree" },
] as const;

/** The row above a document: how it is seen, and what of it. */
export function AnswerTools({ view, notes, filter, at, input, onView, onNotes, onType, onStep }: AnswerToolsProps) {
  const { typed, filtered, fault } = filter;
  const isFaults = typed.trim() === FAULTS_FILTER;
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && typed !== "") {
      event.stopPropagation();
      onType("");
    }
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  return (
    <search className={styles.bar} aria-label="Filter the answer">
      <Segmented label="Show the answer as" value={view} options={views} onChoose={onView} />
      <Toggle.Root
        className={styles.toggle}
        pressed={notes}
        onPressedChange={onNotes}
        aria-label="Notes"
        title="Words beside values: what a Status, a date or an id says"
      >
        <MessageSquareText size={13} aria-hidden="true" /> <span className={styles.word}>Notes</span>
      </Toggle.Root>
      <span className={styles.field}>
        <input
          ref={input}
          className={styles.input}
          aria-label="Filter the answer by element, path or text"
          placeholder="Filter: Subject: hello"
          {...actionHints("filter-answer", "Status != 1, Collection/Status, Subject: hello, or any text")}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={press}
        />
        {typed !== "" && (
          <Button
            look="quiet"
            size="small"
            className={styles.clear}
            aria-label="Clear the filter"
            title="Clear the filter (Escape)"
            onClick={() => {
              onType("");
              input.current?.focus();
            }}
          >
            <X size={13} aria-hidden="true" />
          </Button>
        )}
      </span>
      <Toggle.Root
        className={styles.toggle}
        pressed={isFaults}
        onPressedChange={(wanted) => onType(wanted ? FAULTS_FILTER : "")}
        aria-label="Faults: only what has Status other than success"
        title="Only what has Status other than success"
      >
        <TriangleAlert size={13} aria-hidden="true" /> <span className={styles.word}>Faults</span>
      </Toggle.Root>
      <span className={styles.end}>
        <HitSteps
          said={fault === undefined && filtered ? countWords(filtered.hits, at) : ""}
          testId="filtered"
          disabled={!filtered || filtered.hits.length === 0}
          onStep={typed === "" ? undefined : onStep}
          previous={{ "aria-label": "Place found before", ...actionHints("previous-hit") }}
          next={{ "aria-label": "Next place found", ...actionHints("next-hit") }}
        />
      </span>
    </search>
  );
}

function countWords(hits: readonly number[], at: number): string {
  if (hits.length === 0) return "not found";
  const count = hits.length.toLocaleString("en");
  const place = hits.indexOf(at);
  return place < 0 ? `${count} found` : `${(place + 1).toLocaleString("en")} of ${count}`;
}
