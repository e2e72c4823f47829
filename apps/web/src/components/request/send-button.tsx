import { Send, Square } from "lucide-react";
import { sendOrCancel, useExchange } from "../../queries/use-send.ts";
import type { LiveWire } from "../../queries/use-wire.ts";
import { Button } from "../common/button.tsx";

export const modKey = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** The one thing to press; while a reply is awaited it cancels, as the same key does. */
export function SendButton({ live, endpoint }: { live: LiveWire; endpoint: string }) {
  const waiting = useExchange().phase === "waiting";
  const blocked = !waiting && (!live.wire.sendable || !endpoint);
  return (
    <Button
      look={waiting ? "danger" : "primary"}
      disabled={blocked}
      title={blocked ? "The draft has an error: the problems under the editors say what and where." : undefined}
      onClick={() => sendOrCancel(endpoint)}
    >
      {waiting ? <Square size={13} aria-hidden="true" /> : <Send size={13} aria-hidden="true" />}
      {waiting ? "Cancel" : "Send"} <kbd>{modKey} ⏎</kbd>
    </Button>
  );
}
