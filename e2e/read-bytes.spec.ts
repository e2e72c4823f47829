import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { type LocalTarget, linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4791;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });
test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

const XML =
  '<SendMail xmlns="ComposeMail"><ClientId>123</ClientId><SaveInSentItems/>' +
  "<Mime><![CDATA[From: a@contoso.example\r\nTo: b@contoso.example\r\n\r\nshort\r\n]]></Mime></SendMail>";
/** What it is on the wire. */
const START = "03 01 6a 00 00 15 45 51 03 31 32 33 00 01 08 50";
/** No server is called: the bytes of the draft are read. */
const link = linkTo(`http://127.0.0.1:${PORT}/Microsoft-Server-ActiveSync`, { version: "16.1", xml: XML });

async function open(page: Page): Promise<Bench> {
  const bench = new Bench(page);
  await page.goto(link);
  await bench.ready();
  await expect(bench.wire.getByTestId("hex")).toContainText("03 01 6a");
  return bench;
}

const said = (pane: Locator) => pane.getByTestId("byte-said");
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The middle of a byte's two digits in the hex column. */
async function byteBox(pane: Locator, offset: number): Promise<{ x: number; y: number }> {
  return pane.getByTestId("hex").evaluate((view, wanted) => {
    for (const run of view.querySelectorAll<HTMLElement>("[data-offset]")) {
      const first = Number(run.dataset.offset);
      const count = (run.textContent?.length ?? 0) / 3;
      if (wanted < first || wanted >= first + count) continue;
      const { left, width, top, height } = run.getBoundingClientRect();
      return { x: left + ((wanted - first + 0.4) / count) * width, y: top + height / 2 };
    }
    throw new Error(`Byte ${wanted} is not in view.`);
  }, offset);
}

test("the keyboard walks from byte to byte, and what it stands on is said", async ({ page }) => {
  const bench = await open(page);
  const hex = bench.wire.getByTestId("hex");
  await hex.focus();
  await page.keyboard.press("ArrowRight");
  await expect(said(bench.wire)).toHaveText(/^0x0000: 03, header WBXML 1\.3/);
  for (let press = 0; press < 6; press++) await page.keyboard.press("ArrowRight");
  await expect(said(bench.wire)).toHaveText("0x0006: 45 “E”, tag <SendMail>");
  await page.keyboard.press("ArrowDown");
  await expect(said(bench.wire)).toHaveText(/^0x0016: 3a “:”, opaque data/);
  await page.keyboard.press("Home");
  await expect(said(bench.wire)).toHaveText(/^0x0010: c3/);
  await page.keyboard.press("Control+End");
  await expect(said(bench.wire)).toHaveText(/: 01, end <\/SendMail>$/);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+End");
  await expect(said(bench.wire)).toHaveText(/16 bytes selected$/);
  await page.keyboard.press("Control+c");
  expect(await clipboard(page)).toBe(START.replaceAll(" ", ""));
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  expect((await clipboard(page)).length).toBe(
    2 * Number((await page.getByTestId("wire-size").textContent())?.split(" ")[0]),
  );
});

test("a click picks the token, a drag and Shift pick bytes, a double click one byte", async ({ page }) => {
  const bench = await open(page);
  const inspector = bench.wire.getByTestId("inspector");
  const at = (offset: number) => byteBox(bench.wire, offset);
  const text = await at(9);
  await page.mouse.click(text.x, text.y);
  await expect(inspector).toContainText("0x0008 (8)5 bytes");
  await page.mouse.dblclick(text.x, text.y);
  await expect(inspector).toContainText("0x0009 (9)1 byte");
  const last = await at(14);
  await page.keyboard.down("Shift");
  await page.mouse.click(last.x, last.y);
  await page.keyboard.up("Shift");
  await expect(inspector).toContainText("0x0009 (9)6 bytes");
  const from = await at(7);
  const to = await at(4);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await expect(inspector).toContainText("0x0004 (4)4 bytes");
  // Three tokens are touched by these bytes, all of them light up.
  await expect(bench.wire.getByRole("option", { selected: true })).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(bench.wire.getByRole("option", { selected: true })).toHaveCount(0);
});

test("text, hex and elements are found, and an offset gone to", async ({ page }) => {
  const bench = await open(page);
  const inspector = bench.wire.getByTestId("inspector");
  const found = bench.wire.getByTestId("found");
  const lookFor = async (kind: string, wanted: string) => {
    await bench.wire.getByRole("button", { name: /^Look for/ }).click();
    await page.getByRole("menuitemradio", { name: new RegExp(`^${kind}`) }).click();
    await bench.wire.getByRole("textbox").fill(wanted);
    await bench.wire.getByRole("textbox").press("Enter");
  };
  await lookFor("Text", "CONTOSO");
  await expect(found).toHaveText("1 of 2");
  await page.keyboard.press("Enter");
  await expect(found).toHaveText("2 of 2");
  await page.keyboard.press("Shift+Enter");
  await expect(found).toHaveText("1 of 2");
  await expect(inspector).toContainText("7 bytes");
  await lookFor("Hex", "00 15 45");
  await expect(inspector).toContainText("0x0004 (4)3 bytes");
  await lookFor("Hex", "0015 4");
  await expect(found).toContainText("pairs of digits");
  await lookFor("Element", "SendMail/Mime");
  await expect(found).toHaveText("1 of 1");
  await expect(bench.wire.getByRole("option", { selected: true })).toContainText("<Mime>");
  await lookFor("Text", "nowhere");
  await expect(found).toHaveText("not found");
  await lookFor("Offset", "0x0f");
  await expect(inspector).toContainText("0x000f (15)1 byte");
  await lookFor("Offset", "100000");
  await expect(found).toContainText("There are");
  // From the bytes the keys of any editor lead here.
  await bench.wire.getByTestId("hex").focus();
  await page.keyboard.press("Control+f");
  await expect(bench.wire.getByPlaceholder("Find text")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bench.wire.getByTestId("hex")).toBeFocused();
  await page.keyboard.press("Control+g");
  await expect(bench.wire.getByPlaceholder(/^Go to/)).toBeFocused();
});

test("the selection or the whole body is copied in the form of a tool", async ({ page }) => {
  const bench = await open(page);
  await bench.wire.getByTestId("tokens").getByText('"123"').click();
  const copyAs = async (form: string, whole = false) => {
    await bench.wire.getByRole("button", { name: "Copy as" }).click();
    if (whole) await page.getByRole("menuitemradio", { name: /whole body/ }).click();
    await page.getByRole("menuitem", { name: form }).click();
    await expect(page.getByText(new RegExp(`copied: ${form.slice(0, 3)}`)).first()).toBeAttached();
    return clipboard(page);
  };
  expect(await copyAs("Python bytes")).toBe('b"\\x03123\\x00"\n');
  expect(await copyAs("C array")).toBe("unsigned char bytes[5] = {0x03, 0x31, 0x32, 0x33, 0x00};\n");
  expect(await copyAs("JavaScript")).toBe("new Uint8Array([0x03, 0x31, 0x32, 0x33, 0x00])\n");
  expect(await copyAs("Base64", true)).toMatch(/^AwFqAAAVRVEDMTIzAAEIUMM/);
  expect(await copyAs("Hex dump", true)).toMatch(
    /^00000000: 0301 6a00 0015 4551 0331 3233 0001 0850 {2}..j...EQ.123...P\n/,
  );
});

test("the inspector reads the selected bytes in many ways, and says where in the message they are", async ({
  page,
}) => {
  const bench = await open(page);
  const inspector = bench.wire.getByTestId("inspector");
  await inspector.getByRole("button").click();
  await expect(inspector).toContainText("Click a token");
  await bench.wire.getByTestId("tokens").getByText('"123"').click();
  await expect(inspector).toContainText('UTF-8"123"');
  await expect(inspector).toContainText("u16 LE12547");
  await bench.wire.getByPlaceholder("Find text").fill("short");
  await page.keyboard.press("Enter");
  await expect(inspector).toContainText("MIMEline 4, text/plain, 7bit");
  await expectAccessible(page, "inspector");
  // It is as it was left when the page comes again.
  await page.reload();
  await bench.ready();
  await expect(inspector).toContainText("Click a token");
});

test.describe("an answer of 35 MB", () => {
  const SIZE = 35_000_000;
  let target: LocalTarget;
  test.beforeEach(async () => {
    const body = Buffer.alloc(SIZE, "abcdefghijklmno\n");
    body.write("needle", SIZE - 6);
    target = await startLocalTarget(PORT, (_request, response) =>
      response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(body),
    );
  });
  test.afterEach(() => target.close());

  test("shows every row, by scroll bar, wheel, keys and search", async ({ page }) => {
    test.setTimeout(180_000);
    const bench = await open(page);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByTestId("status")).toBeVisible({ timeout: 90_000 });
    await page.getByRole("tab", { name: "Hex" }).click();
    const hex = bench.answer.getByTestId("hex");
    const rowsInView = () =>
      hex.evaluate((view) => {
        const { top, bottom } = view.getBoundingClientRect();
        return [...view.querySelectorAll("b")]
          .filter((row) => row.getBoundingClientRect().bottom > top + 4 && row.getBoundingClientRect().top < bottom - 4)
          .map((row) => Number.parseInt(row.textContent ?? "", 16));
      });
    const last = SIZE - (SIZE % 16 || 16);
    await expect.poll(rowsInView).toContain(0);

    // The scroll bar, dragged to the end and to the middle.
    await hex.evaluate((view) => view.scrollTo(0, view.scrollHeight));
    await expect.poll(rowsInView).toContain(last);
    await hex.evaluate((view) => view.scrollTo(0, view.scrollHeight / 2));
    await expect.poll(async () => Math.abs(((await rowsInView())[0] ?? 0) / SIZE - 0.5) < 0.01).toBe(true);

    // The wheel leads on from there, row by row: nothing between two views is skipped.
    const before = await rowsInView();
    await hex.hover();
    await page.mouse.wheel(0, 40);
    await expect.poll(async () => (await rowsInView())[0]).toBeGreaterThan(before[0] ?? 0);
    const after = await rowsInView();
    expect(before).toContain(after[0]);

    // So do the arrow keys, from a byte that is clicked.
    const byte = await byteBox(bench.answer, after[1] ?? 0);
    await page.mouse.click(byte.x, byte.y);
    await expect(said(bench.answer)).toContainText(`0x${(after[1] ?? 0).toString(16).padStart(4, "0")}: 61`);
    for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowDown");
    const reached = (after[1] ?? 0) + 20 * 16;
    await expect(said(bench.answer)).toContainText(`0x${reached.toString(16)}: 61`);
    await expect.poll(rowsInView).toContain(reached);
    await page.keyboard.press("Control+End");
    await expect.poll(rowsInView).toContain(last);
    await page.keyboard.press("Control+Home");
    await expect.poll(rowsInView).toContain(0);

    await bench.answer.getByPlaceholder("Find text").fill("needle");
    await page.keyboard.press("Enter");
    await expect(bench.answer.getByTestId("found")).toHaveText("1 of 1", { timeout: 60_000 });
    await expect.poll(rowsInView).toContain(last);
  });
});
