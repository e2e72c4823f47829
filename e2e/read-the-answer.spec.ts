import { createServer, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { formatMultipart } from "../packages/codec/src/http/index.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";
import { richMail } from "./support/rich-mail.ts";
import { toWbxml } from "./support/wbxml.ts";

const PORT = 4787;
test.use({ proxyFlags: ["--allow", `127.0.0.1:${PORT}`] });

const fetchMail = {
  version: "16.1",
  command: "ItemOperations",
  xml: '<ItemOperations xmlns="ItemOperations"><Fetch><Store>Mailbox</Store></Fetch></ItemOperations>',
};

/** Playwright looks into a frame by script, and the sandbox lets none run. */
const ASKED_IN_SANDBOX = /document's frame is sandboxed and the 'allow-scripts'/;

interface Said {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: Uint8Array;
  delayMs?: number;
}

/** Sends a draft to a server that says this, and waits for the answer. */
async function answered(page: Page, { status = 200, headers = {}, body = new Uint8Array(0) }: Said, draft = fetchMail) {
  const target = await startLocalTarget(PORT, (_request, response) => {
    response.writeHead(status, { "Content-Type": "application/vnd.ms-sync.wbxml", ...headers }).end(body);
  });
  const bench = new Bench(page);
  await page.goto(linkTo(target.url, draft));
  await bench.ready();
  await bench.send();
  await target.close();
  return bench;
}

const inBody = (mail: string, subject = "Autumn") =>
  `<Fetch><Status>1</Status><Properties><e:Subject>${subject}</e:Subject><b:Body><b:Type>4</b:Type>${mail}</b:Body></Properties></Fetch>`;
const fetched = (inner: string) =>
  toWbxml(
    `<ItemOperations xmlns="ItemOperations" xmlns:e="Email" xmlns:b="AirSyncBase"><Status>1</Status><Response>${inner}</Response></ItemOperations>`,
  );
const opaque = (bytes: Uint8Array) =>
  `<b:Data xmlns:wire="urn:easel:wire" wire:opaque="base64">${Buffer.from(bytes).toString("base64")}</b:Data>`;
const tab = (page: Page, name: string | RegExp) => page.getByRole("tab", { name }).click();

test("headers stand in groups with what their values say; a cookie is hidden until asked for", async ({ page }) => {
  const bench = await answered(page, {
    status: 503,
    headers: {
      "X-DiagInfo": "AM0P191MB0001",
      "X-MS-BackOffDuration": "L/500",
      "X-FailureContext": `FrontEnd;503;${Buffer.from("MailboxOffline").toString("base64")};;;;`,
      "WWW-Authenticate": 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", Basic realm="mail"',
      "Set-Cookie": ["ClientId=ABCSECRET; path=/; secure"],
      "X-Made-Up": "as it came",
    },
  });
  await tab(page, /^Headers/);
  const group = (name: string) => bench.answer.getByRole("region", { name: `${name} headers` });
  await expect(group("Diagnostics")).toContainText("Amsterdam");
  await expect(group("Diagnostics")).toContainText("MailboxOffline");
  await expect(group("Throttling")).toContainText("8 min 20 s");
  await expect(group("Protocol")).toContainText("Exchange Online itself");
  await expect(group("Not known here")).toContainText("as it came");

  const cookies = group("Cookies");
  await expect(cookies).toContainText("ClientId=••••; path=/; secure");
  await expect(cookies).not.toContainText("ABCSECRET");
  await cookies.getByRole("button", { name: "Show the value of Set-Cookie" }).click();
  await expect(cookies).toContainText("ABCSECRET");
  expect(page.url()).not.toContain("ABCSECRET");
  await expectAccessible(page, "headers in groups");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await bench.answer.getByRole("button", { name: "Copy X-DiagInfo" }).click();
  await page.getByRole("menuitem", { name: "Name and value" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("X-DiagInfo: AM0P191MB0001");

  await bench.answer.getByRole("radio", { name: "As sent" }).click();
  await expect(bench.answer).toContainText("MS-ASProtocolVersion");
  await tab(page, "Raw");
  await expect(bench.answer.locator("pre")).toContainText(/X-DiagInfo.*X-Made-Up/s);
  await expect(bench.answer.locator("pre")).not.toContainText("ABCSECRET");
});

test("the time is told by stage, and a Ping's beside the heartbeat it asked for", async ({ page }) => {
  const ping = {
    version: "16.1",
    command: "Ping",
    xml: '<Ping xmlns="Ping"><HeartbeatInterval>20</HeartbeatInterval><Folders><Folder><Id>1</Id><Class>Email</Class></Folder></Folders></Ping>',
  };
  const body = toWbxml('<Ping xmlns="Ping"><Status>5</Status><HeartbeatInterval>60</HeartbeatInterval></Ping>');
  await answered(page, { body }, ping);
  await tab(page, "Timing");
  const timing = page.getByTestId("timing");
  for (const stage of ["Connect", "Send", "Wait", "Download", "In all"])
    await expect(timing.getByRole("row", { name: new RegExp(`^${stage}`) })).toContainText(/\d m?s/);
  await expectAccessible(page, "timing, light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page, "timing, dark");
  const heartbeat = timing.getByRole("region", { name: "Heartbeat" });
  await expect(heartbeat).toContainText("20 s");
  await expect(heartbeat).toContainText(/The server takes\s*1 min/);
});

test("a message is read part by part, and its bytes are found in the answer", async ({ page }) => {
  const mail = richMail("http://127.0.0.1:9");
  const bench = await answered(page, { body: fetched(inBody(opaque(mail))) });
  await tab(page, "Message");
  const contents = page.getByTestId("contents");
  await expect(contents).toContainText("Jürgen Groß <juergen@contoso.example>");
  await expect(contents).toContainText("Herbst – die Angebote");
  await expect(contents.getByTestId("part")).toContainText("Grüße aus Köln");

  const parts = contents.getByRole("list", { name: "Parts of the message" });
  await parts.getByRole("button", { name: /invite\.ics/ }).click();
  await expect(contents.getByRole("region", { name: "Event" })).toContainText("Sales meeting");
  await expect(contents.getByRole("region", { name: "Event" })).toContainText("Megan Bowen <megan@contoso.example>");
  await expect(parts).toContainText(/winmail\.dat.*TNEF/s);
  await expect(parts).toContainText(/smime\.p7m.*encrypted/s);

  await parts.getByRole("button", { name: /Preise März\.pdf/ }).click();
  await expect(contents.getByTestId("part")).toContainText("19 bytes");
  const saved = page.waitForEvent("download");
  await contents.getByRole("button", { name: "Save" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("Preise März.pdf");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe("%PDF-1.4 not really");

  await contents.getByRole("button", { name: "Show bytes" }).click();
  await expect(bench.answer.getByTestId("hex")).toBeVisible();
});

test("a preview runs nothing and nothing leaves, and what was left out is named", async ({ page, faults }) => {
  // The browser says that it refuses what the mail tries, and what this test asks inside the sandbox.
  faults.allow(/Content Security Policy directive/);
  faults.allow(ASKED_IN_SANDBOX);
  const knocks: string[] = [];
  const site = await startDoor(knocks);
  const requests: string[] = [];
  const bench = await answered(page, { body: fetched(inBody(opaque(richMail(site.url)))) });
  page.on("request", (request) => requests.push(request.url()));
  await tab(page, "Message");
  await page.getByRole("button", { name: /text\/html/ }).click();
  await expect(bench.answer.getByTestId("part")).toContainText("doctype");
  await page.getByRole("radio", { name: "Preview" }).click();
  const frame = page.frameLocator("iframe[title='Preview of the HTML']");
  await expect(frame.getByRole("heading", { name: "Autumn offers" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("sandbox", "");
  const drawn = (alt: string) =>
    frame.getByAltText(alt).evaluate((image) => (image as HTMLImageElement).naturalWidth > 0);
  await expect.poll(() => drawn("the logo that came along")).toBe(true);
  expect(await drawn("a remote picture")).toBe(false);

  await bench.answer.getByText(/^Left out/).click();
  for (const path of [
    "pixel.png",
    "background.png",
    "style.png",
    "body.png",
    "import.css",
    "link",
    "sheet.css",
    "frame",
    "refresh",
    "pixel-2.png",
  ])
    await expect(bench.answer).toContainText(`${site.url}/${path}`);
  await expect(bench.answer.getByText(/^Left out/)).toContainText(/script/);

  await frame.getByText("this week").click();
  await expect(frame.getByRole("heading", { name: "Autumn offers" })).toBeVisible();
  // A later request of the page's own has been answered, so one of the frame's would have gone out by now.
  await page.evaluate(() => fetch("/health"));
  expect(requests.filter((url) => url.startsWith(site.url) || url.endsWith("own-server.png"))).toEqual([]);
  expect(knocks).toEqual([]);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await site.close();
});

test("each message and file of an answer in parts can be chosen", async ({ page }) => {
  const document = fetched(
    `${inBody("<Part>1</Part>", "First")}${inBody("<Part>2</Part>", "Second")}<Fetch><Status>1</Status><Properties><b:ContentType>image/png</b:ContentType><Part>3</Part></Properties></Fetch>`,
  );
  const mail = (text: string) =>
    new TextEncoder().encode(`From: a@x.example\r\nSubject: ${text}\r\n\r\n${text} text\r\n`);
  const body = formatMultipart([document, mail("One"), mail("Two"), new Uint8Array([1, 2, 3])]);
  await answered(page, { headers: { "Content-Type": "application/vnd.ms-sync.multipart" }, body });
  await tab(page, /^Contents/);
  const contents = page.getByTestId("contents");
  await expect(contents.getByTestId("part")).toContainText("One text");
  await page.getByRole("button", { name: /^Content/ }).click();
  await page.getByRole("menuitemradio", { name: /Second/ }).click();
  await expect(contents.getByTestId("part")).toContainText("Two text");
  await page.getByRole("button", { name: /^Content/ }).click();
  await page.getByRole("menuitemradio", { name: /Attachment/ }).click();
  await expect(contents.getByTestId("file")).toContainText("An image (png), 3 bytes");
});

test("a message in a compressed answer is read like any other", async ({ page }) => {
  const body = gzipSync(fetched(inBody(opaque(richMail("http://127.0.0.1:9")))));
  await answered(page, { headers: { "Content-Encoding": "gzip" }, body });
  await tab(page, "Message");
  await expect(page.getByTestId("contents")).toContainText("Grüße aus Köln");
});

test("an answer that is itself a message, an HTML page and an empty one have what they have", async ({
  page,
  faults,
}) => {
  faults.allow(ASKED_IN_SANDBOX);
  const headers = { "Content-Type": "message/rfc822" };
  await answered(page, { headers, body: richMail("http://127.0.0.1:9") });
  await tab(page, "Message");
  await expect(page.getByTestId("contents")).toContainText("Herbst – die Angebote");
  await expectAccessible(page, "a message read");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page, "a message read, dark");

  await answered(page, {
    status: 500,
    headers: { "Content-Type": "text/html" },
    body: Buffer.from("<html><h1>Oops</h1>"),
  });
  await expect(page.getByTestId("answer")).toContainText("Oops");
  await tab(page, "Page");
  await page.getByRole("radio", { name: "Preview" }).click();
  await expect(page.frameLocator("iframe").getByRole("heading", { name: "Oops" })).toBeVisible();

  await answered(page, {});
  await expect(page.getByRole("tab", { name: /^(?:Message|Contents|Page)/ })).toHaveCount(0);
  await expect(page.getByTestId("answer")).toContainText("no body");
});

test("a message of 20 MB is read, and its attachment has its size", async ({ page }) => {
  const line = `${"QUJD".repeat(19)}\r\n`;
  const mail = Buffer.from(
    `From: a@x.example\r\nSubject: Huge\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nshort\r\n--b\r\nContent-Type: application/zip; name=big.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(270_000)}--b--\r\n`,
  );
  await answered(page, { headers: { "Content-Type": "message/rfc822" }, body: mail });
  await tab(page, "Message");
  await expect(page.getByTestId("contents")).toContainText("Huge");
  await expect(page.getByTestId("part")).toContainText("short");
  await expect(page.getByRole("button", { name: /big\.zip/ })).toContainText("15,390,000 bytes");
});

test("the message of a draft is read as who gets it will read it", async ({ page }) => {
  const bench = new Bench(page);
  await page.goto(
    linkTo("https://mail.example.com/x", { version: "12.1", mime: richMail("http://127.0.0.1:9").toString() }),
  );
  await bench.ready();
  await bench.mime.getByRole("radio", { name: "Read" }).click();
  const reader = page.getByTestId("message-reader");
  await expect(reader).toContainText("Jürgen Groß <juergen@contoso.example>");
  await expect(reader).toContainText("Grüße aus Köln");
  await bench.mime.getByRole("radio", { name: "Source" }).click();
  await expect(bench.mime.locator(".monaco-editor")).toContainText("=?utf-8?q?J=C3=BCrgen");
});

/** A port that counts who so much as connects. */
async function startDoor(knocks: string[]): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((socket) => {
    knocks.push("connected");
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => knocks.push(bytes.toString().split("\r\n")[0] ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
