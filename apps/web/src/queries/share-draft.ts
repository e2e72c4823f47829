import { encodeLink, linkContents } from "../model/share-link.ts";
import { currentDraft } from "./use-draft.ts";

export interface Shared {
  url: string;
  characters: number;
  /** What was left out, in words. */
  removed: string[];
  /** Why no link can be made of this draft; then `url` opens nothing. */
  problem?: string;
}

/** The address that opens this draft elsewhere, with what was left out of it. Also put into the address bar. */
export async function shareDraft(): Promise<Shared> {
  const draft = currentDraft();
  const fragment = await encodeLink(draft);
  const { removed, problem } = await linkContents(draft);
  const url = `${window.location.origin}${window.location.pathname}${fragment}`;
  if (problem) return { url: "", characters: url.length, removed, problem };
  window.history.replaceState(null, "", fragment);
  return { url, characters: url.length, removed };
}
