import type { Locator, Page } from "@playwright/test";
import { actionIds, actions } from "../apps/web/src/model/actions.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

// Flags nobody else has give this file a sandbox of its own.
test.use({ proxyFlags: ["--allow", "127.0.0.1:4801"] });

const palette = (page: Page): Locator => page.getByRole("dialog", { name: "Find an action" });
const chosen = (page: Page): Locator => palette(page).getByRole("option", { selected: true });

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.insertText(words);
}

test("Ctrl+K opens the palette from inside an editor, types nothing, and Escape goes back to where one was", async ({
  page,
}) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  const before = await page.getByTestId("wire-size").textContent();
  await bench.mime.locator(".view-line").first().click();
  await find(page, "outline");
  await expect(chosen(page)).toHaveText(/^Outline of/);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(bench.mime.getByRole("textbox", { name: "MIME message" })).toBeFocused();
  await expect(page.getByTestId("wire-size")).toHaveText(before ?? "");
});

test("what is chosen is done, as if its button had been pressed", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await find(page, "sign in");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Account" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Account:/ })).toBeFocused();

  await find(page, "dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await find(page, "dark");
  await expect(palette(page).getByRole("option", { name: /^Dark colours/ })).toHaveAttribute("aria-disabled", "true");
  await expect(palette(page)).toContainText("They are so already.");
});

test("a command is found by name and version, and what was written for the one left is kept", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await bench.fill(bench.mime, "Subject: kept\r\n\r\n");
  await find(page, "foldersync 12");
  await expect(chosen(page)).toHaveText(/^FolderSync 12\.1/);
  await palette(page).getByRole("combobox").fill("sync");
  // The newest version first, and what is called so before what has it in its name.
  await expect(chosen(page)).toHaveText(/^Sync 16\.1/);
  await palette(page).getByRole("combobox").fill("foldersync 12");
  await page.keyboard.press("Enter");
  await expect(bench.xml).toContainText("FolderSync request, 12.1");
  await bench.chooseVersion("16.1");
  await bench.chooseCommand("SendMail");
  await expect(bench.mime).toContainText("Subject: kept");
});

test("from the start screen a command and a case are opened", async ({ page }) => {
  const bench = new Bench(page);
  await page.goto("/");
  await find(page, "ping 16.1");
  await page.keyboard.press("Enter");
  await expect(bench.xml).toContainText("Ping request, 16.1");
});

test("a case opened over a draft leaves a way back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await find(page, "stale");
  await page.keyboard.press("Enter");
  await expect(bench.xml).toContainText("Sync request, 16.1");
  await page.getByRole("button", { name: "Back to my draft" }).click();
  await expect(bench.xml).toContainText("FolderSync request");
});

test("every action of the bench is in the palette, and what cannot be done says why", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await page.keyboard.press("Control+k");
  // What needs an answer, or mixed line ends, is not there without them; nor is the palette in itself.
  const absent = ["outline-answer", "filter-answer", "copy-path", "all-crlf", "palette"];
  for (const id of actionIds.filter((id) => !absent.includes(id)))
    await expect(palette(page).getByRole("option", { name: actions[id].title }).first(), id).toBeVisible();
  await expect(palette(page).getByRole("option", { name: /^Take the last fix back/ })).toContainText(
    "No fix was pressed.",
  );
});

test("? opens the list of keys outside of text, and is typed in it; F1 opens it everywhere", async ({ page }) => {
  const bench = new Bench(page);
  const keys = page.getByRole("dialog", { name: "Keys" });
  await bench.openCommand(/Send a message/);
  await page.keyboard.press("Shift+?");
  await expect(keys).toContainText("Send, or cancel while waiting");
  await expect(keys).toContainText("In an editor");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);

  await bench.query.focus();
  await page.keyboard.press("Shift+?");
  await expect(bench.query).toHaveValue(/\?/);
  await expect(keys).toHaveCount(0);
  await bench.mime.locator(".view-line").first().click();
  await page.keyboard.press("Shift+?");
  await expect(bench.mime.locator(".view-lines")).toContainText("?");
  await page.keyboard.press("F1");
  await expect(keys).toBeVisible();
});

test("letters go to the parts of the bench, and can be switched off for good", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  const xml = bench.xml.getByRole("group", { name: /Escape to leave/ });
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await expect(xml).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("F1");
  await page.getByRole("checkbox", { name: /Letters and \?/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await bench.ready();
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+?");
  await expect(xml).not.toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("F1");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});

test("F8 steps through the findings, Ctrl+. presses the fix, and the notice takes it back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/12\.1 answers HTTP 500/);
  const cards = bench.findings.locator("article");
  await expect(cards.nth(1)).toBeVisible();
  await page.keyboard.press("F8");
  await expect(cards.first()).toBeFocused();
  await page.keyboard.press("F8");
  await expect(cards.nth(1)).toBeFocused();
  await page.keyboard.press("Shift+F8");
  await page.keyboard.press("Control+.");
  await expect(bench.xml).toContainText("Not sent at 12.1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(bench.xml).toContainText("<SendMail");
  await expect(cards.nth(1)).toBeVisible();
});

test("Ctrl+Z takes a fix back alone, not what was typed before it", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.xml.locator(".view-line").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("<!--typed-->");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  await expect(bench.xml).toContainText("CDATA");
  await bench.xml.getByRole("group", { name: /Escape to leave/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+z");
  await expect(bench.xml).not.toContainText("CDATA");
  await expect(bench.xml).toContainText("<!--typed-->");
  await page.keyboard.press("Control+z");
  await expect(bench.xml).not.toContainText("<!--typed-->");
});

test("a button shows its key, and says it to a screen reader", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  const send = page.getByRole("button", { name: /^Send/ });
  await expect(send).toHaveAttribute("aria-keyshortcuts", "Control+Enter");
  await expect(page.getByRole("button", { name: /^Server:/ })).toHaveAttribute("title", /\(G then S\)/);
});

test("on a Mac the keys are those of a Mac", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "platform", { get: () => "MacIntel" }));
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await expect(page.getByRole("button", { name: "Find an action" })).toHaveAttribute("title", /\(⌘K\)/);
  await expect(page.getByRole("button", { name: /^Send/ })).toHaveAttribute("aria-keyshortcuts", "Meta+Enter");
  await page.keyboard.press("Meta+k");
  await expect(palette(page)).toBeVisible();
});
