import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

const faults: [what: string, text: string, words: RegExp][] = [
  ["half-typed XML", '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</Syn', /SyncKey/],
  ["two roots", '<FolderSync xmlns="FolderHierarchy"/><FolderSync xmlns="FolderHierarchy"/>', /root/i],
  ["an unknown element", '<FolderSync xmlns="FolderHierarchy"><SyncKez>0</SyncKez></FolderSync>', /SyncKez/],
  ["an unknown prefix", '<FolderSync xmlns="FolderHierarchy"><x:SyncKey>0</x:SyncKey></FolderSync>', /prefix/i],
  ["an unknown namespace", '<FolderSync xmlns="FolderHierachy"><SyncKey>0</SyncKey></FolderSync>', /FolderHierachy/],
  ["wrong nesting", '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</FolderSync></SyncKey>', /SyncKey/],
  [
    "a control character",
    '<FolderSync xmlns="FolderHierarchy"><SyncKey>\u0001</SyncKey></FolderSync>',
    /control|U\+0001/i,
  ],
];

for (const [what, text, words] of faults) {
  test(`${what} gets a sentence under the editor and keeps its text`, async ({ page }) => {
    const bench = new Bench(page);
    await bench.openCommand(/List the folders/);
    await bench.fill(bench.xml, text);
    await expect(bench.xml.getByRole("list", { name: "Problems of the XML" })).toContainText(words);
    await expect(bench.xml.locator(".view-lines")).toContainText(text.slice(0, 20));
  });
}

test("an error makes the bytes a preview that cannot be sent", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.fill(bench.xml, '<FolderSync xmlns="FolderHierarchy"><SyncKey>0');
  await expect(bench.wire).toContainText("not sendable");
  await expect(page.getByRole("button", { name: /^Send/ })).toBeDisabled();
  await expect(bench.wire.getByTestId("tokens")).toContainText("<SyncKey>");
});

test("an emptied XML pane stays an editor", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.xml.locator(".monaco-editor").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>');
  await expect(page.getByTestId("wire-size")).toContainText("13 bytes");
});

test("hex pasted into the XML pane is named, and decoded when asked", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.fill(bench.xml, "03 01 6A 00 00 07 56 52 03 37 00 01 01");
  await expect(bench.xml).toContainText(/looks like hexadecimal/);
  await page.getByRole("button", { name: "Decode it" }).click();
  await expect(bench.xml.locator(".view-lines")).toContainText("<SyncKey>7</SyncKey>");
});

test("a message without a blank line and an empty header get their sentences", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await bench.chooseVersion("12.1");
  await bench.fill(bench.mime, "From: a@contoso.example\nTo: b@contoso.example\nCc:\nSubject: x");
  await expect(bench.mime.getByRole("list", { name: "Problems of the message" })).toContainText(/blank line/i);
  await expect(bench.mime.getByRole("list", { name: "Problems of the message" })).toContainText(/Cc/);
});

test("anything pasted on the start screen is opened or refused in a sentence", async ({ page }) => {
  await page.goto("/");
  const box = page.getByLabel("Paste a request");
  await box.fill('{"json": true}');
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByText(/This is JSON/)).toBeVisible();
  await box.fill("AwFqAAAHVkwDOQABAQ==");
  await page.getByRole("button", { name: "Open it" }).click();
  const bench = new Bench(page);
  await bench.ready();
  await expect(bench.xml.locator(".view-lines")).toContainText("<Status>9</Status>");
});

test("10 MB pasted into the message do not stop the page", async ({ page, context }) => {
  test.setTimeout(90_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await bench.chooseVersion("12.1");
  await bench.mime.locator(".monaco-editor").first().click();
  await page.keyboard.press("Control+End");
  await page.evaluate(() => navigator.clipboard.writeText(`${"0123456789abcdef".repeat(4)}\r\n`.repeat(151_516)));
  await page.keyboard.press("Control+V");
  await expect(page.getByTestId("wire-size")).toContainText(/10,\d{3},\d{3} bytes/, { timeout: 60_000 });
  await bench.chooseVersion("16.1");
  await expect(bench.wire).toContainText(/opaque, 1\d[,\d]+ bytes/, { timeout: 60_000 });
  await expect(bench.xml).toContainText("</SendMail>");
});
