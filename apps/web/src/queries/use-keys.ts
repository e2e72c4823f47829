import { useEffect } from "react";
import { editorTakesEscape } from "../editor/index.ts";
import { pin } from "../model/selection-store.ts";
import { cancelSend, sendOrCancel } from "./use-send.ts";

/** Ctrl/Cmd+Enter sends or cancels wherever the focus is; Escape frees the selection. */
export function useKeys(endpoint: string): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        void sendOrCancel(endpoint);
      }
      if (event.key !== "Escape") return;
      // With a menu or a panel open, Escape is theirs; so it is an editor's that has its search or its list open.
      if (document.querySelector("[data-radix-popper-content-wrapper]")) return;
      if (editorTakesEscape()) return;
      cancelSend();
      pin(undefined);
    };
    // Caught on the way down: an editor would take the key for itself and open a line.
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [endpoint]);
}
