// The pictures of docs/tour.md that need nothing but the page and its sandbox. `e2e/tour.spec.ts` walks to each of
// them, so that none goes stale unseen.
import { CASE_A, CASE_B, openCase, openSync, send } from "./walk.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ name: string, theme?: "light" | "dark", size?: { width: number, height: number }, prepare: (page: Page) => Promise<void> }} Picture */

export const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 800 };

/** @type {Picture[]} */
export const pictures = [
  { name: "start", prepare: async (page) => page.getByRole("button", { name: CASE_A }).waitFor() },
  { name: "workbench-light", prepare: caseBAnswered },
  { name: "workbench-dark", theme: "dark", prepare: caseBAnswered },
  { name: "case-a-before", prepare: caseAAnswered },
  { name: "case-a-after", prepare: caseAFixed },
  { name: "compare", prepare: compared },
  { name: "bytes", theme: "dark", prepare: bytesInspected },
  { name: "headers", prepare: headersGrouped },
  { name: "timing", prepare: timesShown },
  { name: "completion", prepare: completionOpen },
  { name: "time-zone", theme: "dark", prepare: timeZoneExplained },
  { name: "outline", prepare: outlineOpen },
  { name: "palette", prepare: paletteOpen },
  { name: "narrow", size: NARROW, prepare: caseBAnswered },
];

/** @param {Page} page */
async function caseBAnswered(page) {
  await openCase(page, CASE_B);
  await send(page, "Status 102");
  const finding = page.getByTestId("findings").locator("article").first();
  await finding.getByRole("button", { name: "/SendMail/Mime" }).first().click();
  await page.locator(".easel-lit-line").first().waitFor();
}

/** @param {Page} page */
async function caseAAnswered(page) {
  await openCase(page, CASE_A);
  await send(page, "HTTP 500");
}

/** @param {Page} page */
async function caseAFixed(page) {
  await caseAAnswered(page);
  const finding = page.getByTestId("findings").locator("article").first();
  await finding
    .getByRole("button", { name: /bare message|fix/i })
    .first()
    .click();
  await page.getByTestId("xml").getByText("Not sent at 12.1.").waitFor();
  await send(page, "HTTP 200");
}

/**
 * Elements that may stand here.
 * @param {Page} page
 */
async function completionOpen(page) {
  const lines = ["      <SyncKey>1</SyncKey>", "      <CollectionId>5</CollectionId>", "      "];
  await openSync(page, lines.join("\n"));
  await page.getByTestId("xml").locator(".view-line", { hasText: "CollectionId" }).click();
  for (const key of ["ArrowDown", "End"]) await page.keyboard.press(key);
  await page.keyboard.type("<");
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

/**
 * The tooltip that reads a time zone.
 * @param {Page} page
 */
async function timeZoneExplained(page) {
  const zone = `xP///w${"A".repeat(88)}oAAAAFAAM${"A".repeat(103)}MAAAAFAAIAAAAAAAAAxP///w==`;
  const head = "      <SyncKey>1</SyncKey><CollectionId>2</CollectionId>\n      <Commands><Add><ClientId>1</ClientId>";
  const data = `<ApplicationData>\n        <c:Timezone>${zone}</c:Timezone>\n        <c:AllDayEvent>0</c:AllDayEvent>`;
  await openSync(page, `${head}${data}\n      </ApplicationData></Add></Commands>`);
  const words = page.getByTestId("xml").locator(".view-line span > span", { hasText: "xP///w" }).first();
  const box = await words.boundingBox();
  if (!box) throw new Error("The time zone is nowhere to be seen.");
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.move(box.x + 60, box.y + 8, { steps: 5 });
  await page.locator(".monaco-hover:visible").first().waitFor();
}

/**
 * The list of what an answer holds.
 * @param {Page} page
 */
async function outlineOpen(page) {
  await page.getByRole("button", { name: /List the folders/ }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await send(page, "HTTP 200");
  await page
    .getByTestId("answer")
    .getByRole("button", { name: /^Outline/ })
    .click();
  await page.getByRole("option", { name: /^Changes/ }).waitFor();
}

/**
 * The one that failed beside the one that was mended.
 * @param {Page} page
 */
async function compared(page) {
  await openCase(page, CASE_B);
  await send(page, "Status 102");
  const finding = page.getByTestId("findings").locator("article").first();
  await finding.getByRole("button", { name: /opaque/i }).click();
  await page.getByTestId("xml").getByText("CDATA").first().waitFor();
  await send(page, "HTTP 200");
  await page.getByTestId("answer").getByRole("button", { name: "Compare" }).click();
  await page.getByText("B worked and A did not").waitFor();
}

/**
 * An element found in the bytes, and what its bytes are.
 * @param {Page} page
 */
async function bytesInspected(page) {
  await openCase(page, CASE_B);
  const wire = page.getByTestId("wire");
  await wire.getByLabel("Find text in the bytes").fill("6337");
  await page.keyboard.press("Enter");
  await wire.getByTestId("tokens").getByText("6337").first().click();
}

/** @param {Page} page */
async function headersGrouped(page) {
  await caseAAnswered(page);
  await page.getByRole("tab", { name: /^Headers/ }).click();
  await page.getByRole("region", { name: "Protocol headers" }).waitFor();
}

/** @param {Page} page */
async function timesShown(page) {
  await caseBAnswered(page);
  await page.getByRole("tab", { name: "Timing" }).click();
}

/** @param {Page} page */
async function paletteOpen(page) {
  await openCase(page, CASE_B);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/^Action, command/).fill("sync 16.1");
  await page.getByRole("option").first().waitFor();
}
