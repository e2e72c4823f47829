import type { Draft, Target } from "../model/draft.ts";
import { setExchange } from "../model/exchange-store.ts";
import { showNotice } from "../model/notice-store.ts";
import { decodeLink } from "../model/share-link.ts";
import { currentDraft, setDraft } from "./use-draft.ts";
import { currentView, showView } from "./use-view.ts";

const sameTarget = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts a link's draft on the bench, or says why it cannot. */
export async function openLink(hash: string): Promise<void> {
  const { draft, problem } = await decodeLink(hash);
  if (problem) showNotice({ text: problem.message });
  if (draft) openLinked(draft);
}

/** Over a bench in use nothing is lost, and another server is used only after the person has chosen it. */
function openLinked(draft: Draft): void {
  const before = currentDraft();
  const inUse = currentView() === "workbench" && JSON.stringify(before) !== JSON.stringify(draft);
  setExchange({ phase: "idle" });
  setDraft(draft);
  showView("workbench");
  if (!inUse) return;
  showNotice({
    text: "A link was opened over the draft that was here.",
    before,
    ...(sameTarget(before.target, draft.target) ? {} : { choose: { mine: before.target, theirs: draft.target } }),
  });
}
