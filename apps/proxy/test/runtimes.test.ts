import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type net from "node:net";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { ProxyConfig } from "../src/contract.ts";
import { until } from "./support/proxy.ts";
import { answering, rawServer, type Script } from "./support/raw-server.ts";
import { RUNTIMES, type Runtime, type RuntimeOptions } from "./support/runtimes.ts";

// What the relay promises, on every runtime it runs on. What only one of them can do is tested beside this file.

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, "fixtures", `${name}.pem`), "utf8");
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
const silence: Script = () => {};

for (const runtime of RUNTIMES) {
  const why = runtime.absent === undefined ? "" : ` (skipped: workerd does not start here. ${runtime.absent})`;
  describe.skipIf(runtime.absent !== undefined)(`the relay on ${runtime.name}${why}`, () => testsOn(runtime));
}

function testsOn(runtime: Runtime): void {
  async function start(options: RuntimeOptions = {}) {
    const proxy = await runtime.start(options);
    open.push(proxy);
    return proxy;
  }

  async function pair(script: Script, options: RuntimeOptions = {}, tls?: { key: string; cert: string }) {
    const server = await rawServer(script, tls);
    open.push(server);
    const host = tls ? "localhost" : "127.0.0.1";
    const proxy = await start({ allow: [`${host}:${server.port}`], ...options });
    const url = `${tls ? "https" : "http"}://${host}:${server.port}/Microsoft-Server-ActiveSync`;
    return { server, proxy, url };
  }

  it("sends request line, headers and body byte for byte, duplicates kept, and adds only what it must", async () => {
    const { server, proxy, url } = await pair(answering(OK));
    const body = Buffer.from(Array.from({ length: 1024 }, (_, index) => index & 0xff));
    const headers: [string, string][] = [
      ["ms-asprotocolVERSION", "16.1"],
      ["X-Twice", "one"],
      ["x-twice", "two"],
      ["Cookie", "a=1"],
      ["X-Latin", "caf\xe9"],
    ];
    await proxy.relay({ url: `${url}?Cmd=SendMail&X=%2f&&=&Y='"<>\\^\`{|}`, headers }, { body });
    expect(server.received[0]).toBe(
      `POST /Microsoft-Server-ActiveSync?Cmd=SendMail&X=%2f&&=&Y='"<>\\^\`{|} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nms-asprotocolVERSION: 16.1\r\nX-Twice: one\r\nx-twice: two\r\nCookie: a=1\r\nX-Latin: caf\xe9\r\nContent-Length: 1024\r\nConnection: close\r\n\r\n${body.toString("latin1")}`,
    );
  });

  it("gives back status line, headers in order, case and number, and the body", async () => {
    const { proxy, url } = await pair(
      answering(
        "HTTP/1.1 449 Retry after provisioning\r\nset-Cookie: a=1\r\nX-B: \xe4\r\nSET-COOKIE: b=2\r\nx-b:2 \r\ncontent-length: 4\r\n\r\n\0\xff\r\n",
      ),
    );
    const { head, tail, order, body, stages } = await proxy.relay({ url });
    expect(head).toMatchObject({ status: 449, reason: "Retry after provisioning", httpVersion: "1.1" });
    expect(head?.headers).toEqual([
      ["set-Cookie", "a=1"],
      ["X-B", "\xe4"],
      ["SET-COOKIE", "b=2"],
      ["x-b", "2"],
      ["content-length", "4"],
    ]);
    expect(body).toEqual(Buffer.from("\0\xff\r\n", "latin1"));
    expect(tail).toMatchObject({ ended: "complete", bodyBytes: 4 });
    expect(tail?.times).toMatchObject({ connectedMs: expect.any(Number), lastByteMs: expect.any(Number) });
    expect([order, stages.map(({ stage }) => stage)]).toEqual(["SHBT", ["connecting", "sending", "waiting"]]);
    expect(head && "remoteAddress" in head).toBe(runtime.tellsConnection);
  });

  it("leaves a gzip body as it is", async () => {
    const packed = gzipSync("x".repeat(5000));
    const { proxy, url } = await pair((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
      socket.end(packed);
    });
    const { body, head } = await proxy.relay({ url, headers: [["Accept-Encoding", "gzip"]] });
    expect(body.equals(packed)).toBe(true);
    expect(head?.headers).toContainEqual(["Content-Encoding", "gzip"]);
  });

  it.each([
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n"],
    ["until the connection closes", "HTTP/1.0 200 OK\r\n\r\nabcde"],
    ["after 100 Continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcdeMORE"],
  ])("reads a body %s", async (_how, answer) => {
    const { proxy, url } = await pair(answering(answer));
    const { body, tail, head } = await proxy.relay({ url });
    expect([head?.status, body.toString(), tail?.ended]).toEqual([200, "abcde", "complete"]);
  });

  it.each([301, 451])("shows a %i and does not follow it", async (status) => {
    const { server, proxy, url } = await pair(
      answering(`HTTP/1.1 ${status} Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n`),
    );
    const { head } = await proxy.relay({ url });
    expect(head?.status).toBe(status);
    expect(server.received).toHaveLength(1);
  });

  it("carries 35 MB up and down", async () => {
    const size = 35 * 1024 * 1024;
    const mail = randomBytes(size);
    const hash = (data: Buffer) => createHash("sha256").update(data).digest("hex");
    const server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => response.setHeader("X-Hash", hash(Buffer.concat(parts))).end(mail));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const { port } = server.address() as net.AddressInfo;
    const proxy = await start({ allow: [`127.0.0.1:${port}`] });
    const url = `http://127.0.0.1:${port}/Microsoft-Server-ActiveSync`;
    const { head, body, tail } = await proxy.relay({ url }, { body: mail });
    expect(head?.headers).toContainEqual(["X-Hash", hash(mail)]);
    expect(body.equals(mail)).toBe(true);
    expect(tail).toMatchObject({ ended: "complete", bodyBytes: size });
  }, 60_000);

  it("keeps what came before the server reset", async () => {
    const { proxy, url } = await pair((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst part");
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const { body, tail, order } = await proxy.relay({ url });
    expect([order, body.toString()]).toEqual(["SHBT", "first part"]);
    expect(tail).toMatchObject({ ended: "reset", bodyBytes: 10, problem: { code: "reset", stage: "receiving" } });
  });

  it.each([
    ["a close before the announced length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcde", "reset"],
    ["chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", "reset"],
    ["chunks without sense", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n", "failed"],
  ])("tells %s from an end", async (_how, answer, ended) => {
    const { proxy, url } = await pair(answering(answer));
    const { body, tail } = await proxy.relay({ url });
    expect([body.toString(), tail?.ended]).toEqual(["abcde", ended]);
  });

  it("says when the server resets without an answer, or answers in another tongue", async () => {
    const reset = await pair((socket) => socket.resetAndDestroy());
    expect((await reset.proxy.relay({ url: reset.url })).tail).toMatchObject({
      ended: "reset",
      problem: { code: "reset", stage: "waiting" },
    });
    const other = await pair((socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"));
    expect((await other.proxy.relay({ url: other.url })).tail).toMatchObject({ problem: { code: "bad-answer" } });
  });

  it("says when nothing listens", async () => {
    const { server, proxy, url } = await pair(silence);
    await server.close();
    const { tail, head } = await proxy.relay({ url });
    expect(head).toBeUndefined();
    expect(tail).toMatchObject({ ended: "failed", problem: { stage: "connecting" } });
    expect(tail?.problem?.code).toMatch(/^connection-(?:refused|failed)$/);
  });

  it("repeats the stage while it waits, and stops waiting when told", async () => {
    const { server, proxy, url } = await pair(silence, { limits: { keepAliveMs: 20 } });
    const { stages, tail } = await proxy.relay({ url, timeoutMs: 300 });
    expect(stages.filter(({ stage }) => stage === "waiting").length).toBeGreaterThan(2);
    expect(tail).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "waiting" } });
    await until(() => server.closed === 1);
  });

  it("stops at silence in the middle of the body, and at the largest answer", async () => {
    const silent = await pair((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), {
      limits: { idleMs: 80 },
    });
    const { body, tail } = await silent.proxy.relay({ url: silent.url });
    expect([body.toString(), tail?.ended]).toEqual(["abc", "timeout"]);
    const long = await pair(answering(`HTTP/1.1 200 OK\r\n\r\n${"z".repeat(5000)}`), { limits: { replyBytes: 1234 } });
    expect((await long.proxy.relay({ url: long.url })).tail).toMatchObject({ ended: "too-large", bodyBytes: 1234 });
  });

  it("lets the server go when the page cancels, waiting or reading, and has its place back", async () => {
    // workerd notices at the next frame it cannot write.
    const scripts: Script[] = [silence, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\npart")];
    for (const script of scripts) {
      const { server, proxy, url } = await pair(script, { limits: { relays: 1, keepAliveMs: 50 } });
      for (let round = 1; round <= 3; round += 1) {
        const controller = new AbortController();
        const response = await proxy.call({ url }, { signal: controller.signal });
        expect(response.status).toBe(200);
        await until(() => server.received.length === round && (server.received[round - 1] ?? "") !== "");
        expect((await proxy.relay({ url })).problem?.code).toBe("busy");
        controller.abort();
        await response.text().catch(() => {});
        await until(() => server.closed === round);
      }
    }
  });

  it("refuses before it dials: who may not ask, what may not be asked, how much", async () => {
    const { server, proxy, url } = await pair(silence, { limits: { requestBytes: 10 } });
    const codes = [
      (await proxy.relay({ url: "https://evil.example/Microsoft-Server-ActiveSync" })).problem?.code,
      (await proxy.relay({ url: `http://127.0.0.1:${server.port}/other` })).problem?.code,
      (await proxy.relay({ url: "https://2130706433/Microsoft-Server-ActiveSync" })).problem?.code,
      (await proxy.relay({ url, headers: [["Transfer-Encoding", "chunked"]] })).problem?.code,
      (await proxy.relay({ url }, { headers: { Origin: "http://evil.example" } })).problem?.code,
      (await proxy.relay({ url }, { body: "12345678901" })).problem?.code,
    ];
    expect(codes).toEqual([
      "target-not-allowed",
      "target-path",
      "target-not-allowed",
      "header-not-allowed",
      "foreign-origin",
      "request-too-large",
    ]);
    expect(server.received).toHaveLength(0);
  });

  it("is reached under localhost and the names it was given, and under no other", async () => {
    const { origin } = await start({ publicHosts: ["easel.example"] });
    expect(await statusUnder(origin, "easel.example")).toBe(200);
    expect(await statusUnder(origin, "localhost:1")).toBe(200);
    expect(await statusUnder(origin, "evil.example")).toBe(403);
  });

  it("serves the page with the strict headers, and says what it offers", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "easel-page-"));
    open.push({ close: async () => rmSync(folder, { recursive: true }) });
    mkdirSync(path.join(folder, "assets"));
    writeFileSync(path.join(folder, "index.html"), "<title>EASel</title>");
    writeFileSync(path.join(folder, "assets", "main-abc123.js"), "1");
    const { origin } = await start({ assets: folder, allow: ["mail.example.com"] });
    const page = await fetch(`${origin}/`);
    expect(await page.text()).toContain("EASel");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const script = await fetch(`${origin}/assets/main-abc123.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${origin}/missing.js`)).status).toBe(404);
    const config = (await (await fetch(`${origin}/config`)).json()) as ProxyConfig;
    expect(config.allowed).toContain("mail.example.com");
    expect(config.sandbox).toBeUndefined();
  });

  it("in public is reached under the given names alone, calls no address, and limits each client", async () => {
    const { server, proxy, url } = await pair(silence, { public: true, rate: 2, publicHosts: ["127.0.0.1"] });
    const codes = [];
    for (let count = 0; count < 3; count += 1) codes.push((await proxy.relay({ url })).problem?.code);
    expect(codes).toEqual(["target-not-allowed", "target-not-allowed", "rate-limited"]);
    expect(server.received).toHaveLength(0);
    expect(await statusUnder(proxy.origin, "localhost")).toBe(403);
  });

  it("sends nothing to a server whose certificate it does not believe", async () => {
    const key = fixture("self-signed.key");
    const good = await pair(answering(OK), {}, { key, cert: fixture("issued.cert") });
    const { head, body } = await good.proxy.relay({ url: good.url }, { body: "hush" });
    expect([head?.status, body.toString()]).toEqual([200, "hi"]);
    expect(head && "tls" in head).toBe(runtime.tellsConnection);
    const expired = await pair(answering(OK), {}, { key, cert: fixture("expired.cert") });
    const { tail } = await expired.proxy.relay({ url: expired.url }, { body: "hush" });
    expect(tail).toMatchObject({ ended: "failed", bodyBytes: 0 });
    expect(tail?.problem?.code).toMatch(/^(?:certificate|tls-failed)$/);
    expect(expired.server.received.join("")).toBe("");
  });
}

/** `fetch` does not let its Host be chosen. */
function statusUnder(origin: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${origin}/config`, { headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
  });
}
