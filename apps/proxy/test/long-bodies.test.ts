import { createHash } from "node:crypto";
import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { encodeRelay, type ProxyOptions, startProxy, until } from "./support/proxy.ts";
import { answering, rawServer, type Script } from "./support/raw-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const EAS = "/Microsoft-Server-ActiveSync";
const OK = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
const LONG = 5_000_000;

async function pair(script: Script, options: ProxyOptions = {}) {
  const server = await rawServer(script);
  const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], ...options });
  open.push(server, proxy);
  return { server, proxy, url: `http://127.0.0.1:${server.port}${EAS}` };
}

/** A server that takes connections and never reads. */
async function deafServer() {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  open.push({ close });
  /** A socket that nobody reads does not notice its end; this reads, and waits for it. */
  const abandoned = async () => {
    for (const socket of sockets) socket.resume();
    await until(() => sockets.size === 0);
  };
  return { port, abandoned };
}

/** A page that writes by hand: the head of a relay with a body of `length` bytes. */
function relayHead(port: number, url: string, length: number): string {
  return `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nEasel-Relay: ${encodeRelay({ url })}\r\nContent-Length: ${length}\r\n\r\n`;
}

describe("a long mail", () => {
  it("arrives byte for byte, with its length, and is not kept by the proxy", async () => {
    const { server, proxy, url } = await pair(OK);
    const body = Buffer.alloc(LONG);
    for (let index = 0; index < LONG; index += 1) body[index] = (index * 31 + (index >> 8)) & 0xff;
    const { head, tail } = await proxy.relay({ url }, { body });
    expect([head?.status, tail?.ended]).toEqual([200, "complete"]);
    const [headers = "", ...rest] = server.received[0]?.split("\r\n\r\n") ?? [];
    expect(headers).toContain(`Content-Length: ${LONG}`);
    const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(Buffer.from(rest.join("\r\n\r\n"), "latin1"))).toBe(digest(body));
    expect(proxy.entries[0]).toMatchObject({ bytesOut: LONG });
  });

  it("is read from the page no faster than the server takes it", async () => {
    const server = await deafServer();
    const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], limits: { requestBytes: 2 ** 40 } });
    open.push(proxy);
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.write(relayHead(proxy.port, `http://127.0.0.1:${server.port}${EAS}`, 2 ** 39));
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024);
    const more = () => {
      while (!client.destroyed && client.write(chunk)) written += chunk.length;
      written += chunk.length;
      if (!client.destroyed) client.once("drain", more);
    };
    more();
    await until(() => written > 0);
    let before = -1;
    while (before !== written) {
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    // Socket buffers on both ways fill and then it rests.
    expect(written).toBeLessThan(64 * 1024 * 1024);
    client.destroy();
    await until(() => proxy.log.length === 1);
    await server.abandoned();
  });

  it("that the server does not read runs into the time-out", async () => {
    const server = await deafServer();
    const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`] });
    open.push(proxy);
    const url = `http://127.0.0.1:${server.port}${EAS}`;
    const { tail } = await proxy.relay({ url, timeoutMs: 200 }, { body: Buffer.alloc(40_000_000) });
    expect(tail).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "sending" } });
    await server.abandoned();
  });

  it("that the server answers early is answered, whole as that answer is", async () => {
    const server = await rawServer(() => {});
    const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`] });
    open.push(server, proxy);
    const call = proxy.relay({ url: `http://127.0.0.1:${server.port}${EAS}` }, { body: Buffer.alloc(LONG) });
    await until(() => (server.received[0]?.length ?? 0) > 10_000);
    for (const socket of server.sockets) socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
    const { head, body, tail } = await call;
    expect([head?.status, body.toString(), tail?.ended]).toEqual([413, "big", "complete"]);
  });

  it("whose page goes away ends the server's connection, and is no whole request", async () => {
    const { server, proxy, url } = await pair(OK);
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.write(relayHead(proxy.port, url, LONG));
    client.write(Buffer.alloc(400_000));
    await until(() => (server.received[0]?.length ?? 0) > 100_000);
    client.resetAndDestroy();
    await until(() => server.closed === 1);
    await until(() => proxy.entries.length === 1);
    expect(proxy.entries[0]).toMatchObject({ event: "relay", ended: "cancelled", code: "cancelled" });
    expect(server.received[0]?.length).toBeLessThan(LONG);
  });

  it("whose page falls silent runs into the time-out", async () => {
    const { server, proxy } = await pair(OK);
    const url = `http://127.0.0.1:${server.port}${EAS}`;
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.write(relayHead(proxy.port, url, LONG).replace(encodeRelay({ url }), encodeRelay({ url, timeoutMs: 200 })));
    client.write(Buffer.alloc(300_000));
    await until(() => proxy.entries.length === 1);
    expect(proxy.entries[0]).toMatchObject({ ended: "timeout", code: "timeout" });
    await until(() => server.closed === 1);
    client.destroy();
  });

  it("is answered only once it is out where a reverse proxy stands between, which would take it for cut short", async () => {
    const { server, proxy, url } = await pair(OK);
    const client = net.connect(proxy.port, "127.0.0.1");
    let answer = "";
    client.on("error", () => {});
    client.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    const head = relayHead(proxy.port, url, LONG).replace("Origin:", "X-Forwarded-For: 203.0.113.1\r\nOrigin:");
    client.write(head);
    client.write(Buffer.alloc(LONG - 1));
    await until(() => (server.received[0]?.length ?? 0) >= LONG);
    expect(answer).toBe("");
    client.write(Buffer.alloc(1));
    await until(() => answer.includes('"ended":"complete"'));
    client.destroy();
  });

  it("is cancelled through a reverse proxy, too", async () => {
    const { server, proxy, url } = await pair(OK);
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.write(relayHead(proxy.port, url, LONG).replace("Origin:", "X-Forwarded-For: 203.0.113.1\r\nOrigin:"));
    client.write(Buffer.alloc(400_000));
    await until(() => (server.received[0]?.length ?? 0) > 100_000);
    client.destroy();
    await until(() => server.closed === 1);
    await until(() => proxy.entries.length === 1);
    expect(proxy.entries[0]).toMatchObject({ ended: "cancelled" });
  });

  it("without a length is refused once it is longer than what is kept", async () => {
    const { server, proxy, url } = await pair(OK);
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(50_000)),
    });
    const response = await fetch(`${proxy.origin}/relay`, {
      method: "POST",
      headers: { Origin: proxy.origin, "Easel-Relay": encodeRelay({ url }) },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "request-too-large" });
    expect(server.received).toHaveLength(0);
  });
});
