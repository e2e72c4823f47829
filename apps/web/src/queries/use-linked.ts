import type { Span } from "@easel/codec/document";
import { useMemo, useRef } from "react";
import { useStore } from "zustand";
import { type Place, type Side, selectionStore } from "../model/selection-store.ts";

/** What of a pane's text belongs to the one selection. */
export interface Linked {
  /** Lit up: what the pointer is on elsewhere, else what is pinned. */
  highlight: Span | undefined;
  /** What was pinned elsewhere; another object each time. */
  reveal: { span: Span } | undefined;
}

/** `textOf` must change with nothing but what it reads. */
export function useLinked(side: Side, place: Place, textOf: (span: Span) => Span | undefined): Linked {
  const pinned = useStore(selectionStore, (state) => (state.pinned?.side === side ? state.pinned : undefined));
  // The pointer shows by itself where it is in this place.
  const hovered = useStore(selectionStore, ({ hovered }) =>
    hovered?.side === side && hovered.from !== place ? hovered : undefined,
  );
  const shown = hovered ?? pinned;
  const highlight = useMemo(() => shown && textOf(shown.span), [shown, textOf]);
  const latest = useRef(textOf);
  latest.current = textOf;
  const reveal = useMemo(() => {
    const span = pinned && pinned.from !== place ? latest.current(pinned.span) : undefined;
    return span && { span };
  }, [pinned, place]);
  return { highlight, reveal };
}
