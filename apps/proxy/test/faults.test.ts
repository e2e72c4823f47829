import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { encodeRelay, type ProxyOptions, startProxy, until } from "./support/proxy.ts";
import { answering, type RawServer, rawServer, type Script } from "./support/raw-server.ts";
import { talk } from "./support/trap.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function pair(script: Script, options: ProxyOptions = {}) {
  const server = await rawServer(script);
  const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], ...options });
  open.push(server, proxy);
  return { server, proxy, url: `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync` };
}

const REPLY =
  "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyz";
const BODY_AT = REPLY.indexOf("\r\n\r\n") + 4;
const OFFSETS = Array.from({ length: REPLY.length }, (_, offset) => offset);

/** Sends this much of the reply, and then ends it in this way. */
function cutAt(how: "reset" | "close"): Script {
  return (socket, request) => {
    const offset = Number(/\?(\d+)/.exec(request())?.[1]);
    socket.write(REPLY.slice(0, offset), () => {
      // A reset overtakes what the other side has not read yet, so the bytes get a moment.
      setTimeout(() => (how === "reset" ? socket.resetAndDestroy() : socket.end()), 20);
    });
  };
}

describe("a reply that breaks off", () => {
  it.each(["reset", "close"] as const)("at any of its bytes by a %s gives what came, and says so", async (how) => {
    const { proxy, url } = await pair(cutAt(how));
    const all = await Promise.all(OFFSETS.map((offset) => proxy.relay({ url: `${url}?${offset}` })));
    for (const [offset, { head, body, tail }] of all.entries()) {
      const came = REPLY.slice(BODY_AT, Math.max(BODY_AT, offset));
      expect([offset, head?.status, body.toString()]).toEqual([offset, offset < BODY_AT ? undefined : 200, came]);
      expect([offset, tail?.ended, tail?.problem?.code]).toEqual([offset, "reset", "reset"]);
      expect(tail?.problem?.stage).toBe(offset < BODY_AT ? "waiting" : "receiving");
    }
  });

  it("after its last byte is whole", async () => {
    const { proxy, url } = await pair(cutAt("reset"));
    const { body, tail } = await proxy.relay({ url: `${url}?${REPLY.length}` });
    expect([body.length, tail?.ended]).toEqual([26, "complete"]);
  });
});

describe("slow ones", () => {
  it("a page that drips its headers is refused in JSON", async () => {
    const { proxy } = await pair(answering(REPLY), { arriving: { headersMs: 100 } });
    const answer = await talk(proxy.port, Buffer.from("POST /relay HTTP/1.1\r\nHost: loc"));
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*\{"code":"timeout","message":".+\."/s);
  });

  it("a page that drips a short request is refused in JSON, and nobody is dialled", async () => {
    const { server, proxy, url } = await pair(answering(REPLY), { arriving: { headersMs: 100, requestMs: 200 } });
    const head = `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${encodeRelay({ url })}\r\nContent-Length: 100\r\n\r\nabc`;
    const answer = await talk(proxy.port, Buffer.from(head));
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*\{"code":"timeout","message":".+\."/s);
    expect(server.received).toHaveLength(0);
  });

  it("a server that drips its headers has no more time than one that is silent", async () => {
    const { server, proxy, url } = await pair((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nX-Long: ");
      const timer = setInterval(() => socket.write("x"), 10);
      socket.on("close", () => clearInterval(timer));
    });
    const { head, tail } = await proxy.relay({ url, timeoutMs: 150 });
    expect(head).toBeUndefined();
    expect(tail).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "waiting" } });
    await until(() => server.closed === 1);
  });

  it("so has one that says 100 Continue for ever", async () => {
    const { server, proxy, url } = await pair((socket) => {
      const timer = setInterval(() => socket.write("HTTP/1.1 100 Continue\r\n\r\n"), 5);
      socket.on("close", () => clearInterval(timer));
    });
    expect((await proxy.relay({ url, timeoutMs: 150 })).tail?.ended).toBe("timeout");
    await until(() => server.closed === 1);
  });

  it("a server that drips its body has to end within the longest time there is", async () => {
    const { server, proxy, url } = await pair(
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        const timer = setInterval(() => socket.write("x"), 10);
        socket.on("close", () => clearInterval(timer));
      },
      { limits: { totalMs: 200 } },
    );
    const { body, tail } = await proxy.relay({ url });
    expect(tail).toMatchObject({ ended: "timeout", bodyBytes: body.length, problem: { stage: "receiving" } });
    expect(body.length).toBeGreaterThan(0);
    await until(() => server.closed === 1);
  });
});

describe("bombs", () => {
  it.each([
    ["one header without end", `X-A: ${"a".repeat(400_000)}`],
    ["headers without end", Array.from({ length: 30_000 }, (_, index) => `X-${index}: value`).join("\r\n")],
  ])("%s from the page is refused in JSON, and nobody is dialled", async (_what, header) => {
    const { server, proxy, url } = await pair(answering(REPLY));
    const head = `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${encodeRelay({ url })}\r\n`;
    const answer = await talk(proxy.port, Buffer.from(`${head}${header}\r\nContent-Length: 0\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 431 .*\{"code":"request-too-large","message":".+\."/s);
    expect(server.received).toHaveLength(0);
    expect((await proxy.relay({ url })).tail?.ended).toBe("complete");
  });

  it.each([
    ["one header without end", `X-A: ${"a".repeat(400_000)}`],
    ["headers without end", Array.from({ length: 30_000 }, (_, index) => `X-${index}: value`).join("\r\n")],
    ["a status line without end", undefined],
  ])("%s from the server is no answer", async (_what, header) => {
    const text =
      header === undefined ? `HTTP/1.1 200 ${"O".repeat(400_000)}K\r\n\r\n` : `HTTP/1.1 200 OK\r\n${header}\r\n\r\n`;
    const { server, proxy, url } = await pair((socket) => socket.write(text));
    const { head, tail } = await proxy.relay({ url, timeoutMs: 5000 });
    expect(head).toBeUndefined();
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "bad-answer" } });
    await until(() => server.closed === 1);
  });

  it.each([
    [
      "trailers without end",
      `0\r\n${Array.from({ length: 30_000 }, (_, index) => `X-${index}: value`).join("\r\n")}\r\n\r\n`,
    ],
    ["a chunk's size without end", "0".repeat(400_000)],
    ["a chunk extension without end", `5;${"x".repeat(400_000)}\r\nhello\r\n`],
    ["a chunk longer than a number", `${"f".repeat(17)}\r\nhello\r\n`],
    ["a chunk with a negative size", "-5\r\nhello\r\n"],
    ["a chunk that is longer than it says", "3\r\nhello\r\n0\r\n\r\n"],
    ["two lengths", undefined],
  ])("%s in the server's answer ends it, not the proxy", async (_what, chunks) => {
    const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const text =
      chunks === undefined ? "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" : head + chunks;
    const { server, proxy, url } = await pair((socket) => socket.write(text), { limits: { idleMs: 400 } });
    const { tail } = await proxy.relay({ url, timeoutMs: 400 });
    expect(tail?.ended).not.toBe("complete");
    expect(tail?.problem?.code).toMatch(/^(?:bad-answer|timeout)$/);
    await until(() => server.closed === 1);
  });
});

describe("many Pings that wait", () => {
  const COUNT = 500;

  async function waiting() {
    const { server, proxy, url } = await pair(() => {}, { limits: { relaysPerClient: COUNT } });
    const controller = new AbortController();
    const calls = Array.from({ length: COUNT }, () =>
      proxy.relay({ url, timeoutMs: 3_540_000 }, { signal: controller.signal }),
    );
    const arrived = () => server.received.filter((text) => text.includes("\r\n\r\n")).length === COUNT;
    await until(arrived);
    return { server, proxy, url, controller, calls };
  }

  const answerAll = (server: RawServer) => {
    for (const socket of server.sockets) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
  };

  it("are all answered in the end; one more is refused as too many, and none is left over", async () => {
    const { server, proxy, url, calls } = await waiting();
    expect((await proxy.relay({ url })).problem?.code).toBe("busy");
    expect((await fetch(`${proxy.origin}/health`)).status).toBe(200);
    answerAll(server);
    for (const { body, tail } of await Promise.all(calls))
      expect([body.toString(), tail?.ended]).toEqual(["hi", "complete"]);
    await until(() => server.sockets.size === 0);
    expect(server.received).toHaveLength(COUNT);
  }, 30_000);

  it("reach the server as closed when their pages go away", async () => {
    const { server, proxy, controller, calls } = await waiting();
    controller.abort();
    await Promise.allSettled(calls);
    await until(() => server.closed === COUNT);
    await until(() => proxy.entries.length === COUNT);
    expect(proxy.entries.every((entry) => entry.event === "relay" && entry.ended === "cancelled")).toBe(true);
  }, 30_000);
});

describe("a page that hangs up", () => {
  it("while the name is looked up, and no one is dialled", async () => {
    const waiting: (() => void)[] = [];
    const server = await rawServer(() => {});
    const resolve = () =>
      new Promise<{ address: string; family: number }[]>((done) => {
        waiting.push(() => done([{ address: "127.0.0.1", family: 4 }]));
      });
    const proxy = await startProxy({ allow: [`localhost:${server.port}`], resolve });
    open.push(server, proxy);
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    const url = `http://localhost:${server.port}/Microsoft-Server-ActiveSync`;
    client.write(
      `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${encodeRelay({ url })}\r\nContent-Length: 0\r\n\r\n`,
    );
    await until(() => waiting.length === 1);
    client.destroy();
    await until(() => proxy.entries.length === 1);
    for (const answer of waiting) answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.received).toHaveLength(0);
    expect(proxy.entries[0]).toMatchObject({ ended: "cancelled" });
  });
});
