import type { Span } from "@easel/codec/document";
import type { Evidence } from "@easel/doctor/diagnosis";
import { type RefObject, useEffect } from "react";
import { useStore } from "zustand";
import { selectionStore } from "../model/selection-store.ts";

/** The evidence that is about what is selected or pointed at. What is pinned elsewhere scrolls its card into view. */
export function useLitEvidence(
  evidence: readonly Evidence[],
  bytesOf: (evidence: Evidence) => Span | undefined,
  card: RefObject<HTMLElement | null>,
): Evidence[] {
  const pinned = useStore(selectionStore, (state) => state.pinned);
  const hovered = useStore(selectionStore, (state) => state.hovered);
  const shown = hovered ?? pinned;
  const lit = shown ? evidence.filter((one) => one.side === shown.side && isAbout(one, bytesOf(one), shown.span)) : [];
  const isLit = lit.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when something else is pinned, not when the draft changes
  useEffect(() => {
    if (isLit && pinned && pinned.from !== "finding") showInScroller(card.current);
  }, [pinned]);
  return lit;
}

/** What is selected lies in the evidence or holds it. All lies in the root: that alone is about nothing in particular. */
function isAbout(evidence: Evidence, bytes: Span | undefined, selected: Span): boolean {
  if (!bytes) return false;
  const isRoot = evidence.kind === "element" && /^\/[^/]*$/.test(evidence.path);
  const inside = selected.start >= bytes.start && selected.end <= bytes.end;
  const around = selected.start <= bytes.start && selected.end >= bytes.end;
  return around || (inside && !isRoot);
}

/** Scrolls what scrolls around an element, but not the page: the person is somewhere else on it. */
function showInScroller(element: HTMLElement | null): void {
  let box = element?.parentElement;
  while (box && box.tagName !== "MAIN" && box.scrollHeight <= box.clientHeight) box = box.parentElement;
  if (!element || !box || box.tagName === "MAIN") return;
  // What the person works in is not to be moved from under their hands.
  if (box.contains(document.activeElement)) return;
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top + MARGIN;
  else if (inner.bottom > outer.bottom) box.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}

const MARGIN = 8;
