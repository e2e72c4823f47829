import { historyStore } from "../model/history-store.ts";
import { undoFix, whyNoUndo } from "../queries/fix-draft.ts";
import { showOverlay } from "../queries/overlay.ts";
import { useAction } from "../queries/use-action.ts";
import { regionId } from "./common/card.tsx";
import { focusRegion, pressFix, stepFinding, whyNoFinding, whyNoFix } from "./focus-region.ts";

/** What the bench can do that has no button of its own. */
export function useBenchActions(): void {
  useAction(
    "mime",
    () => focusRegion("mime"),
    () => (document.getElementById(regionId("mime")) ? undefined : "This command carries no message."),
  );
  useAction("xml", () => focusRegion("xml"));
  useAction("wire", () => focusRegion("wire"));
  useAction("answer", () => focusRegion("answer"));
  useAction("url", () => document.querySelector<HTMLElement>('[data-testid="query"]')?.focus());
  useAction(
    "compare",
    () => showOverlay("compare"),
    () => (historyStore.getState().past.length > 0 ? undefined : "Nothing has been sent yet to compare with."),
  );
  useAction("next-finding", () => stepFinding(1), whyNoFinding);
  useAction("previous-finding", () => stepFinding(-1), whyNoFinding);
  useAction("fix", pressFix, whyNoFix);
  useAction("undo-fix", undoFix, whyNoUndo);
}
