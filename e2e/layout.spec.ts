import type { Locator, Page } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4803;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const REGIONS = ["mime", "xml", "wire", "answer"];
const boxes = (page: Page) => Promise.all(REGIONS.map((name) => page.getByTestId(name).boundingBox()));
const splitter = (page: Page, name: RegExp): Locator => page.getByRole("separator", { name });
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test("nothing moves while the editors come", async ({ page }) => {
  let release = () => {};
  const asked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!hadRecentInput) shifts.push(value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.route(/\/assets\/code-editor-.*\.js$/, async (route) => {
    await asked;
    await route.continue();
  });
  const bench = new Bench(page);
  await page.goto("/");
  await page.getByRole("button", { name: /14\.1 answers/ }).click();
  await expect(bench.wire.getByRole("listbox").first()).toBeVisible();
  // The text stands there already, in the editor's place.
  await expect(bench.mime.locator("pre")).toContainText("Subject: From NSync");
  const before = await boxes(page);
  const skeleton = await bench.mime.locator("pre").boundingBox();
  release();
  await bench.ready();
  await expect(bench.xml.locator(".view-lines")).toBeVisible();
  expect(await boxes(page)).toEqual(before);
  const line = await bench.mime.locator(".view-line").first().boundingBox();
  expect(Math.abs((line?.y ?? 0) - (skeleton?.y ?? 0) - 8)).toBeLessThan(3);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

test("splitters move by keys, keep what each side needs, and come back as they were left", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  const columns = splitter(page, /Width of request and answer/);
  const width = async (pane: Locator) => (await pane.boundingBox())?.width ?? 0;
  const first = await width(bench.answer);
  await columns.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => width(bench.answer)).toBeGreaterThan(first);
  await page.keyboard.press("Home");
  await expect.poll(async () => (await bench.wire.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(419);
  const wide = await width(bench.answer);
  await page.keyboard.press("End");
  await expect.poll(() => width(bench.answer)).toBeLessThan(first);
  expect(await width(bench.answer)).toBeGreaterThanOrEqual(279);
  await page.keyboard.press("Home");
  await expect.poll(() => width(bench.answer)).toBe(wide);

  const rows = splitter(page, /Height of editors and wire/);
  await rows.focus();
  await page.keyboard.press("ArrowDown");
  const left = await boxes(page);
  await page.reload();
  await bench.ready();
  expect(await boxes(page)).toEqual(left);
  const kept = await page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.includes("easel-columns") || key.includes("easel-rows")),
  );
  expect(kept).toHaveLength(2);
  // Sizes and nothing else.
  for (const [, value] of kept) expect(value).toMatch(/^\{("(columns|rows)-[ab]":[\d.]+,?)+\}$/);

  await columns.dblclick();
  await expect.poll(() => width(bench.answer)).toBe(first);
});

test("in one column there are no splitters", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await expect(page.getByRole("separator")).toHaveCount(0);
});

test("at 360 px a draft's findings are told above the fold, and a press goes to them", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const bench = new Bench(page);
  await bench.openCase(/12\.1 answers HTTP 500/);
  const line = page.getByRole("button", { name: /^4 findings/ });
  await expect(line).toBeInViewport({ ratio: 1 });
  await expect(bench.findings.locator("article").first()).not.toBeInViewport();
  await line.click();
  await expect(bench.findings.locator("article").first()).toBeInViewport();
  await expect(bench.answer).toBeFocused();
  await bench.send();
  const [answer, mime] = [await bench.answer.boundingBox(), await bench.mime.boundingBox()];
  expect(answer?.y ?? 0).toBeLessThan(mime?.y ?? 0);
});

// 200 % of 1440 by 900, and the phone.
for (const [width, height] of [
  [720, 450],
  [360, 740],
] as const) {
  test(`at ${width} by ${height} nothing scrolls sideways and everything is reached`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const bench = new Bench(page);
    await page.goto("/");
    expect(await sideways(page)).toBe(0);
    await bench.openCase(/14\.1 answers Status 102/);
    expect(await sideways(page)).toBe(0);
    for (const name of [/^Server:/, /^Account:/, /^Share/, /^Send/, /^Command/])
      await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
    await bench.send();
    expect(await sideways(page)).toBe(0);
    for (const key of ["Control+k", "F1"]) {
      await page.keyboard.press(key);
      const dialog = page.getByRole("dialog");
      await expect(dialog).toBeInViewport({ ratio: 1 });
      expect(await sideways(page)).toBe(0);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    }
    await page.getByRole("button", { name: /^Server:/ }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Done" })).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).scrollIntoViewIfNeeded();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Done" })).toBeInViewport({ ratio: 1 });
  });
}

test("with reduced motion nothing goes on moving while an answer is awaited", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const target = await startLocalTarget(PORT, () => undefined);
  const bench = new Bench(page);
  await page.goto(
    linkTo(target.url, {
      version: "16.1",
      command: "FolderSync",
      xml: '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>',
    }),
  );
  await bench.ready();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("waiting")).toBeVisible();
  const moving = () =>
    page.evaluate(
      () =>
        document.getAnimations().filter((animation) => {
          const { iterations = 1, duration } = animation.effect?.getTiming() ?? {};
          return iterations === Number.POSITIVE_INFINITY && Number(duration) > 1;
        }).length,
    );
  expect(await moving()).toBe(0);
  await page.keyboard.press("Escape");
  await expect(bench.answer).toContainText("Cancelled");
  await target.close();
});

test("in forced colours the focus, the chosen entry and the selection are still told apart", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  const stop = bench.xml.getByRole("group", { name: /Escape to leave/ });
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await expect(stop).toBeFocused();
  const edge = await stop.evaluate((element) => getComputedStyle(element, "::after").borderTopWidth);
  expect(Number.parseFloat(edge)).toBeGreaterThan(1);

  const forms = page.getByRole("radiogroup", { name: "Form of the query" }).getByRole("radio");
  await expect(forms.filter({ hasText: "plain" })).toHaveCSS("outline-style", "solid");
  await expect(forms.filter({ hasText: "base64" })).not.toHaveCSS("outline-style", "solid");

  await page.keyboard.press("Control+k");
  const chosen = page.getByRole("option", { selected: true });
  await expect(chosen).toHaveCSS("outline-style", "solid");
  await page.keyboard.press("Escape");

  await bench.wire.getByRole("listbox").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const [selected, other] = await bench.wire.getByRole("option").evaluateAll((rows) => {
    const looks = (row: Element | undefined) => {
      const { backgroundColor, outlineStyle, boxShadow, borderInlineStart } = getComputedStyle(row as Element);
      return [backgroundColor, outlineStyle, boxShadow, borderInlineStart].join(" ");
    };
    const isSelected = (row: Element) => row.getAttribute("aria-selected") === "true";
    return [looks(rows.find(isSelected)), looks(rows.find((row) => !isSelected(row)))];
  });
  expect(selected).not.toBe(other);
});
