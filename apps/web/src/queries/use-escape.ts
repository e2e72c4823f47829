import { useEffect } from "react";
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
      if (event.target instanceof HTMLElement && isInEditor(event.target)) return;
      cancelSend();
      pin(undefined);
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}
