// `npx pnpm screenshots`: takes the pictures of docs/images anew, from the built page and its sandbox.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBuiltPage } from "./setup/built-page.mjs";
import { ROOT } from "./setup/run-command.mjs";
import { shrinkPng } from "./setup/shrink-png.mjs";

const FOLDER = join(ROOT, "docs", "images");
const MAX_BYTES = 250_000;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 800 };
const CASE_A = /12\.1 answers HTTP 500/;
const CASE_B = /14\.1 answers Status 102/;

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {"light" | "dark"} Theme */

/** @type {{ name: string, theme?: Theme, size?: typeof WIDE, prepare: (page: Page) => Promise<void> }[]} */
const pictures = [
  { name: "start", prepare: async () => undefined },
  { name: "workbench-light", prepare: caseBAnswered },
  { name: "workbench-dark", theme: "dark", prepare: caseBAnswered },
  { name: "case-a-before", prepare: caseAAnswered },
  { name: "case-a-after", prepare: caseAFixed },
  { name: "completion", prepare: completionOpen },
  { name: "time-zone", theme: "dark", prepare: timeZoneExplained },
  { name: "outline", prepare: outlineOpen },
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
 * A Sync of one Collection, opened as a link is.
 * @param {Page} page
 * @param {string} inside the lines of the Collection
 */
async function openSync(page, inside) {
  const xml = `<Sync xmlns="AirSync" xmlns:c="Calendar">\n  <Collections>\n    <Collection>\n${inside}\n    </Collection>\n  </Collections>\n</Sync>\n`;
  const q = "Cmd=Sync&User=megan%40contoso.example&DeviceId=EASEL0001&DeviceType=EASel";
  const draft = { v: 1, t: { kind: "sandbox" }, m: "POST", q, p: "16.1", h: [], b: "auto", x: xml, i: "" };
  await page.goto(`${page.url().split("#")[0]}#d0=${Buffer.from(JSON.stringify(draft)).toString("base64url")}`);
  await page.getByTestId("xml").locator(".monaco-editor .view-line").first().waitFor();
  await page.waitForTimeout(800);
}

/**
 * @param {Page} page
 * @param {RegExp} title
 */
async function openCase(page, title) {
  await page.getByRole("button", { name: title }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} words of the status line that comes
 */
async function send(page, words) {
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("status").getByText(words).first().waitFor();
  await page.getByTestId("answer").locator(".monaco-editor .view-line").or(page.getByText("no body")).first().waitFor();
}

/**
 * Nothing that moves or is about to go: the announcer, the caret, the pointer's hover.
 * @param {Page} page
 */
async function settle(page) {
  if ((await page.locator(".monaco-hover:visible").count()) === 0) await page.mouse.move(0, 0);
  await page.locator('[role="status"][aria-live="polite"]:empty').waitFor({ state: "attached" });
  await page.evaluate("document.fonts.ready");
  await page.waitForTimeout(700);
}

mkdirSync(FOLDER, { recursive: true });
const { browser, url, stop } = await openBuiltPage();
let failed = false;
try {
  for (const { name, theme = "light", size = WIDE, prepare } of pictures) {
    const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(url);
    await prepare(page);
    await settle(page);
    const png = shrinkPng(await page.screenshot({ caret: "hide", animations: "disabled" }));
    writeFileSync(join(FOLDER, `${name}.png`), png);
    const bytes = png.length;
    const tooLarge = bytes > MAX_BYTES;
    failed ||= tooLarge;
    console.log(
      `  ${name}.png  ${size.width}×${size.height}  ${Math.round(bytes / 1000)} kB${tooLarge ? "  too large" : ""}`,
    );
    await context.close();
  }
} finally {
  await stop();
}
process.exit(failed ? 1 : 0);
