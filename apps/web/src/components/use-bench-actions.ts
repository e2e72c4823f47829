import { undoFix, whyNoUndo } from "../queries/fix-draft.ts";
import { useAction } from "../queries/use-action.ts";
import { focusRegion, pressFix, stepFinding, whyNoFinding, whyNoFix } from "./focus-region.ts";

/** What the bench can do that has no button of its own. */
export function useBenchActions(): void {
  useAction(
    "mime",
    () => focusRegion("mime"),
    () => (document.getElementById("region-mime") ? undefined : "This command carries no message."),
  );
  useAction("xml", () => focusRegion("xml"));
  useAction("wire", () => focusRegion("wire"));
  useAction("answer", () => focusRegion("answer"));
  useAction("url", () => document.querySelector<HTMLElement>('[data-testid="query"]')?.focus());
  useAction("next-finding", () => stepFinding(1), whyNoFinding);
  useAction("previous-finding", () => stepFinding(-1), whyNoFinding);
  useAction("fix", pressFix, whyNoFix);
  useAction("undo-fix", undoFix, whyNoUndo);
}
