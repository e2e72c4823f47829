import type { Locator, Page } from "@playwright/test";
import { noSystemTime } from "../packages/codec/src/values/system-time.ts";
import { encodeTimeZone } from "../packages/codec/src/values/time-zone.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

const suggestions = (page: Page): Locator => page.locator(".suggest-widget.visible");
const tooltip = (page: Page): Locator => page.locator(".monaco-hover:visible");
const clockChange = (month: number, hour: number) => ({ ...noSystemTime(), month, day: 5, hour });
const vienna =
  encodeTimeZone({
    bias: -60,
    standardName: "",
    standardDate: clockChange(10, 3),
    standardBias: 0,
    daylightName: "",
    daylightDate: clockChange(3, 2),
    daylightBias: -60,
  }).text ?? "";

async function sync(page: Page, xml: string): Promise<Bench> {
  const bench = new Bench(page);
  await bench.openCommand(/Read and change what/);
  await bench.fill(bench.xml, xml);
  return bench;
}

/** The pointer on the words of a line brings up a tooltip; panes may still be moving when it first gets there. */
async function explains(page: Page, pane: Locator, words: string, meaning: string): Promise<void> {
  await expect(async () => {
    const box = await pane.locator(".view-line span > span", { hasText: words }).first().boundingBox();
    if (!box) throw new Error(`${words} is nowhere to be seen.`);
    await page.mouse.move(box.x + 2, box.y + box.height / 2 + 60);
    await page.mouse.move(box.x + Math.min(20, box.width / 2), box.y + box.height / 2, { steps: 4 });
    await expect(tooltip(page)).toContainText(meaning, { timeout: 3000 });
  }).toPass();
}

test("typing < offers what may stand there, and a Collection comes with what it needs", async ({ page }) => {
  const bench = await sync(page, '<Sync xmlns="AirSync"><Collections></Collections></Sync>');
  for (let back = 0; back < "</Collections></Sync>".length; back++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("<");
  await expect(suggestions(page)).toContainText("Collection");
  await expect(suggestions(page)).toContainText("needed");
  await expectAccessible(page, "list open");
  await page.keyboard.press("Escape");
  await expect(suggestions(page)).toHaveCount(0);
  await page.keyboard.press("Control+Space");
  await expect(suggestions(page)).toContainText("Collection");
  await page.keyboard.press("Enter");
  await page.keyboard.type("0");
  await page.keyboard.press("Tab");
  await page.keyboard.type("5");
  await expect(bench.wire.getByTestId("tokens")).toContainText("<CollectionId>");
  expect((await bench.xmlText()).replace(/\s+</g, "<")).toBe(
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>',
  );
  await expect(bench.answer).toContainText("Nothing wrong found in the draft");
});

test("ids of an answer are offered by their names", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  await bench.chooseCommand("Sync");
  await bench.fill(bench.xml, '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>');
  await page.keyboard.press("Control+Space");
  await expect(suggestions(page)).toContainText("Inbox");
});

test("a time zone and an element are explained under the pointer, in the request and in the answer", async ({
  page,
}) => {
  const bench = await sync(
    page,
    `<Sync xmlns="AirSync" xmlns:c="Calendar"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>2</CollectionId>
<Commands><Add><ClientId>1</ClientId><ApplicationData>
<c:Timezone>
${vienna}
</c:Timezone>
</ApplicationData></Add></Commands></Collection></Collections></Sync>`,
  );
  await explains(page, bench.xml, vienna.slice(0, 3), "UTC+1, summer time from last Sunday of March");
  await expectAccessible(page, "tooltip open");
  await bench.send();
  await explains(page, bench.answer, "Status", "AirSync:Status");
});

test("a wrong element is marked, and its fix mends text and wire", async ({ page }) => {
  const bench = await sync(
    page,
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId><DeletesAsMoves>1</DeletesAsMoves><DeletesAsMoves>1</DeletesAsMoves></Collection></Collections></Sync>',
  );
  await expect(bench.xml.locator(".squiggly-error").first()).toBeVisible();
  const size = page.getByTestId("wire-size");
  const before = await size.textContent();
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  await expect(page.locator(".action-widget").first()).toContainText("Remove DeletesAsMoves");
  await page.keyboard.press("Enter");
  await expect(bench.xml.locator(".squiggly-error")).toHaveCount(0);
  await expect(size).not.toHaveText(before ?? "");
  expect(await bench.xmlText()).not.toMatch(/DeletesAsMoves.*DeletesAsMoves.*DeletesAsMoves/);
});

test("a name that was mistyped is mended in both tags", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.fill(bench.xml, '<FolderSync xmlns="FolderHierarchy"><SyncKez>0</SyncKez></FolderSync>');
  await expect(bench.xml.getByRole("list", { name: "Problems of the XML" }).getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("Write SyncKey").click();
  expect(await bench.xmlText()).toBe('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>');
});

test("the document is laid out by Shift+Alt+F without another byte on the wire", async ({ page }) => {
  const bench = await sync(
    page,
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>',
  );
  const size = page.getByTestId("wire-size");
  const before = await size.textContent();
  await page.keyboard.press("Shift+Alt+F");
  await expect(bench.xml.locator(".view-line")).toHaveCount(8);
  await expect(size).toHaveText(before ?? "");
});

test("headers of a message are offered and explained", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await bench.fill(bench.mime, "From: a@b.example\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\n");
  await page.keyboard.type("Repl");
  await page.keyboard.press("Control+Space");
  await expect(suggestions(page)).toContainText("Reply-To");
  await page.keyboard.press("Enter");
  await expect(bench.mime.locator(".view-lines")).toContainText("Reply-To: user@example.com");
  await page.keyboard.press("Escape");
  await explains(page, bench.mime, "Subject", "Grüße");
});

test("the outline finds an element and goes there, by key and by pointer, in request, message and answer", async ({
  page,
}) => {
  const bench = await sync(
    page,
    '<Sync xmlns="AirSync"><Collections>\n<Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId></Collection>\n</Collections></Sync>',
  );
  const panel = page.getByRole("dialog", { name: /^Outline of/ });
  await page.keyboard.press("Control+Shift+O");
  await expect(panel.getByRole("option")).toHaveCount(5);
  await page.keyboard.type("synckey");
  await expect(panel.getByRole("option")).toHaveCount(1);
  await expectAccessible(page, "outline open");
  await page.keyboard.press("Enter");
  await expect(panel).toHaveCount(0);
  // The tag is selected, and what is typed replaces it.
  await page.keyboard.type("<x>");
  expect(await bench.xmlText()).toContain("<Collection><x>0</SyncKey>");
  await page.keyboard.press("Control+z");
  await bench.xml.getByRole("button", { name: /^Outline/ }).click();
  await page.keyboard.type("nothing like it");
  await expect(panel).toContainText("Nothing here has that");
  await page.keyboard.press("Escape");
  await expect(bench.xml.getByRole("button", { name: /^Outline/ })).toBeFocused();

  await bench.chooseCommand("SendMail");
  await bench.mime.getByRole("button", { name: /^Outline/ }).click();
  await panel.getByRole("option", { name: /^Subject/ }).click();
  await page.keyboard.type("Comments");
  await expect(bench.mime.locator(".view-line", { hasText: /^Comments:/ })).toHaveCount(1);

  await bench.chooseCommand("FolderSync");
  await bench.send();
  await bench.answer.getByRole("button", { name: /^Outline/ }).click();
  await page.keyboard.type("inbox");
  await page.keyboard.press("Enter");
  await expect(panel).toHaveCount(0);
  await expect(bench.answer.locator(".monaco-editor.focused")).toHaveCount(1);
});
