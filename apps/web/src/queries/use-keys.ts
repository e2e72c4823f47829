import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { runAction } from "../model/action-store.ts";
import { type ActionId, actionIds, actions } from "../model/actions.ts";
import { announce } from "../model/announcement-store.ts";
import { letterKeysStore } from "./letter-keys.ts";
import { overlayStore } from "./overlay.ts";

/** The keys of every action, wherever the focus is. */
export function useKeys(): void {
  useEffect(
    () =>
      tinykeys(
        window,
        Object.fromEntries(
          actionIds.flatMap((id) => (actions[id].keys ?? []).map((keys) => [keys, press(id, keys)] as const)),
        ),
        // Caught on the way down: an editor would take the key for itself and open a line.
        { capture: true },
      ),
    [],
  );
}

const press = (id: ActionId, keys: string) => (event: KeyboardEvent) => {
  const { overlay } = overlayStore.getState();
  // What lies over the page keeps the keys for itself, but for those that open such things.
  if (overlay !== undefined && id !== "palette" && id !== "keys") return;
  const { target } = event;
  const element = target instanceof HTMLElement ? target : undefined;
  if (isLetter(keys) && (!letterKeysStore.getState().isOn || (element && takesLetters(element)))) return;
  if (actions[id].leftToEditors && element && isInEditor(element)) return;
  const outcome = runAction(id);
  if (outcome === "absent") return;
  event.preventDefault();
  event.stopPropagation();
  if (outcome !== "done") announce(outcome.why);
};

/** Whether the key is typed with letters and signs alone. */
const isLetter = (keys: string): boolean => keys === "Shift+?" || /^\w( \w)*$/.test(keys);

/** Text is typed into a field, and in a menu letters look for an entry. */
const takesLetters = (element: HTMLElement): boolean =>
  element.isContentEditable ||
  element.matches("textarea, select, input:not([type='checkbox'], [type='radio'])") ||
  isInEditor(element) ||
  element.closest("[role='menu'], [role='dialog']") !== null;

/** Inside the text of an editor, not in front of it. */
export const isInEditor = (element: HTMLElement): boolean =>
  element.closest("[data-editor]") !== null && !element.hasAttribute("data-editor");
