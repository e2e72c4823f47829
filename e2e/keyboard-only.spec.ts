import type { Locator, Page } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

const MOST_STOPS = 60;

// Flags nobody else has give this file a sandbox of its own: a sandbox takes a message with case B's ClientId once.
test.use({ proxyFlags: ["--allow", "127.0.0.1:4799"] });

/** Presses Tab until the focus is there; fails when it never comes. */
async function tabTo(page: Page, goal: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(goal).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_STOPS} presses of ${key} do not lead to ${goal}.`);
}

/** Opens a card of the start screen without a pointer. */
async function open(page: Page, name: RegExp): Promise<Bench> {
  const bench = new Bench(page);
  await page.goto("/");
  await tabTo(page, page.getByRole("button", { name }));
  await page.keyboard.press("Enter");
  await bench.ready();
  return bench;
}

test("case B is opened, sent, fixed, sent again and read without a pointer", async ({ page }) => {
  const bench = await open(page, /14\.1 answers Status 102/);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("status")).toContainText("Status 102");

  await tabTo(page, bench.findings.getByRole("button", { name: "Make it opaque" }));
  await page.keyboard.press("Enter");
  await expect(bench.xml).toContainText("CDATA");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("status")).toContainText("Accepted, with an empty answer");

  await tabTo(page, page.getByRole("tab").first());
  for (const tab of ["Hex", "Headers"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: tab })).toBeFocused();
  }
  await expect(page.getByRole("tab", { name: "Headers" })).toHaveAttribute("aria-selected", "true");
  await expect(bench.answer.getByRole("tabpanel")).toContainText("MS-Server-ActiveSync");
});

test("every panel opens by Enter, closes by Escape and gives the focus back", async ({ page }) => {
  await open(page, /Send a message/);
  for (const name of [/^Server:/, /^Account:/, /^Share/, /^User megan/, /^Headers/]) {
    const opener = page.getByRole("button", { name });
    await tabTo(page, opener);
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await expect(panel).toBeVisible();
    // The focus is inside and stays inside.
    for (let stop = 0; stop < 3; stop++) {
      expect(await panel.evaluate((element) => element.contains(document.activeElement)), `${name}`).toBe(true);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
});

test("a menu is opened, chosen from by arrow keys, and gives the focus back", async ({ page }) => {
  const bench = await open(page, /Send a message/);
  const opener = page.getByRole("button", { name: /^Protocol version/ });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  const items = page.getByRole("menuitemradio");
  await expect(items.first()).toBeFocused();
  const wanted = (await items.allTextContents()).indexOf("12.1");
  expect(wanted).toBeGreaterThan(0);
  for (let item = 1; item <= wanted; item++) {
    await page.keyboard.press("ArrowDown");
    await expect(items.nth(item)).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(bench.xml).toContainText("Not sent at 12.1");
  await expect(opener).toBeFocused();
});

test("Tab passes over both editors, forwards and back, and types nothing", async ({ page }) => {
  const bench = await open(page, /Send a message/);
  const size = page.getByTestId("wire-size");
  const before = await size.textContent();
  const mime = stop(bench.mime);
  const xml = stop(bench.xml);
  await tabTo(page, mime);
  await expect(mime).toHaveAccessibleName(/Enter to edit, Escape to leave/);
  await expect(mime.getByText(/to edit,/)).toBeVisible();
  await page.keyboard.type("x ");
  await tabTo(page, xml);
  await expect(mime.getByText(/to edit,/)).toBeHidden();
  await tabTo(page, bench.wire.getByRole("button", { name: "Copy hex" }));
  await tabTo(page, xml, "Shift+Tab");
  await tabTo(page, mime, "Shift+Tab");
  await tabTo(page, page.getByRole("button", { name: /^Send/ }), "Shift+Tab");
  await expect(size).toHaveText(before ?? "");
});

test("Enter goes into an editor, Tab indents there, Escape closes a list and then comes out", async ({ page }) => {
  const bench = await open(page, /Send a message/);
  const text = bench.xml.getByRole("textbox", { name: "XML of the request" });
  await tabTo(page, stop(bench.xml));
  await page.keyboard.press("Enter");
  await expect(text).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Tab");
  await expect(text).toBeFocused();
  await expect(bench.xml.locator(".view-line").first()).toHaveText(/^\s+<\?xml/);
  await page.keyboard.press("Control+z");
  // Behind the start tag of the root.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("<");
  const list = page.locator(".suggest-widget.visible");
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(text).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(stop(bench.xml)).toBeFocused();
});

test("a press of the pointer goes straight into an editor", async ({ page }) => {
  const bench = await open(page, /Send a message/);
  await bench.mime.locator(".view-line").first().click();
  await expect(bench.mime.getByRole("textbox", { name: "MIME message" })).toBeFocused();
});

/** What Tab stops at in front of a pane's editor. */
const stop = (pane: Locator): Locator => pane.getByRole("group", { name: /Escape to leave/ });

test("the token list moves by arrow keys and lights up its line in the XML", async ({ page }) => {
  const bench = await open(page, /14\.1 answers Status 102/);
  const list = bench.wire.getByRole("listbox");
  await tabTo(page, list);
  const selected = list.getByRole("option", { selected: true });
  for (const [presses, token, line] of [
    [3, "<SendMail>", "<SendMail"],
    [1, "<ClientId>", "<ClientId>"],
    [3, "<Mime>", "<Mime>"],
  ] as const) {
    for (let press = 0; press < presses; press++) await page.keyboard.press("ArrowDown");
    await expect(selected.first()).toContainText(token);
    // Chosen for a screen reader, too: the list names the row it stands on.
    const active = await list.getAttribute("aria-activedescendant");
    expect(await selected.first().getAttribute("id")).toBe(active);
    await expect.poll(() => litLines(bench)).toContain(line);
  }
  await page.keyboard.press("ArrowUp");
  await expect(selected.first()).toContainText("</ClientId>");
  await page.keyboard.press("End");
  await expect(selected.first()).toContainText("</SendMail>");
  await page.keyboard.press("Escape");
  await expect(selected).toHaveCount(0);
  await expect.poll(() => litLines(bench)).toBe("");
});

/** The text of the XML lines that are lit up, by where they are drawn. */
function litLines(bench: Bench): Promise<string> {
  return bench.xml.evaluate((pane) => {
    const lit = [...pane.querySelectorAll(".easel-lit-line")].map((mark) => mark.getBoundingClientRect().top);
    const lines = [...pane.querySelectorAll(".view-line")].filter((line) => {
      const { top, height } = line.getBoundingClientRect();
      return lit.some((at) => Math.abs(at - top) < height / 2);
    });
    return lines.map((line) => line.textContent?.replace(/\u00a0/g, " ") ?? "").join("\n");
  });
}
