import type { Span } from "@easel/codec/document";
import { createStore } from "zustand/vanilla";
import type { ByteCursor } from "./byte-cursor.ts";

export type Side = "request" | "reply";

/** What is lit up: a run of bytes of one body, or lines of the message inside the request. */
export interface Selection {
  side: Side;
  /** Byte span in the body of that side. */
  span: Span;
  /** Where the person pointed; the other places scroll it into view, this one stays still. */
  from: Place;
  /** Where the keyboard stands in it; at its first byte when left out. */
  cursor?: ByteCursor;
}

/** "tools" are the search and the go-to above the bytes: every other place scrolls. */
export type Place = "bytes" | "tokens" | "xml" | "tree" | "mime" | "finding" | "tools";

export interface SelectionState {
  /** Pinned by a click; stays until another is chosen or Escape is pressed. */
  pinned: Selection | undefined;
  /** Under the pointer; wins over the pinned one for as long as it lasts. */
  hovered: Selection | undefined;
}

export const selectionStore = createStore<SelectionState>(() => ({ pinned: undefined, hovered: undefined }));

export const pin = (pinned: Selection | undefined): void => selectionStore.setState({ pinned, hovered: undefined });

/** The pointer has left a place. It may be in another by now: browsers say so in no certain order. */
function leave(place: Place): void {
  if (selectionStore.getState().hovered?.from === place) selectionStore.setState({ hovered: undefined });
}

/** The pointer crosses many elements of one and the same thing: only another thing is news. */
function hover(hovered: Selection): void {
  const before = selectionStore.getState().hovered;
  const isSame =
    before?.side === hovered.side &&
    before.from === hovered.from &&
    before.span.start === hovered.span.start &&
    before.span.end === hovered.span.end;
  if (!isSame) selectionStore.setState({ hovered });
}

/** What is under the pointer in a place, if that is linked to anything. */
export function point(side: Side, place: Place, span: Span | undefined): void {
  if (span) hover({ side, span, from: place });
  else leave(place);
}
