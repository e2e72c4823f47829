import { createServer as createTcpServer, type Server } from "node:net";
import { gzipSync } from "node:zlib";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";

const PORT = 4793;
const DEAD_PORT = 4795;
test.use({
  proxyFlags: ["--allow", `127.0.0.1:${PORT}`, "--allow", `127.0.0.1:${DEAD_PORT}`, "--allow", "no-such-host.invalid"],
});

const folderSync = {
  version: "16.1",
  command: "FolderSync",
  xml: '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>',
};
const url = (port: number) => `http://127.0.0.1:${port}/Microsoft-Server-ActiveSync`;

test("a server that is not on the list is refused with the flag that allows it", async ({ page, faults }) => {
  faults.allow(/403|Failed to load resource/);
  const bench = new Bench(page);
  await page.goto(linkTo("https://mail.example.com/Microsoft-Server-ActiveSync", folderSync));
  await bench.ready();
  await bench.send();
  await expect(bench.answer).toContainText("mail.example.com");
  await expect(bench.answer).toContainText("--allow");
  await expect(bench.answer).toContainText(/Request [0-9a-f]{12} in the proxy's log/);
});

for (const [what, target, words] of [
  ["a name that does not resolve", "https://no-such-host.invalid/Microsoft-Server-ActiveSync", /no-such-host\.invalid/],
  ["a port nobody listens on", url(DEAD_PORT), /refused/i],
] as const) {
  test(`${what} is named in a sentence`, async ({ page }) => {
    const bench = new Bench(page);
    await page.goto(linkTo(target, folderSync));
    await bench.ready();
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("No answer");
    await expect(page.getByTestId("status")).toContainText(words);
  });
}

const answers: [what: string, headers: Record<string, string>, body: Buffer, words: RegExp][] = [
  [
    "HTML",
    { "Content-Type": "text/html" },
    Buffer.from("<!doctype html><html><body><h1>Sign in</h1></body></html>"),
    /HTML/,
  ],
  ["empty", {}, Buffer.alloc(0), /no body|empty/i],
  [
    "gzip",
    { "Content-Type": "application/vnd.ms-sync.wbxml", "Content-Encoding": "gzip" },
    gzipSync(Buffer.from("03016a000007564c0331000152033100010101", "hex")),
    /gzip/,
  ],
  [
    "truncated WBXML",
    { "Content-Type": "application/vnd.ms-sync.wbxml" },
    Buffer.from("03016a000007564c0331000152", "hex"),
    /ends|end of|truncated|cut/i,
  ],
  [
    "another WBXML dialect",
    { "Content-Type": "application/vnd.syncml+wbxml" },
    Buffer.from("02a4016a002d2f2f53594e434d4c2f2f445444205379", "hex"),
    /SyncML|not ActiveSync|public/i,
  ],
];

for (const [what, headers, body, words] of answers) {
  test(`an answer that is ${what} is shown and explained`, async ({ page }) => {
    const target = await startLocalTarget(PORT, (_request, response) => response.writeHead(200, headers).end(body));
    const bench = new Bench(page);
    await page.goto(linkTo(target.url, folderSync));
    await bench.ready();
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("HTTP 200");
    await expect(bench.answer).toContainText(words);
    await target.close();
  });
}

test("a reply cut in the middle of its body shows what came and says so", async ({ page }) => {
  const server = await cutServer();
  const bench = new Bench(page);
  await page.goto(linkTo(url(PORT), folderSync));
  await bench.ready();
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("cut short");
  await page.getByRole("tab", { name: "Hex" }).click();
  await expect(bench.answer.getByTestId("hex")).toContainText("03 01 6a 00");
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test("waiting shows the time and its stage, and the key that sent cancels", async ({ page }) => {
  const target = await startLocalTarget(PORT, () => undefined);
  const bench = new Bench(page);
  await page.goto(linkTo(target.url, folderSync));
  await bench.ready();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("waiting")).toContainText(/Waiting for the server/);
  await expect(page.getByTestId("waiting")).toContainText(/[1-9]\.\d s/, { timeout: 5000 });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("waiting")).toHaveCount(0);
  await expect(bench.answer).toContainText("Cancelled");
  await target.close();
});

test("a wrong password is a 401 with what to do", async ({ page }) => {
  const bench = new Bench(page);
  await bench.openCommand(/List the folders/);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Done" }).click();
  await bench.send();
  await expect(page.getByTestId("status")).toContainText("HTTP 401");
  await expect(bench.findings.locator("article").first()).toContainText(/password|sign/i);
});

function cutServer(): Promise<Server> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: 400\r\n\r\n");
      socket.write(Buffer.from("03016a000007564c03310001", "hex"), () => socket.resetAndDestroy());
    });
  });
  return new Promise((resolve) => server.listen(PORT, "127.0.0.1", () => resolve(server)));
}
