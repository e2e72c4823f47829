import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "./fixtures.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** Fails with one line for each place that breaks a rule of WCAG 2.2 A or AA. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Evaluated, not added as a script element: the page's policy forbids inline scripts.
  await page.evaluate(source);
  await page.evaluate(transitionsEnd);
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: { run(o: unknown): Promise<AxeResults> } }).axe.run(given),
    options as never,
  );
  const lines = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary?.replace(/\s+/g, " ")}`),
  );
  expect(lines, `${state}: rules broken`).toEqual([]);
}

/** Runs in the page: a colour halfway to another would be measured as it stands. */
async function transitionsEnd(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const running = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(running.map(({ finished }) => finished));
}
