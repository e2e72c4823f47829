import type { Locator } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo } from "./support/local-target.ts";

const PORT = 4790;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const ENDPOINT = `http://127.0.0.1:${PORT}/Microsoft-Server-ActiveSync`;
const MIME = [
  "From: a@contoso.example",
  "Subject: One selection",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "gr=C3=BC=C3=9Fe",
  "--b",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: base64",
  "",
  "U2Vjb25kIHBhcnQ=",
  "--b--",
  "",
].join("\r\n");
const xmlOf = (mime: string) =>
  `<SendMail xmlns="ComposeMail">\r\n<ClientId>77</ClientId>\r\n<Mime>${mime}</Mime>\r\n</SendMail>\r\n`;

/** The text of an editor's lit lines, by where they are drawn. */
function lit(pane: Locator): Promise<string> {
  return pane.evaluate((element) => {
    const tops = [...element.querySelectorAll(".easel-lit-line")].map((line) => line.getBoundingClientRect().top);
    return [...element.querySelectorAll(".view-line")]
      .filter((line) => tops.some((top) => Math.abs(top - line.getBoundingClientRect().top) < 2))
      .map((line) => line.textContent?.replaceAll("\u00a0", " ").trim())
      .join("\n");
  });
}
const tokens = (pane: Locator) => pane.getByRole("option", { selected: true });
const line = (pane: Locator, text: string) => pane.locator(".view-line").filter({ hasText: text }).first();

test("a line clicked in the MIME lights up its bytes, and its line in the XML", async ({ page }) => {
  const bench = new Bench(page);
  await page.goto(linkTo(ENDPOINT, { version: "16.1", xml: xmlOf(`<![CDATA[${MIME}]]>`) }));
  await bench.ready();
  await bench.wire.getByTestId("inspector").getByRole("button").click();
  await line(bench.mime, "gr=C3").click();
  await expect(tokens(bench.wire)).toContainText("opaque");
  await expect(bench.wire.getByTestId("inspector")).toContainText("17 bytes");
  await expect(bench.wire.getByTestId("inspector")).toContainText("line 10, part 1: text/plain, quoted-printable");
  await expect(bench.wire.getByTestId("inspector")).toContainText('"grüße"');
  // Both other places have scrolled there.
  await expect.poll(() => lit(bench.xml)).toBe("gr=C3=BC=C3=9Fe");
  await expect(bench.wire.getByTestId("hex").locator("[class*=selected]").first()).toBeInViewport();

  await line(bench.mime, "U2Vjb25k").click();
  await expect(bench.wire.getByTestId("inspector")).toContainText("part 2: text/plain, base64");
  await expect(bench.wire.getByTestId("inspector")).toContainText('"Second part"');

  // And back: from the line in the XML to the MIME.
  await line(bench.xml, "--b--").click();
  await expect.poll(() => lit(bench.mime)).toBe("--b--");
  await page.keyboard.press("Escape");
  await expect.poll(() => lit(bench.mime)).toBe("");
  await expect(tokens(bench.wire)).toHaveCount(0);
});

test("bytes of base64 text light up the line they decode to", async ({ page }) => {
  const bench = new Bench(page);
  await page.goto(linkTo(ENDPOINT, { version: "14.1", xml: xmlOf(Buffer.from(MIME).toString("base64")) }));
  await bench.ready();
  await line(bench.mime, "Subject").click();
  await expect.poll(() => lit(bench.mime)).toBe("Subject: One selection");
  const text = Buffer.from(MIME).toString("base64");
  const wanted = text.slice(Math.floor((MIME.indexOf("Subject") * 4) / 3)).slice(0, 4);
  await expect(bench.wire.getByTestId("hex").locator("[class*=selected]").first()).toBeVisible();
  const selected = await bench.wire
    .getByTestId("hex")
    .locator("div div div > span:last-child [class*=selected]")
    .allTextContents();
  expect(selected.join("").startsWith(wanted)).toBe(true);
  // The finding about it knows, too.
  await expect(bench.findings.getByRole("button", { name: "/SendMail/Mime" }).first()).toHaveAttribute(
    "aria-current",
    "true",
  );
});

test("pointing previews everywhere, and leaves what is pinned", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.wire.getByTestId("tokens").getByText("<ClientId>", { exact: true }).click();
  await expect.poll(() => lit(bench.xml)).toContain("<ClientId>");
  await bench.findings.getByRole("button", { name: "/SendMail/Mime" }).hover();
  await expect.poll(() => lit(bench.xml)).toContain("<Mime>");
  await expect(bench.wire.getByTestId("hex").locator("[class*=hovered]").first()).toBeVisible();
  await page.mouse.move(5, 5);
  await expect.poll(() => lit(bench.xml)).toContain("<ClientId>");
  await line(bench.mime, "Subject").hover();
  await expect.poll(() => lit(bench.xml)).toContain("<Mime>");
  await expect(tokens(bench.wire)).toContainText("<ClientId>");
});

test("typing frees what was pinned, an editor's own search keeps Escape for itself", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await line(bench.xml, "<ClientId>").click();
  await expect(tokens(bench.wire)).not.toHaveCount(0);
  await page.keyboard.press("Control+f");
  await expect(bench.xml.locator(".find-widget.visible")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bench.xml.locator(".find-widget.visible")).toHaveCount(0);
  await expect(tokens(bench.wire)).not.toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(tokens(bench.wire)).toHaveCount(0);
  await line(bench.xml, "<ClientId>").click();
  await expect(tokens(bench.wire)).not.toHaveCount(0);
  await page.keyboard.type("x");
  await expect(tokens(bench.wire)).toHaveCount(0);
});

test("the answer's XML, bytes and findings are linked in the same way", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.send();
  await line(bench.answer, "<Status>").click();
  await expect(bench.findings.getByRole("button", { name: "answer /SendMail/Status" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await page.getByRole("tab", { name: "Hex" }).click();
  await expect(tokens(bench.answer).first()).toContainText("Status");
  await expect(tokens(bench.wire)).toHaveCount(0);
  await bench.answer.getByTestId("tokens").getByText('"102"').click();
  await page.getByRole("tab", { name: "XML" }).click();
  await expect.poll(() => lit(bench.answer)).toContain("<Status>102");
  await page.keyboard.press("Escape");
  await expect.poll(() => lit(bench.answer)).toBe("");
});

test("what is far away is scrolled to, and stays where the person then goes", async ({ page }) => {
  const bench = new Bench(page);
  const mime = `From: a@contoso.example\r\nTo: b@contoso.example\r\n\r\n${Array.from({ length: 400 }, (_, index) => `line ${index}\r\n`).join("")}`;
  await page.goto(linkTo(ENDPOINT, { version: "16.1", xml: xmlOf(`<![CDATA[${mime}]]>`) }));
  await bench.ready();
  await bench.wire.getByPlaceholder("Find text").fill("line 333");
  await page.keyboard.press("Enter");
  await expect.poll(() => lit(bench.mime)).toBe("line 333");
  await expect.poll(() => lit(bench.xml)).toBe("line 333");
  await expect(bench.wire.getByTestId("hex").locator("[class*=selected]").first()).toBeInViewport();
  // Scrolling away is not undone: nothing pulls back.
  await bench.mime.hover();
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -2_000);
  await expect.poll(() => lit(bench.mime)).toBe("");
  await bench.xml.hover();
  await expect(bench.wire.getByTestId("found")).toHaveText("1 of 1");
  expect(await lit(bench.mime)).toBe("");
});
