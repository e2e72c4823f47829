import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";
import { syncAnswer } from "./support/sync-answer.ts";

const PORT = 4711;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`], timezoneId: "Europe/Vienna" });

const draft = {
  version: "16.1",
  command: "Sync",
  xml: '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>11</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>',
};

/** Sends a Sync that is answered so, and waits for the answer. */
async function answered(page: Page, body: Uint8Array): Promise<Bench> {
  const target = await startLocalTarget(PORT, (_request, response) => {
    response.writeHead(200, { "Content-Type": "application/vnd.ms-sync.wbxml" }).end(body);
  });
  const bench = new Bench(page);
  await page.goto(linkTo(target.url, draft));
  await bench.ready();
  await bench.send();
  await target.close();
  return bench;
}

const view = (page: Page, name: "Text" | "Tree") => page.getByRole("radio", { name, exact: true }).click();
const filter = (page: Page) => page.getByLabel("Filter the answer by element");
const row = (page: Page, name: string | RegExp) => page.getByRole("treeitem", { name });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(async ({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("words stand beside values, are not copied, and can be switched off", async ({ page }) => {
  const bench = await answered(page, syncAnswer(1));
  const text = bench.answer.locator(".view-lines");
  await expect(text).toContainText("the item is no longer there");
  await bench.answer.locator(".monaco-editor").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  const copied = await clipboard(page);
  expect(copied).toContain("<Status>8</Status>\n");
  expect(copied).toContain("<email:DateReceived>2026-11-23T08:00:00.000Z</email:DateReceived>\n");
  expect(copied).not.toContain("no longer there");

  await page.getByRole("button", { name: "Notes" }).click();
  await expect(text).not.toContainText("the item is no longer there");
  await page.getByRole("button", { name: "Notes" }).click();
  await expect(text).toContainText("the item is no longer there");
});

test("the tree says values and what they mean, and its keys walk, open and close", async ({ page }) => {
  await answered(page, syncAnswer(1));
  await view(page, "Tree");
  const tree = page.getByRole("tree");
  await expect(row(page, /^MoreAvailable there is more/)).toBeVisible();
  await tree.focus();
  const active = page.locator('[role="treeitem"][aria-selected="true"]');
  const press = async (key: string, expected: RegExp) => {
    await page.keyboard.press(key);
    await expect(active).toHaveAccessibleName(expected);
  };
  await press("Home", /^Sync/);
  await press("ArrowRight", /^Collections/);
  await press("ArrowRight", /^Collection 5/);
  await press("ArrowLeft", /^Collection 5/);
  await expect(active).toHaveAttribute("aria-expanded", "false");
  await press("ArrowDown", /^Collection 6/);
  await press("ArrowUp", /^Collection 5/);
  await press("ArrowRight", /^Collection 5/);
  await expect(active).toHaveAttribute("aria-expanded", "true");
  await press("ArrowRight", /^SyncKey 12/);
  await press("ArrowDown", /^CollectionId 5/);
  await press("ArrowDown", /^Status 1 done/);
  await row(page, /^CollectionId 5/).click();
  await press("End", /^Status 12 the folders have changed/);
  await press("Home", /^Sync/);
  await press("End", /^Status 12/);

  // The one selection: its bytes are lit, and in the text its line.
  await page.getByRole("tab", { name: "Hex" }).click();
  await expect(page.getByTestId("answer").locator('[role="option"][aria-selected="true"]').first()).toBeVisible();
  await page.getByRole("tab", { name: "XML" }).click();
  await expect(active).toHaveAccessibleName(/^Status 12/);
  await view(page, "Text");
  await expect(page.getByTestId("answer").locator(".easel-lit-line").first()).toBeVisible();
});

test("a filter leaves what is asked for and what stands around it", async ({ page }) => {
  await answered(page, syncAnswer(30));
  // From the text on: typing shows the tree.
  await filter(page).fill("Subject: report 7");
  await expect(row(page, /^Subject Report 7/)).toBeVisible();
  await expect(page.getByTestId("filtered")).toHaveText("1 found");
  await expect(row(page, /^CollectionId/)).toHaveCount(0);

  await page.getByRole("button", { name: "Faults: only what has Status other than success" }).click();
  await expect(filter(page)).toHaveValue("Status != success");
  await expect(page.getByTestId("filtered")).toHaveText("2 found");
  await expect(row(page, /^Status 8/)).toBeVisible();
  await page.keyboard.press("F4");
  await expect(page.getByTestId("filtered")).toHaveText("1 of 2");
  await page.keyboard.press("F4");
  await expect(page.getByTestId("path")).toHaveText("/Sync/Collections/Collection[3]/Status");

  await filter(page).fill("Status !=");
  await expect(page.getByTestId("answer")).toContainText("Write an element, a sign and a value");
  await filter(page).fill("Status = 77");
  await expect(page.getByTestId("answer")).toContainText("Nothing in this answer is what the filter asks for.");
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(filter(page)).toHaveValue("");
  await expect(row(page, /^CollectionId 5/)).toBeVisible();
});

test("the path of an element is copied from tree and text", async ({ page }) => {
  const bench = await answered(page, syncAnswer(1));
  await view(page, "Tree");
  await page.getByRole("tree").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Alt+Shift+C");
  await expect(page.getByText("Path copied: /Sync/Collections/Collection[3]/Status")).toBeVisible();
  expect(await clipboard(page)).toBe("/Sync/Collections/Collection[3]/Status");

  await row(page, /^CollectionId 7/).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy path" }).click();
  await expect.poll(() => clipboard(page)).toBe("/Sync/Collections/Collection[3]/CollectionId");

  await view(page, "Text");
  await bench.answer.locator(".view-line", { hasText: "SyncKey>0" }).getByText("SyncKey").first().click();
  await page.keyboard.press("Alt+Shift+C");
  await expect.poll(() => clipboard(page)).toBe("/Sync/Collections/Collection[3]/SyncKey");
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme} colours`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: "reduce" } });
    test("text with notes, tree and filter break no rule, wide or narrow", async ({ page }) => {
      await answered(page, syncAnswer(2));
      await expect(page.getByTestId("answer").locator(".view-lines")).toContainText("done");
      await expectAccessible(page, `notes, ${theme}`);
      await view(page, "Tree");
      await row(page, /^Status 8/).click();
      await expectAccessible(page, `tree, ${theme}`);
      await filter(page).fill("Status > 2");
      await expect(page.getByTestId("filtered")).toHaveText("1 of 2");
      await expectAccessible(page, `filter, ${theme}`);
      await page.setViewportSize({ width: 360, height: 740 });
      await expectAccessible(page, `filter at 360 px, ${theme}`);
      for (const part of [page.getByRole("search", { name: "Filter the answer" }), page.getByRole("tree")]) {
        const overflow = await part.evaluate((element) => [
          element.scrollWidth - element.clientWidth,
          Math.ceil(element.getBoundingClientRect().right - window.innerWidth),
        ]);
        expect(Math.max(...overflow)).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("an answer of 5 MB is a tree before its text is written, and can be walked, filtered and read", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const body = syncAnswer(2000, "Lines of a mail. ".repeat(140));
  expect(body.length).toBeGreaterThan(5_000_000);
  await answered(page, body);
  const tree = page.getByRole("tree");
  await expect(tree).toBeVisible({ timeout: 60_000 });
  await expect(row(page, /^Add Report 1$/)).toBeVisible();
  expect(await page.getByRole("treeitem").count()).toBeLessThan(100);
  await tree.focus();
  await page.keyboard.press("End");
  await expect(row(page, /^Status 12/)).toBeVisible();
  await filter(page).fill("Subject: Report 1999");
  await expect(row(page, /^Subject Report 1999/)).toBeVisible();
  await view(page, "Text");
  await expect(page.getByTestId("answer").locator(".view-lines")).toContainText("Collections", { timeout: 120_000 });
});
