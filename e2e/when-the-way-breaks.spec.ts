import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { Bench } from "./support/bench.ts";
import { expect, test } from "./support/fixtures.ts";
import { linkTo, startLocalTarget } from "./support/local-target.ts";
import { startProxy } from "./support/proxy-process.ts";
import { startTlsServer } from "./support/tls-server.ts";

const PORT = 4799;
const TLS_PORT = 4801;
const FIRST_PROXY_PORT = 4860;
const FLAGS = ["--allow", `127.0.0.1:${PORT}`, "--allow", `127.0.0.1:${TLS_PORT}`];
test.use({ proxyFlags: FLAGS });

const MARK = "<!-- mine -->";
const folderSync = {
  version: "16.1",
  command: "FolderSync",
  xml: `<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>${MARK}`,
};
const WBXML = Buffer.from("03016a000007564c0331000152033100010101", "hex");

async function open(page: Page, url: string, at = ""): Promise<Bench> {
  const bench = new Bench(page);
  await page.goto(at + linkTo(url, folderSync));
  await bench.ready();
  return bench;
}

test("a certificate nobody vouches for is named, with the flag that trusts it, and nothing is sent", async ({
  page,
}) => {
  let asked = 0;
  const server = await startTlsServer((_request, response) => {
    asked += 1;
    response.end();
  }, TLS_PORT);
  const bench = await open(page, `https://127.0.0.1:${TLS_PORT}/Microsoft-Server-ActiveSync`);
  await bench.send();
  const status = page.getByTestId("status");
  await expect(status).toContainText("No answer");
  await expect(status).toContainText(/certificate/i);
  await expect(status).toContainText("--ca");
  expect(asked).toBe(0);
  await expect(bench.xml).toContainText(MARK);
  await server.stop();
});

const encoded: [what: string, encoding: string, body: Buffer, words: RegExp][] = [
  ["grows without end", "gzip", gzipSync(Buffer.alloc(130 << 20)), /grows beyond 134217728 bytes; only the first/],
  [
    "is cut",
    "gzip",
    gzipSync(Buffer.from(Array.from({ length: 4000 }, String).join(" "))).subarray(0, -40),
    /breaks off/,
  ],
  ["is none at all", "gzip", WBXML, /says the body is gzip, but it is not: it is shown as it came/],
  ["no browser knows", "zstd", WBXML, /zstd, which this browser cannot undo: it is shown as it came/],
];
for (const [what, encoding, body, words] of encoded) {
  test(`an answer whose encoding ${what} shows what came and says so`, async ({ page }) => {
    const headers = { "Content-Type": "application/vnd.ms-sync.wbxml", "Content-Encoding": encoding };
    const target = await startLocalTarget(PORT, (_request, response) => response.writeHead(200, headers).end(body));
    const bench = await open(page, target.url);
    await bench.send();
    await expect(page.getByTestId("status")).toContainText(words);
    await page.getByRole("tab", { name: "Hex" }).click();
    await expect(bench.answer.getByTestId("hex")).toContainText(/[0-9a-f]{2} [0-9a-f]{2} [0-9a-f]{2}/);
    await target.close();
  });
}

for (const [what, first, words] of [
  ["in the middle of an answer", "03016a00", /connection to the EASel proxy broke after 4 bytes of the answer's body/],
  ["while the server thinks", "", /connection to the EASel proxy broke before the answer came/],
] as const) {
  test(`a proxy that is killed ${what} is told of, and the draft is sent again by the next one`, async ({
    page,
    faults,
  }) => {
    faults.allow(/ERR_(?:INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_REFUSED)/);
    const target = await startLocalTarget(PORT, (_request, response) => {
      if (target.requests.length > 1) return response.end(WBXML);
      if (first !== "") response.writeHead(200, { "Content-Length": "400" }).write(Buffer.from(first, "hex"));
    });
    const proxy = await startProxy(FIRST_PROXY_PORT, FLAGS);
    const bench = await open(page, target.url, proxy.url);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByTestId("waiting")).toContainText(first === "" ? "Waiting for the server" : "4 of 400 bytes");
    await proxy.kill();
    await expect(bench.answer).toContainText(words);
    await expect(bench.answer).toContainText("See that EASel is still running and send again.");
    await expect(bench.xml).toContainText(MARK);

    const next = await startProxy(Number(new URL(proxy.url).port), FLAGS);
    expect(next.url).toBe(proxy.url);
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("HTTP 200");
    const [cut, whole] = target.requests;
    expect(whole?.body).toEqual(cut?.body);
    await target.close();
    await next.stop();
  });
}
