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
  await page.mouse.move(0, 0);
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
