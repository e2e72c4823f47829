import { useMemo, useState } from "react";
import type { Filtered } from "../model/answer-filter.ts";
import { type AnswerTree, closedAtFirst } from "../model/answer-tree.ts";

type Closed = ReadonlySet<number>;

/**
 * Which elements of a tree are closed. A filter opens the way to what it finds and leaves that closed; without it the
 * tree is as it was before.
 */
export function useClosed(tree: AnswerTree, filtered: Filtered | undefined): [Closed, (closed: Closed) => void] {
  const [whole, setWhole] = useState<{ of: AnswerTree; closed: Closed }>();
  const [part, setPart] = useState<{ of: Filtered; closed: Closed }>();
  const first = useMemo(() => closedAtFirst(tree), [tree]);
  const firstOfPart = useMemo(() => new Set(filtered?.hits), [filtered]);
  if (filtered) {
    const closed = part?.of === filtered ? part.closed : firstOfPart;
    return [closed, (next) => setPart({ of: filtered, closed: next })];
  }
  return [whole?.of === tree ? whole.closed : first, (next) => setWhole({ of: tree, closed: next })];
}
