import type { PieceText } from "@easel/codec/pieces";
import { sniffPaste } from "@easel/codec/xml";
import { useMemo } from "react";
import { announce } from "../../model/announcement-store.ts";
import { showNotice } from "../../model/notice-store.ts";
import { draftFromPaste } from "../../model/paste.ts";
import { currentDraft, setDraft } from "../../queries/use-draft.ts";
import { Button } from "../common/button.tsx";
import styles from "./paste-offer.module.css";

const LOOKED_AT = 200_000;
const words: Record<string, string> = { hex: "hexadecimal bytes", base64: "base64" };

/** When the pane holds bytes written as hex or base64: says so and offers to decode. Nothing is done unasked. */
export function PasteOffer({ text }: { text: PieceText }) {
  const kind = useMemo(() => (text.length < LOOKED_AT ? sniffPaste(text.toString()).kind : "other"), [text]);
  const name = words[kind];
  if (!name) return null;
  return (
    <div className={styles.offer} role="note">
      <span>This looks like {name}, not XML.</span>
      <Button
        size="small"
        onClick={() => {
          const { draft: next, message, notice } = draftFromPaste(text.toString(), currentDraft());
          if (next) setDraft(next);
          announce(message);
          if (notice) showNotice({ text: notice });
        }}
      >
        Decode it
      </Button>
    </div>
  );
}
