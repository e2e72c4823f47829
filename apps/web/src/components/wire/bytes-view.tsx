import type { Span } from "@easel/codec/document";
import type { ByteLabels } from "@easel/codec/incremental";
import type { PieceBytes } from "@easel/codec/pieces";
import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, MAX_COPIED_BYTES } from "../../model/byte-formats.ts";
import { countBytes } from "../../model/byte-words.ts";
import { type Place, pin, point, type Selection, type Side, selectionStore } from "../../model/selection-store.ts";
import type { WireMime } from "../../model/wire-message.ts";
import { useAction } from "../../queries/use-action.ts";
import { useFoundBytes } from "../../queries/use-found-bytes.ts";
import { useNarrow } from "../../queries/use-theme.ts";
import { copyText } from "../common/copy-text.ts";
import { ByteInspector } from "./byte-inspector.tsx";
import { BytesTools, type Query } from "./bytes-tools.tsx";
import styles from "./bytes-view.module.css";
import { HexView } from "./hex-view.tsx";
import { TokenList } from "./token-list.tsx";

export interface BytesViewProps {
  side: Side;
  bytes: PieceBytes;
  labels: ByteLabels;
  /** The bytes are WBXML: their tokens have levels, code pages and elements. */
  isWbxml: boolean;
  /** The message they carry, if they do. */
  mime?: WireMime | undefined;
  /** Draws the bytes above the tokens instead of beside them. */
  stacked?: boolean;
}

/** Hex and tokens of one body, showing and moving the one selection. */
export function BytesView({ side, bytes, labels, isWbxml, mime, stacked = false }: BytesViewProps) {
  const narrow = useNarrow();
  const host = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<Query>({ kind: "text", wanted: "" });
  const kind = query.kind === "offset" || (query.kind === "element" && !isWbxml) ? "text" : query.kind;
  const found = useFoundBytes(bytes, labels, kind, query.kind === "offset" ? "" : query.wanted);
  const pinned = useStore(selectionStore, (state) => mine(state.pinned, side));
  const hovered = useStore(selectionStore, (state) => mine(state.hovered, side));
  const onHover = (from: Place) => (span: Span | undefined) => point(side, from, span);
  const onGo = useCallback((span: Span) => pin({ side, span, from: "tools" }), [side]);
  // A place does not scroll because of what the person did in that same place.
  const revealIn = (place: Place) => (pinned && pinned.from !== place ? pinned : undefined);

  useAction("find-bytes", () => input.current?.focus());

  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target === input.current) return;
    if (event.key === "f" || event.key === "g") {
      event.preventDefault();
      const wantsOffset = event.key === "g";
      if (wantsOffset !== (query.kind === "offset")) {
        setQuery({ kind: wantsOffset ? "offset" : "text", wanted: "" });
      }
      input.current?.focus();
      input.current?.select();
    }
    const copied = pinned && pinned.span.end - pinned.span.start <= MAX_COPIED_BYTES ? pinned.span : undefined;
    // Dragging over bytes marks their letters, too; elsewhere what is marked is what is meant.
    const inBytes = event.target instanceof Element && event.target.closest('[role="application"]') !== null;
    if (event.key === "c" && copied && (inBytes || window.getSelection()?.isCollapsed !== false)) {
      event.preventDefault();
      const hex = formatBytes(bytes.slice(copied.start, copied.end), "hex");
      copyText(hex, `${countBytes(copied.end - copied.start)} copied: Hex`);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what stands inside come by here
    <div ref={host} className={styles.view} onKeyDown={press}>
      <BytesTools
        bytes={bytes}
        hasElements={isWbxml}
        query={query}
        found={found}
        selected={pinned?.span}
        input={input}
        narrow={narrow}
        onQuery={setQuery}
        onGo={onGo}
        onLeave={() => host.current?.querySelector<HTMLElement>('[role="application"]')?.focus()}
      />
      <div className={stacked || narrow ? styles.stacked : styles.beside}>
        <HexView
          bytes={bytes}
          labels={labels}
          width={narrow ? 8 : 16}
          of={side === "request" ? "the request" : "the answer"}
          selected={pinned}
          hovered={hovered?.span}
          found={found.spans}
          reveal={revealIn("bytes")}
          onHover={onHover("bytes")}
          onSelect={(span, cursor) => pin({ side, span, cursor, from: "bytes" })}
        />
        <TokenList
          bytes={bytes}
          labels={labels}
          isWbxml={isWbxml}
          selected={pinned?.span}
          hovered={hovered?.span}
          reveal={revealIn("tokens")}
          onHover={onHover("tokens")}
          onPick={(span) => pin({ side, span, from: "tokens" })}
        />
      </div>
      <ByteInspector bytes={bytes} labels={labels} selected={pinned?.span} mime={mime} />
    </div>
  );
}

const mine = (selection: Selection | undefined, side: Side): Selection | undefined =>
  selection?.side === side ? selection : undefined;
