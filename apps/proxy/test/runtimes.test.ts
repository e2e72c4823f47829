import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import type net from "node:net";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { onEveryRuntime } from "./support/on-every-runtime.ts";
import { until } from "./support/proxy.ts";
import { answering, type Script } from "./support/raw-server.ts";

// What the relay promises, on every runtime it runs on. What only one of them can do is tested beside this file.

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
const silence: Script = () => {};

onEveryRuntime("the relay", ({ runtime, start, pair, closeLater }) => {
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
    closeLater(() => new Promise((resolve) => server.close(() => resolve())));
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
});
