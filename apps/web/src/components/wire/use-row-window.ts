import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Chromium stops laying out above 33,554,428 px; the scroll area stays well below and is mapped. */
const MAX_SCROLL_HEIGHT = 8_000_000;
const OVERSCAN = 6;

export interface RowWindow {
  /** Rows to draw: `[first, end)`. */
  first: number;
  end: number;
  /** Height of the spacer that gives the scroll bar its size, in px. */
  height: number;
  /** Where the drawn block starts inside the spacer, in px. */
  top: number;
  scrollToRow: (row: number) => void;
}

/** Fixed-height rows of which only those in view are drawn; every row stays reachable at any count. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [view, setView] = useState({ scrollTop: 0, viewHeight: 400 });
  const height = Math.min(count * rowHeight, MAX_SCROLL_HEIGHT);
  const geometry = useRef({ count, rowHeight, height });
  geometry.current = { count, rowHeight, height };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => setView({ scrollTop: element.scrollTop, viewHeight: element.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // When the scroll area is squeezed a wheel step would jump over rows: move by rows instead.
    const wheel = (event: WheelEvent) => {
      const { count, rowHeight, height } = geometry.current;
      if (count * rowHeight <= height || event.ctrlKey) return;
      event.preventDefault();
      element.scrollTop += event.deltaY * (height / (count * rowHeight));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [scroller]);

  const visible = Math.ceil(view.viewHeight / rowHeight);
  const scale = scaleOf(count * rowHeight, height, view.viewHeight);
  const firstVisible = Math.floor((view.scrollTop * scale) / rowHeight);
  const first = Math.max(0, Math.min(firstVisible - OVERSCAN, count - 1));
  const end = Math.min(count, firstVisible + visible + OVERSCAN);
  const top = scale === 1 ? first * rowHeight : view.scrollTop - (firstVisible - first) * rowHeight;

  const scrollToRow = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const { count, rowHeight, height } = geometry.current;
      const scale = scaleOf(count * rowHeight, height, element.clientHeight);
      const from = (element.scrollTop * scale) / rowHeight;
      const shown = element.clientHeight / rowHeight;
      if (row >= from && row < from + shown - 1) return;
      element.scrollTop = Math.max(0, (row - shown / 3) * rowHeight) / scale;
    },
    [scroller],
  );

  return { first, end, height, top: Math.max(0, top), scrollToRow };
}

const scaleOf = (full: number, height: number, viewHeight: number): number =>
  full <= height ? 1 : (full - viewHeight) / Math.max(1, height - viewHeight);
