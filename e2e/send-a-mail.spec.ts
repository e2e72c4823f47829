import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";

test("case A: the page says why 12.1 answers 500, fixes it, and the mail arrives", async ({ page, sandbox }) => {
  const bench = new Bench(page);
  await bench.openCase(/12\.1 answers HTTP 500/);

  // It says so before anything is sent.
  await expect(bench.findings).toContainText(/no XML|bare/i);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 500");
  const first = bench.findings.locator("article").first();
  await expect(first).toContainText(/12\.1|14\.0/);
  await expect(bench.findings).toContainText(/CRLF/);
  await expect(bench.findings).toContainText(/blank line/i);

  await first
    .getByRole("button")
    .filter({ hasNotText: /MIME line|bytes|header|URL/ })
    .first()
    .click();
  await expect(bench.wire).toContainText("message/rfc822");
  await expect(bench.xml).toContainText("Not sent at 12.1");
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");

  const mails = await sandbox.client(1).syncInbox();
  const mail = mails.find(({ subject }) => subject === "From NSync");
  expect(mail, "the mail in the recipient's mailbox").toBeDefined();
  const text = Buffer.from(mail?.mime ?? []).toString("latin1");
  expect(text).toMatch(/^From: megan@contoso\.example\r\nTo: alex@contoso\.example\r\n/);
  expect(text).toContain("\r\n\r\nThis is the body text.");
});

test("case B: the page says that Mime must be opaque, fixes it, and the mail arrives", async ({ page, sandbox }) => {
  const fromNSync = async () => (await sandbox.client(1).syncInbox()).filter(({ subject }) => subject === "From NSync");
  const before = (await fromNSync()).length;
  const bench = new Bench(page);
  await bench.openCase(/14\.1 answers Status 102/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("Status 102");
  const first = bench.findings.locator("article").first();
  await expect(first).toContainText(/opaque/);
  await first.getByRole("button", { name: /opaque/i }).click();

  await expect(bench.xml).toContainText("CDATA");
  await expect(bench.wire).toContainText(/opaque, \d+ bytes/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  await expect(page.getByTestId("status")).not.toContainText("Status 102");

  const mails = await fromNSync();
  expect(mails.length).toBe(before + 1);
  for (const mail of mails) expect(Buffer.from(mail.mime).toString()).toContain("This is the body text.");
});

test("a person sees the mail by Sync as the recipient, carrying the SyncKey over with one press", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");

  await bench.chooseCommand("Sync");
  await bench.becomePerson("Alex Wilber");
  await bench.send();
  await page.getByRole("button", { name: "Use the new SyncKey" }).click();
  await bench.send();
  await bench.answer.getByRole("button", { name: /^Outline/ }).click();
  await page.keyboard.type("Subject Hello from EASel");
  await expect(page.getByRole("option", { name: /Hello from EASel/ }).first()).toBeVisible();
});

test("choosing 16.1 and 12.1 moves the message between Mime and the body", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  await expect(bench.wire).toContainText(/opaque, \d+ bytes/);
  await expect(bench.mime).toContainText("Subject: Hello from EASel");
  await expect(bench.xml).toContainText("CDATA");

  await bench.chooseVersion("12.1");
  await expect(bench.xml).toContainText("Not sent at 12.1");
  await expect(bench.wire).toContainText("message/rfc822");
  await expect(bench.query).toHaveValue(/SaveInSent=T/);
  await expect(bench.mime).toContainText("Subject: Hello from EASel");

  await bench.chooseVersion("16.1");
  await expect(bench.query).not.toHaveValue(/SaveInSent/);
  await expect(bench.wire).toContainText(/opaque, \d+ bytes/);
});

test("each keystroke changes the bytes on the wire", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/Send a message/);
  const size = page.getByTestId("wire-size");
  const before = Number((await size.textContent())?.split(" ")[0]);
  await bench.mime.locator(".view-line").last().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("xyz");
  await expect(size).toContainText(`${before + 3} bytes`);
  await expect(bench.xml).toContainText("xyz");
});

test("Ctrl+Enter inside an editor sends once, and the answer shows every part", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await bench.xml.locator(".monaco-editor").first().click();
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 200");
  await expect(bench.answer).toContainText("Calendar");
  await page.getByRole("tab", { name: "Hex" }).click();
  await expect(bench.answer.getByTestId("hex")).toContainText("03 01 6a 00");
  await page.getByRole("tab", { name: /Headers/ }).click();
  await expect(bench.answer).toContainText("MS-Server-ActiveSync");
  await page.getByRole("tab", { name: "Raw" }).click();
  await expect(bench.answer).toContainText("HTTP/1.1 200 OK");

  // With an answer's editor on the page too, the key still belongs to whoever has the focus.
  await page.getByRole("tab", { name: "XML" }).click();
  for (const pane of [bench.xml, bench.answer]) {
    const lines = await bench.xml.locator(".view-line").count();
    await pane.locator(".monaco-editor").first().click();
    await bench.send();
    await expect(bench.xml.locator(".view-line")).toHaveCount(lines);
  }
});
