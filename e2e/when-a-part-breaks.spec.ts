import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4797;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const PASSWORD = "correct-horse-battery";
const TOKEN = "eyJhbGciOiJub25lIn0.eyJzY3AiOiJFQVMifQ.c2lnbmF0dXJl";
/** An answer of a length that is written nowhere else on the page. */
const LENGTH = 12_345;

const folderSync = {
  version: "16.1",
  command: "FolderSync",
  xml: '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>',
};

/** Makes the browser itself fail where the page writes such a number, with secrets in the failure's text. */
async function breakNumbers(page: Page, which: "the length" | "all"): Promise<void> {
  await page.evaluate(
    ({ length, all, words }) => {
      const write = Number.prototype.toLocaleString;
      Object.assign(globalThis, { mend: () => Object.assign(Number.prototype, { toLocaleString: write }) });
      Number.prototype.toLocaleString = function (this: number, ...rest) {
        if (all || Number(this) === length) throw new Error(words);
        return write.apply(this, rest);
      };
    },
    {
      length: LENGTH,
      all: which === "all",
      words: `Broken on purpose: "${PASSWORD}", Bearer ${TOKEN}, <Password>pin1234</Password>, ${PASSWORD.slice(3, 15)}`,
    },
  );
}

const mend = (page: Page) => page.evaluate(() => (globalThis as unknown as { mend(): void }).mend());

test.beforeEach(({ faults }) => faults.allow(/Broken on purpose/));

test("a part that breaks leaves the others working, tells no secret, and comes back with its answer", async ({
  page,
}) => {
  const target = await startLocalTarget(PORT, (_request, response) =>
    response.writeHead(200, { "Content-Type": "text/plain" }).end("x".repeat(LENGTH)),
  );
  const bench = new Bench(page);
  await page.goto(linkTo(target.url, folderSync));
  await bench.ready();
  await bench.signIn("megan", PASSWORD);
  await breakNumbers(page, "the length");
  await page.keyboard.press("Control+Enter");

  const broken = page.getByRole("region", { name: "Answer" }).getByRole("alert");
  await expect(broken).toContainText("This part has broken down");
  await expect(broken).toContainText("Broken on purpose");
  const shown = await page.locator("body").textContent();
  for (const secret of [PASSWORD, TOKEN, "pin1234", PASSWORD.slice(3, 15)]) expect(shown).not.toContain(secret);
  await expectAccessible(page, "a part has broken");

  await bench.fill(bench.xml, `${folderSync.xml}<!-- mine -->`);
  expect(await bench.xmlText()).toContain("<!-- mine -->");
  await mend(page);
  await page.getByRole("button", { name: "Show it again" }).click();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  expect(target.requests).toHaveLength(1);
  await target.close();
});

test("a page that breaks goes on with the draft and the account, or is loaded again with the draft", async ({
  page,
}) => {
  const target = await startLocalTarget(PORT, (_request, response) => response.writeHead(200).end());
  const bench = new Bench(page);
  await page.goto(linkTo(target.url, folderSync));
  await bench.ready();
  await bench.signIn("megan", PASSWORD);
  await bench.fill(bench.xml, `${folderSync.xml}<!-- mine -->`);
  expect(await bench.xmlText()).toContain("<!-- mine -->");

  const crash = async () => {
    await breakNumbers(page, "all");
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("heading", { name: "EASel has broken down" })).toBeVisible();
  };
  await crash();
  const shown = await page.locator("body").textContent();
  for (const secret of [PASSWORD, TOKEN, "pin1234", PASSWORD.slice(3, 15)]) expect(shown).not.toContain(secret);
  await expectAccessible(page, "the page has broken");
  await mend(page);
  await page.getByRole("button", { name: "Go on" }).click();
  await bench.ready();
  await expect(page.getByRole("button", { name: /^Account:/ })).toContainText("megan");
  await expect(bench.xml).toContainText("<!-- mine -->");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  const sent = target.requests[0]?.headers.join("\n") ?? "";
  expect(sent).toContain(Buffer.from(`megan:${PASSWORD}`).toString("base64"));

  await crash();
  await page.getByRole("button", { name: "Load again" }).click();
  await bench.ready();
  await expect(bench.xml).toContainText("<!-- mine -->");
  expect(target.requests).toHaveLength(1);
  await target.close();
});
