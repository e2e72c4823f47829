import type { Page, Route } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { type LocalTarget, linkTo, startLocalTarget } from "./support/local-target.ts";
import { toWbxml } from "./support/wbxml.ts";

const PORT = 4794;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const TEXT = "A line of text, as lines in mail are.\r\n".repeat(40);
/** The last of them has an Importance there is not. */
const mail = (id: number) =>
  `<Add><ServerId>5:${id}</ServerId><ApplicationData><e:Subject>Mail ${id}</e:Subject><e:Importance>${id === 600 ? 9 : 1}</e:Importance><b:Body><b:Type>1</b:Type><b:Data>${TEXT}</b:Data></b:Body></ApplicationData></Add>`;
const answer = toWbxml(
  `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>2</SyncKey><CollectionId>5</CollectionId><Status>1</Status><Commands>${Array.from({ length: 600 }, (_, at) => mail(at + 1)).join("")}</Commands></Collection></Collections></Sync>`,
);
const asked =
  '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>5</CollectionId></Collection></Collections></Sync>';
const message = `From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Long\r\n\r\n${TEXT.repeat(400)}`;

/** Keeps a script of the page back until it is let go. */
async function holdBack(page: Page, script: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route(script, (route) => void held.push(route));
  return async () => {
    await page.unroute(script);
    for (const route of held) await route.continue().catch(() => undefined);
  };
}

test.describe("a long answer", () => {
  let target: LocalTarget;
  let reply: { type: string; body: Uint8Array | string };
  test.beforeEach(async ({ page }) => {
    reply = { type: "application/vnd.ms-sync.wbxml", body: answer };
    target = await startLocalTarget(PORT, (_request, response) =>
      response.writeHead(200, { "Content-Type": reply.type }).end(reply.body),
    );
    await page.goto(linkTo(target.url, { version: "16.1", command: "Sync", xml: asked }));
    await new Bench(page).ready();
  });
  test.afterEach(() => target.close());

  test("is explained, and its text, bytes and findings are one selection", async ({ page }) => {
    const bench = new Bench(page);
    await bench.send();
    await expect(bench.findings).toContainText("Importance is “9”");
    await expect(bench.answer.getByTestId("missing-text")).toHaveCount(0);
    await expect(bench.answer.getByRole("tabpanel")).toContainText("Collections");
    await bench.findings.getByRole("button", { name: /Importance/ }).click();
    await bench.answer.getByRole("tab", { name: "Hex" }).click();
    await expect(bench.answer.getByTestId("tokens")).toContainText('"Mail 600"');
  });

  test("can be left unread and read later", async ({ page }) => {
    const bench = new Bench(page);
    const letGo = await holdBack(page, /reply-worker/);
    await page.getByRole("button", { name: /^Send/ }).click();
    await expect(bench.answer.getByTestId("status")).toContainText("HTTP 200");
    await bench.answer.getByRole("button", { name: "Stop reading" }).click();
    await expect(bench.answer).toContainText("Reading was stopped");
    await bench.answer.getByRole("tab", { name: "Hex" }).click();
    await expect(bench.answer.getByTestId("hex")).toContainText("03 01 6a 00");
    await letGo();
    await bench.answer.getByRole("tab", { name: "XML" }).click();
    await bench.answer.getByRole("button", { name: "Read the answer" }).click();
    await expect(bench.findings).toContainText("Importance is “9”");
    await expect(bench.answer.getByRole("tabpanel")).toContainText("Collections");
  });

  test("is read without its worker, too", async ({ page, faults }) => {
    faults.allow(/reply-worker|ERR_FAILED/);
    await page.route(/reply-worker/, (route) => route.abort());
    const bench = new Bench(page);
    await bench.send();
    await expect(bench.findings).toContainText("Importance is “9”");
    await expect(bench.answer.getByRole("tabpanel")).toContainText("Collections");
  });

  test("that was left unread gives way to the next one", async ({ page }) => {
    const bench = new Bench(page);
    const letGo = await holdBack(page, /reply-worker/);
    await page.getByRole("button", { name: /^Send/ }).click();
    await bench.answer.getByRole("button", { name: "Stop reading" }).click();
    reply = { type: "text/plain", body: "Short" };
    await bench.send();
    await expect(bench.answer.getByRole("tabpanel")).toContainText("Short");
    await letGo();
    await expect(bench.answer.getByRole("tabpanel")).toContainText("Short");
  });

  test("that is a message is read part by part", async ({ page }) => {
    reply = { type: "message/rfc822", body: message };
    const bench = new Bench(page);
    await bench.send();
    await bench.answer.getByRole("tab", { name: "Message" }).click();
    await expect(bench.answer.getByTestId("contents")).toContainText("megan@contoso.example");
    await expect(bench.answer.getByTestId("part")).toContainText("text/plain");
  });
});

test("a link's bench has its place before it is there", async ({ page }) => {
  const letGo = await holdBack(page, /\/workbench-/);
  const link = linkTo("http://127.0.0.1:1/Microsoft-Server-ActiveSync", {
    version: "16.1",
    command: "Sync",
    xml: asked,
  });
  // The page has not loaded while a script of it is kept back.
  await page.goto(link, { waitUntil: "commit" });
  await expect(page.getByTestId("bench-skeleton")).toBeVisible();
  const { y } = (await page.getByTestId("bench-skeleton").boundingBox()) ?? { y: 0 };
  await letGo();
  await new Bench(page).ready();
  await expect(page.getByTestId("bench-skeleton")).toHaveCount(0);
  expect(Math.abs(((await page.locator("main").boundingBox()) ?? { y: 0 }).y - y)).toBeLessThan(8);
});
