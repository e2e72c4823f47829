import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { type LocalTarget, linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4791;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

/** CRLF, bare LF, a bare CR and an ISO-8859-1 é: none of it may change on the way. */
const MIXED = Buffer.from(
  "From: megan@contoso.example\r\nTo: alex@contoso.example\nSubject: caf\xe9\r\nX-Odd: a\rb\r\n\r\nline one\nline two\r\n",
  "latin1",
);
const byteText = [...MIXED].map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xef00 + byte)).join("");
const xml =
  '<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n' +
  `  <Mime xmlns:wire="urn:easel:wire" wire:opaque="base64">${MIXED.toString("base64")}</Mime>\r\n</SendMail>\r\n`;

test.describe("a message with mixed line ends and a byte that is not UTF-8", () => {
  let target: LocalTarget;
  test.beforeEach(async () => {
    target = await startLocalTarget(PORT, (_request, response) => response.writeHead(200).end());
  });
  test.afterEach(() => target.close());

  for (const version of ["12.1", "16.1"] as const) {
    test(`is shown with its marks and reaches the server byte for byte at ${version}`, async ({ page }) => {
      const bench = new Bench(page);
      await page.goto(linkTo(target.url, version === "12.1" ? { version, mime: byteText } : { version, xml }));
      await bench.ready();
      await expect(bench.mime).toContainText(/mixed line ends/);
      await expect(bench.mime.locator(".easel-odd-line-end").first()).toBeVisible();
      await expect(bench.mime.locator(".easel-raw-byte")).toHaveCount(1);
      await bench.send();
      await expect(page.getByTestId("status")).toContainText("HTTP 200");
      const body = target.requests[0]?.body ?? Buffer.alloc(0);
      expect(version === "12.1" ? body.equals(MIXED) : body.includes(MIXED), body.toString("latin1")).toBe(true);
    });

    test(`keeps every byte but those typed at ${version}`, async ({ page }) => {
      const bench = new Bench(page);
      await page.goto(linkTo(target.url, version === "12.1" ? { version, mime: byteText } : { version, xml }));
      await bench.ready();
      await bench.mime.locator(".view-line").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("end");
      await bench.send();
      const body = target.requests[0]?.body ?? Buffer.alloc(0);
      const wanted = Buffer.concat([MIXED, Buffer.from("end")]);
      expect(version === "12.1" ? body.equals(wanted) : body.includes(wanted), body.toString("latin1")).toBe(true);
    });
  }

  test("becomes all CRLF only when asked", async ({ page }) => {
    const bench = new Bench(page);
    await page.goto(linkTo(target.url, { version: "12.1", mime: byteText }));
    await bench.ready();
    await page.getByRole("button", { name: "Make all CRLF" }).click();
    await expect(bench.mime).toContainText("CRLF");
    await bench.send();
    const wanted = Buffer.from(MIXED.toString("latin1").replace(/\r\n|\r|\n/g, "\r\n"), "latin1");
    expect(target.requests[0]?.body.equals(wanted)).toBe(true);
  });

  test("pasting keeps the line ends of what is pasted, and copying gives the ones that are sent", async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const bench = new Bench(page);
    await page.goto(
      linkTo(target.url, { version: "12.1", mime: "From: a@contoso.example\r\nTo: b@contoso.example\r\n\r\n" }),
    );
    await bench.ready();
    await bench.mime.locator(".view-line").first().click();
    await page.keyboard.press("Control+End");
    await page.evaluate(() => navigator.clipboard.writeText("one\ntwo\r\nthree"));
    await page.keyboard.press("Control+V");
    await expect(bench.mime).toContainText(/mixed line ends/);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+C");
    const whole = "From: a@contoso.example\r\nTo: b@contoso.example\r\n\r\none\ntwo\r\nthree";
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(whole);
    await page.keyboard.press("Control+V");
    await bench.send();
    expect(target.requests[0]?.body.toString()).toBe(whole);
  });

  test("undo takes line ends back that one press had changed", async ({ page }) => {
    const bench = new Bench(page);
    await page.goto(
      linkTo(target.url, { version: "12.1", mime: "From: a@contoso.example\nTo: b@contoso.example\r\n\nx\ny\n" }),
    );
    await bench.ready();
    await page.getByRole("button", { name: "Make all CRLF" }).click();
    await expect(page.getByRole("button", { name: "Make all CRLF" })).toHaveCount(0);
    await bench.mime.locator(".view-line").first().click();
    await page.keyboard.press("Control+Z");
    await page.keyboard.press("Control+Z");
    await expect(bench.mime).toContainText(/mixed line ends/);
    await bench.send();
    expect(target.requests[0]?.body.toString()).toBe("From: a@contoso.example\nTo: b@contoso.example\r\n\nx\ny\n");
  });

  test("the query leaves exactly as typed", async ({ page }) => {
    const bench = new Bench(page);
    await page.goto(linkTo(target.url, { version: "12.1", mime: byteText }));
    await bench.ready();
    await bench.query.fill("cmd=SendMail&User=megan@contoso.example&DeviceId=x&DeviceType=a%2fb&X=%zz");
    await bench.send();
    expect(target.requests[0]?.url).toBe(
      "/Microsoft-Server-ActiveSync?cmd=SendMail&User=megan@contoso.example&DeviceId=x&DeviceType=a%2fb&X=%zz",
    );
  });
});
