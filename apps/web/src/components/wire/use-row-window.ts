import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { MAX_SCROLL_HEIGHT, RowScroll } from "../../model/row-scroll.ts";

const OVERSCAN = 6;
/** For browsers that do not say when scrolling has ended. */
const REST_MS = 200;

export interface RowWindow {
  /** Rows to draw: `[first, end)`. */
  first: number;
  end: number;
  /** The first row that is seen. */
  top: number;
  /** Rows that are seen whole, at least one. */
  page: number;
  /** Height of the spacer that gives the scroll bar its size, in px. */
  height: number;
  /** Where the drawn block starts inside the spacer, in px. */
  shift: number;
  /** Brings a row into view if it is not: just so, or with some rows above it. */
  scrollToRow: (row: number, place?: "nearest" | "third") => void;
}

/** Fixed-height rows of which only those in view are drawn; every row stays reachable at any count. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [scroll] = useState(() => new RowScroll());
  const [view, setView] = useState({ top: 0, bar: 0, height: 400 });
  const full = count * rowHeight;
  const height = Math.min(full, MAX_SCROLL_HEIGHT);
  const measure = useRef<() => void>(() => undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const area = Math.min(full, MAX_SCROLL_HEIGHT);
    const read = () => {
      scroll.resize({ full, area, maxBar: element.scrollHeight - element.clientHeight });
      scroll.scrolled(element.scrollTop);
      setView({ top: scroll.top, bar: element.scrollTop, height: element.clientHeight });
    };
    const rest = () => {
      const bar = scroll.rest();
      if (bar !== undefined) {
        element.scrollTop = bar;
        scroll.placed(element.scrollTop);
      }
      read();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const guessRest = () => {
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    };
    const saysEnd = "onscrollend" in element;
    measure.current = read;
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    element.addEventListener(saysEnd ? "scrollend" : "scroll", saysEnd ? rest : guessRest, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      element.removeEventListener("scroll", read);
      element.removeEventListener(saysEnd ? "scrollend" : "scroll", saysEnd ? rest : guessRest);
    };
  }, [scroller, scroll, full]);

  const scrollToRow = useCallback(
    (row: number, place: "nearest" | "third" = "third") => {
      const element = scroller.current;
      if (!element) return;
      const shown = element.clientHeight;
      const at = row * rowHeight;
      const above = at < scroll.top;
      if (!above && at + rowHeight * 2 <= scroll.top + shown) return;
      const nearest = above ? at : at + rowHeight * 2 - shown;
      element.scrollTop = scroll.moveTo(place === "nearest" ? nearest : at - shown / 3);
      scroll.placed(element.scrollTop);
      measure.current();
    },
    [scroller, scroll, rowHeight],
  );

  const top = Math.min(Math.floor(view.top / rowHeight), Math.max(0, count - 1));
  const first = Math.max(0, top - OVERSCAN);
  const end = Math.min(count, top + Math.ceil(view.height / rowHeight) + OVERSCAN);
  const shift = full <= height ? first * rowHeight : view.bar - (view.top - first * rowHeight);
  const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
  return { first, end, top, page, height, shift, scrollToRow };
}
