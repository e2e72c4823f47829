import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import type { ByteLabel } from "@easel/codec/wbxml";
import { useRef } from "react";
import { useStore } from "zustand";
import { hover, pin, type Selection, type Side, selectionStore } from "../../model/selection-store.ts";
import { useNarrow } from "../../queries/use-theme.ts";
import styles from "./bytes-view.module.css";
import { HexView } from "./hex-view.tsx";
import { TokenList } from "./token-list.tsx";

export interface BytesViewProps {
  side: Side;
  bytes: PieceBytes;
  labels: ByteLabels;
  /** Draws the bytes above the tokens instead of beside them. */
  stacked?: boolean;
}

/** Hex and tokens of one body, showing and moving the one selection. */
export function BytesView({ side, bytes, labels, stacked = false }: BytesViewProps) {
  const narrow = useNarrow();
  const host = useRef<HTMLDivElement>(null);
  const pinned = useStore(selectionStore, (state) => mine(state.pinned, side));
  const hovered = useStore(selectionStore, (state) => mine(state.hovered, side));
  const spanOf = (label: ByteLabel): Span => label.span;
  const events = (from: Selection["from"]) => ({
    onHover: (label: ByteLabel | undefined) => hover(label && { side, span: spanOf(label), from }),
    onPick: (label: ByteLabel) => pin({ side, span: spanOf(label), from }),
  });
  const shared = { bytes, labels, selected: pinned?.span, hovered: hovered?.span };
  // A place does not scroll because of what the person did in that same place.
  const revealIn = (place: Selection["from"]) => (pinned && pinned.from !== place ? pinned.span.start : undefined);

  return (
    <div ref={host} className={stacked || narrow ? styles.stacked : styles.beside}>
      <HexView {...shared} width={narrow ? 8 : 16} reveal={revealIn("bytes")} {...events("bytes")} />
      <div className={styles.tokens}>
        <TokenList {...shared} reveal={revealIn("tokens")} {...events("tokens")} />
      </div>
    </div>
  );
}

const mine = (selection: Selection | undefined, side: Side): Selection | undefined =>
  selection?.side === side ? selection : undefined;
