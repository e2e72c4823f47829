import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { attackFromPage, type ForeignSite, startForeignSite } from "./support/foreign-site.ts";
import { linkTo } from "./support/local-target.ts";
import { SCRIPT_TOKEN } from "./support/proxy-process.ts";

/** Names of a browser that was told where they lead; the last one is what DNS rebinding makes of a site's own name. */
const RULES = "--host-resolver-rules=MAP elsewhere.example 127.0.0.1,MAP rebound.example 127.0.0.1";

let site: ForeignSite;
let browser: Browser;
test.beforeAll(async ({ playwright, launchOptions }) => {
  site = await startForeignSite();
  browser = await playwright.chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), RULES] });
});
test.afterAll(async () => {
  await browser.close();
  await site.close();
});

const relayOf = (url: string) =>
  Buffer.from(JSON.stringify({ method: "POST", url, headers: [] })).toString("base64url");

/** A page of its own browser, for which errors are no fault: they are what is hoped for. */
async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

const settings = async (proxy: string) => (await (await fetch(`${proxy}/sandbox/settings`)).json()) as unknown;

test("what the other pages try works from the proxy's own page", async ({ page, recorder }) => {
  await page.goto("/");
  const status = await page.evaluate(async (relay) => {
    const { token } = (await (await fetch("/config")).json()) as { token: string };
    const headers = { "Easel-Relay": relay, "Easel-Token": token };
    return (await fetch("/relay", { method: "POST", headers, body: "x" })).status;
  }, relayOf(recorder.url));
  expect(status).toBe(200);
  await expect.poll(() => recorder.requests.length).toBe(1);
});

for (const [what, origin] of [
  ["another site", () => `http://elsewhere.example:${site.port}`],
  ["another address of this machine", () => `http://127.0.0.1:${site.port}`],
  ["another port of the same name", () => `http://localhost:${site.port}`],
] as const) {
  test(`a page of ${what} reaches nothing by script`, async ({ easel, recorder }) => {
    const before = await settings(easel.url);
    const page = await open(origin());
    const attack = { proxy: easel.url, relay: relayOf(recorder.url), token: SCRIPT_TOKEN };
    const outcomes = await page.evaluate(attackFromPage, attack);
    expect(Object.keys(outcomes).length).toBeGreaterThan(12);
    for (const [tried, outcome] of Object.entries(outcomes))
      expect([tried, outcome]).toEqual([tried, expect.stringMatching(/^(blocked|opaque)$/)]);
    expect(recorder.requests).toEqual([]);
    expect(await settings(easel.url)).toEqual(before);
    await page.close();
  });

  test(`a page of ${what} reaches nothing by forms, frames and windows`, async ({ easel, recorder }) => {
    const page = await open(origin());
    const relay = relayOf(recorder.url);

    for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const form = { action: `${easel.url}/relay?Easel-Relay=${relay}&Easel-Token=${SCRIPT_TOKEN}`, enctype };
      const answered = page.waitForResponse((response) => response.url().includes("/relay"));
      await page.evaluate(({ action, enctype }) => {
        const form = Object.assign(document.createElement("form"), { action, enctype, method: "post" });
        form.append(Object.assign(document.createElement("input"), { name: "x", value: "y" }));
        document.body.append(form);
        form.submit();
      }, form);
      const answer = await answered;
      expect([enctype, answer.status()]).toEqual([enctype, 403]);
      await page.waitForURL(/\/relay/);
      await page.goto(origin());
    }

    const frame = await page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const frame = Object.assign(document.createElement("iframe"), { src: url });
          frame.onload = () => resolve(frame.contentDocument === null ? "closed" : "open");
          document.body.append(frame);
        }),
      easel.url,
    );
    expect(frame).toBe("closed");
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);

    const [opened] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate((url) => {
        Object.assign(globalThis, { opened: window.open(url) });
      }, easel.url),
    ]);
    await opened.waitForLoadState();
    expect(await opened.evaluate(() => window.opener === null)).toBe(true);
    // Cross-Origin-Opener-Policy: the opener holds nothing but a closed window.
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { opened: Window }).opened.closed))
      .toBe(true);

    expect(recorder.requests).toEqual([]);
    await page.context().close();
  });
}

test("a link from elsewhere opens its draft and sends nothing", async ({ easel, recorder }) => {
  const page = await open(`http://elsewhere.example:${site.port}`);
  await page.evaluate(
    (url) => {
      document.body.append(Object.assign(document.createElement("a"), { href: url, textContent: "Look" }));
    },
    easel.url + linkTo(recorder.url, { version: "14.1", command: "FolderSync" }),
  );
  await page.getByText("Look").click();
  await expect(page.getByTestId("xml")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send/ }).first()).toBeVisible();
  expect(recorder.requests).toEqual([]);

  const answer = await page.goto(`${easel.url}/relay?Easel-Relay=${relayOf(recorder.url)}`);
  expect(answer?.status()).toBe(403);
  expect(recorder.requests).toEqual([]);
  await page.close();
});

test("a site whose name was pointed at this machine gets no page and no token", async ({ easel, recorder }) => {
  const { port } = new URL(easel.url);
  const page = await browser.newPage();
  const answer = await page.goto(`http://rebound.example:${port}/`);
  expect([answer?.status(), await answer?.json()]).toEqual([403, expect.objectContaining({ code: "foreign-host" })]);
  const relayed = await page.evaluate(
    async (headers) => {
      const config = await (await fetch("/config")).text();
      const relay = await fetch("/relay", { method: "POST", headers, body: "x" });
      return { config, relay: relay.status };
    },
    { "Easel-Relay": relayOf(recorder.url), "Easel-Token": SCRIPT_TOKEN },
  );
  expect(relayed.config).toContain("foreign-host");
  expect(relayed.config).not.toContain(SCRIPT_TOKEN);
  expect(relayed.relay).toBe(403);
  expect(recorder.requests).toEqual([]);
  await page.close();
});
