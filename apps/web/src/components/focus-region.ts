import { regionId } from "./common/card.tsx";

/** What in a region takes the keyboard: an editor, a list, the tab shown; else the region itself. */
const FIRST = "[data-editor], [role='listbox'], [role='grid'], [role='tab'][aria-selected='true']";

/** Brings a region into view and puts the focus there. */
export function focusRegion(name: string): void {
  const region = document.getElementById(regionId(name));
  if (!region) return;
  region.scrollIntoView({ block: "nearest" });
  (region.querySelector<HTMLElement>(FIRST) ?? region).focus({ preventScroll: true });
}

const FINDING = "article[data-rule]";

/** The findings that are seen, in the order they stand in. */
const findings = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(FINDING)].filter((finding) => finding.checkVisibility());

/** Why there is nothing to step to. */
export const whyNoFinding = (): string | undefined => (findings().length > 0 ? undefined : "There are no findings.");

/** Puts the focus on the finding after the one it is in, or before it; from the last on to the first. */
export function stepFinding(by: 1 | -1): void {
  const all = findings();
  const at = all.findIndex((finding) => finding.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
}

/** The fix of the finding the focus is in, else the first. */
const nextFix = (): HTMLElement | null =>
  document.activeElement?.closest(FINDING)?.querySelector<HTMLElement>("[data-fix]") ??
  document.querySelector<HTMLElement>(`${FINDING} [data-fix]`);

export const whyNoFix = (): string | undefined => (nextFix() ? undefined : "No finding has a fix to press.");
export const pressFix = (): void => nextFix()?.click();
