import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import { useStore } from "zustand";
import { hover, type Place, pin, type Selection, type Side, selectionStore } from "../../model/selection-store.ts";
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
  const pinned = useStore(selectionStore, (state) => mine(state.pinned, side));
  const hovered = useStore(selectionStore, (state) => mine(state.hovered, side));
  const onHover = (from: Place) => (span: Span | undefined) => hover(span && { side, span, from });
  // A place does not scroll because of what the person did in that same place.
  const revealIn = (place: Place) => (pinned && pinned.from !== place ? pinned : undefined);

  return (
    <div className={stacked || narrow ? styles.stacked : styles.beside}>
      <HexView
        bytes={bytes}
        labels={labels}
        width={narrow ? 8 : 16}
        of={side === "request" ? "the request" : "the answer"}
        selected={pinned}
        hovered={hovered?.span}
        reveal={revealIn("bytes")}
        onHover={onHover("bytes")}
        onSelect={(span, cursor) => pin({ side, span, cursor, from: "bytes" })}
      />
      <div className={styles.tokens}>
        <TokenList
          bytes={bytes}
          labels={labels}
          selected={pinned?.span}
          hovered={hovered?.span}
          reveal={revealIn("tokens")}
          onHover={onHover("tokens")}
          onPick={(span) => pin({ side, span, from: "tokens" })}
        />
      </div>
    </div>
  );
}

const mine = (selection: Selection | undefined, side: Side): Selection | undefined =>
  selection?.side === side ? selection : undefined;
