import { useDeferredValue, useMemo, useState } from "react";
import { applyFilter, type Filtered, readFilter } from "../model/answer-filter.ts";
import type { AnswerTree } from "../model/answer-tree.ts";

export interface AnswerFiltering {
  typed: string;
  onType: (typed: string) => void;
  /** What the filter leaves; undefined when there is none, or none that can be read. */
  filtered: Filtered | undefined;
  /** Why what was typed cannot be read, in a sentence. */
  fault: string | undefined;
}

/** A filter over the tree; typing goes on while a long answer is looked through. */
export function useAnswerFilter(tree: AnswerTree): AnswerFiltering {
  const [typed, onType] = useState("");
  const wanted = useDeferredValue(typed);
  const filter = useMemo(() => readFilter(wanted), [wanted]);
  const fault = filter && "fault" in filter ? filter.fault : undefined;
  const filtered = useMemo(
    () => (filter && !("fault" in filter) ? applyFilter(tree, filter) : undefined),
    [filter, tree],
  );
  return { typed, onType, filtered, fault };
}
