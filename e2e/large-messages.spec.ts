import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { type LocalTarget, linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4793;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const HEAD = "From: megan@contoso.example\r\nTo: alex@contoso.example\r\nSubject: Large\r\nMIME-Version: 1.0\r\n\r\n";
const LINE = "A line of text, as lines in mail are, with an ö and an 😀 in it.\r\n";
/** Long enough for the XML pane to fold it away. */
const MESSAGE = HEAD + LINE.repeat(40_000);
const before = "From: a@contoso.example\r\nTo: b@contoso.example\r\n\r\nshort\r\n";
const xmlOf = (mime: string) =>
  `<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n  <Mime><![CDATA[${mime}]]></Mime>\r\n</SendMail>\r\n`;

async function openFile(page: Page, content: string | Buffer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "easel-e2e-"));
  const path = join(folder, "large.eml");
  writeFileSync(path, content);
  await page.getByTestId("message-file").setInputFiles(path);
  await expect(page.getByText(/^Opened large.eml/)).toBeAttached({ timeout: 60_000 });
  rmSync(folder, { recursive: true });
}

test.describe("a large message", () => {
  let target: LocalTarget;
  test.beforeEach(async ({ context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    target = await startLocalTarget(PORT, (_request, response) => response.writeHead(200).end());
  });
  test.afterEach(() => target.close());

  for (const version of ["12.1", "16.1"] as const) {
    test(`is opened from a file, typed in, and sent byte for byte at ${version}`, async ({ page }) => {
      test.setTimeout(120_000);
      const bench = new Bench(page);
      await page.goto(
        linkTo(target.url, version === "12.1" ? { version, mime: before } : { version, xml: xmlOf(before) }),
      );
      await bench.ready();
      await openFile(page, MESSAGE);
      await bench.mime.locator(".view-line").first().click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("End");
      await page.keyboard.type("r!");
      await page.keyboard.press("Control+End");
      await page.keyboard.type("the end");
      await page.keyboard.press("Enter");
      const typed = Buffer.from(`${MESSAGE.replace("Subject: Large", "Subject: Larger!")}the end\r\n`);
      const size = typed.length.toLocaleString("en");
      await expect(bench.mime).toContainText(`${size} bytes · CRLF`);
      await bench.send();
      const body = target.requests[0]?.body ?? Buffer.alloc(0);
      expect(version === "12.1" ? body.equals(typed) : body.includes(typed)).toBe(true);
      // Undo takes back the typing, and then the file.
      await bench.mime.locator(".view-line").first().click();
      for (let count = 0; count < 6; count++) await page.keyboard.press("Control+z");
      await expect(bench.mime).toContainText(`${Buffer.byteLength(before)} bytes`);
    });
  }

  test("is folded away in the XML, which is whole when it is copied, edited and undone", async ({ page }) => {
    test.setTimeout(120_000);
    const bench = new Bench(page);
    await page.goto(linkTo(target.url, { version: "16.1", xml: xmlOf(before) }));
    await bench.ready();
    await openFile(page, MESSAGE);
    const fold = bench.xml.locator(".easel-folded").first();
    await expect(fold).toHaveText(new RegExp(`^${MESSAGE.length.toLocaleString("en").slice(0, 5)}`));
    await bench.xml.locator(".view-line").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+C");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied === xmlOf(MESSAGE)).toBe(true);

    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    for (let count = 0; count < "</ClientId>".length; count++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("23");
    await expect(bench.wire.getByTestId("tokens")).toContainText('"123"');
    await bench.send();
    expect(target.requests[0]?.body.includes(Buffer.from(MESSAGE))).toBe(true);

    // The mark is the message: deleted, there is none; undone, it is back.
    await bench.xml.locator(".view-line").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await expect(bench.mime).toContainText("no <Mime> element");
    await page.keyboard.press("Control+z");
    await expect(fold).toBeVisible();
    await expect(bench.mime).toContainText(`${Buffer.byteLength(MESSAGE).toLocaleString("en")} bytes`);
  });

  test("with bytes that are not UTF-8 and mixed line ends is sent as it is", async ({ page }) => {
    test.setTimeout(120_000);
    const bench = new Bench(page);
    const odd = Buffer.concat([
      Buffer.from(HEAD),
      Buffer.from("caf\xe9\nand\rmore\r\n", "latin1"),
      Buffer.from(LINE.repeat(40_000)),
    ]);
    await page.goto(linkTo(target.url, { version: "12.1", mime: before }));
    await bench.ready();
    await openFile(page, odd);
    await expect(bench.mime).toContainText("mixed line ends");
    await expect(bench.mime.locator(".easel-raw-byte")).toHaveCount(1);
    await bench.mime.locator(".view-line").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("end");
    await bench.send();
    expect(target.requests[0]?.body.equals(Buffer.concat([odd, Buffer.from("end")]))).toBe(true);
    await bench.chooseVersion("16.1");
    await expect(bench.mime).toContainText("holds bytes XML cannot show", { timeout: 60_000 });
    await expect(bench.xml.locator(".easel-folded").first()).toBeVisible();
    await bench.send();
    expect(target.requests[1]?.body.includes(Buffer.concat([odd, Buffer.from("end")]))).toBe(true);
  });
});
