import { Send, Square } from "lucide-react";
import { useStore } from "zustand";
import { noticeStore } from "../../model/notice-store.ts";
import { isMac } from "../../queries/platform.ts";
import { sendOrCancel, useExchange } from "../../queries/use-send.ts";
import { Button } from "../common/button.tsx";

/** The one thing to press; while a reply is awaited it cancels, as the same key does. */
export function SendButton({ sendable, endpoint }: { sendable: boolean; endpoint: string }) {
  const { phase } = useExchange();
  const waiting = phase === "waiting" || phase === "reading";
  const undecided = useStore(noticeStore, ({ notice }) => notice?.choose !== undefined);
  const blocked = !waiting && (!sendable || !endpoint || undecided);
  return (
    <Button
      look={waiting ? "danger" : "primary"}
      disabled={blocked}
      action="send"
      title={blocked ? why(undecided) : waiting ? "Cancel" : "Send"}
      onClick={() => sendOrCancel(endpoint)}
    >
      {waiting ? <Square size={13} aria-hidden="true" /> : <Send size={13} aria-hidden="true" />}
      {waiting ? "Cancel" : "Send"} <kbd>{isMac ? "⌘" : "Ctrl"} ⏎</kbd>
    </Button>
  );
}

const why = (undecided: boolean): string =>
  undecided
    ? "A link asked for another server: choose one first."
    : "The draft has an error: the problems under the editors say what and where.";
