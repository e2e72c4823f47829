import { useEffect } from "react";
import { editorTakesEscape } from "../editor/index.ts";
import { pin } from "../model/selection-store.ts";
import { isInEditor } from "./use-keys.ts";
import { cancelSend } from "./use-send.ts";

/** What has Escape for itself while it is open. */
const OPEN = "[data-radix-popper-content-wrapper], dialog[open]";

/** Escape goes from the inside out: what is open, the editor one is in, then the wait and the selection. */
export function useEscape(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || document.querySelector(OPEN)) return;
      // An editor that has its search or its list open needs the key for that.
      if (editorTakesEscape()) return;
      pin(undefined);
      if (!(event.target instanceof HTMLElement && isInEditor(event.target))) cancelSend();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}
