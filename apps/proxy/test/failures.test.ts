import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ProxyOptions, startProxy, until } from "./support/proxy.ts";
import { answering, rawServer, type Script } from "./support/raw-server.ts";

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

const silence: Script = () => {};

describe("no connection", () => {
  it("says that the port refuses", async () => {
    const server = await rawServer(silence);
    await server.close();
    const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`] });
    open.push(proxy);
    const { tail, head } = await proxy.relay({ url: `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync` });
    expect(head).toBeUndefined();
    expect(tail).toMatchObject({
      ended: "failed",
      bodyBytes: 0,
      problem: { code: "connection-refused", stage: "connecting" },
    });
    expect(tail?.problem?.message).toContain(String(server.port));
    expect(tail?.problem?.advice).toMatch(/\w{3}/);
  });

  it.each([
    ["ENOTFOUND", "leads to no address"],
    ["EAI_AGAIN", "name service did not answer"],
  ])("says what the name service said (%s)", async (code, words) => {
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code }));
    const proxy = await startProxy({ allow: ["mail.invalid"], resolve });
    open.push(proxy);
    const { tail, stages } = await proxy.relay({ url: "https://mail.invalid/Microsoft-Server-ActiveSync" });
    expect(stages[0]?.stage).toBe("resolving");
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "dns-failed", stage: "resolving" } });
    expect(tail?.problem?.message).toContain("mail.invalid");
    expect(tail?.problem?.message).toContain(words);
  });

  it("treats an empty list of addresses as a name that leads nowhere", async () => {
    const proxy = await startProxy({ allow: ["mail.invalid"], resolve: async () => [] });
    open.push(proxy);
    const { tail } = await proxy.relay({ url: "https://mail.invalid/Microsoft-Server-ActiveSync" });
    expect(tail?.problem?.code).toBe("dns-failed");
  });

  it("gives up on a name service that never answers", async () => {
    const resolve = () => new Promise<never>(() => {});
    const proxy = await startProxy({ allow: ["mail.invalid"], resolve, limits: { connectMs: 50 } });
    open.push(proxy);
    const { tail } = await proxy.relay({ url: "https://mail.invalid/Microsoft-Server-ActiveSync" });
    expect(tail).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "resolving" } });
  });

  it("tries the name's next address when the first refuses", async () => {
    const server = await rawServer(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    const resolve = async () => [
      { address: "::1", family: 6 },
      { address: "127.0.0.1", family: 4 },
    ];
    const proxy = await startProxy({ allow: [`localhost:${server.port}`], resolve });
    open.push(server, proxy);
    const { head } = await proxy.relay({ url: `http://localhost:${server.port}/Microsoft-Server-ActiveSync` });
    expect(head).toMatchObject({ status: 200, remoteAddress: "127.0.0.1" });
  });
});

describe("a name that leads inside", () => {
  it.each([
    ["127.0.0.1", "loopback"],
    ["10.1.2.3", "private"],
    ["192.168.0.1", "private"],
    ["169.254.169.254", "secrets"],
    ["169.254.1.1", "link-local"],
    ["100.64.0.1", "private"],
    ["0.0.0.0", "no ordinary"],
    ["::1", "loopback"],
    ["::", "no ordinary"],
    ["::ffff:127.0.0.1", "loopback"],
    ["fd00:ec2::254", "secrets"],
    ["fd00::254", "private"],
    ["fe80::1", "link-local"],
    ["64:ff9b::7f00:1", "no ordinary"],
    ["2002:7f00:1::", "no ordinary"],
    ["::127.0.0.1", "no ordinary"],
  ])("is refused after resolution, undialled: %s", async (address, words) => {
    // The second address is public: one bad one spoils the name.
    const resolve = async () => [
      { address: "52.97.0.1", family: 4 },
      { address, family: net.isIP(address) },
    ];
    const proxy = await startProxy({ allow: ["127.0.0.1.nip.io"], resolve });
    open.push(proxy);
    const { tail, stages } = await proxy.relay({ url: "https://127.0.0.1.nip.io/Microsoft-Server-ActiveSync" });
    expect(stages.map(({ stage }) => stage)).toEqual(["resolving"]);
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "address-private", stage: "resolving" } });
    expect(tail?.problem?.message).toContain(words);
    const opens = words === "loopback" || words === "private";
    expect(tail?.problem?.advice).toContain(opens ? "--allow-private 127.0.0.1.nip.io" : "No flag opens");
  });

  it("does not let localhost lead anywhere but to this machine", async () => {
    const proxy = await startProxy({
      allow: ["localhost:9"],
      resolve: async () => [{ address: "10.0.0.1", family: 4 }],
    });
    open.push(proxy);
    const { tail } = await proxy.relay({ url: "http://localhost:9/Microsoft-Server-ActiveSync" });
    expect(tail?.problem?.code).toBe("address-private");
  });

  it("is dialled once when its entry was opened", async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      // A rebinding name service: another answer the second time.
      return [{ address: asked === 1 ? "127.0.0.1" : "169.254.169.254", family: 4 }];
    };
    const server = await rawServer(silence);
    const proxy = await startProxy({ allowPrivate: [`mail.corp:${server.port}`], resolve, limits: { connectMs: 100 } });
    open.push(server, proxy);
    const { tail } = await proxy.relay({ url: `https://mail.corp:${server.port}/Microsoft-Server-ActiveSync` });
    expect(asked).toBe(1);
    expect(tail?.problem?.stage).toBe("securing");
  });

  it("stays closed for link-local addresses even when opened", async () => {
    const resolve = async () => [{ address: "169.254.169.254", family: 4 }];
    const proxy = await startProxy({ allowPrivate: ["mail.corp"], resolve });
    open.push(proxy);
    const { tail } = await proxy.relay({ url: "https://mail.corp/Microsoft-Server-ActiveSync" });
    expect(tail?.problem?.code).toBe("address-private");
  });
});

describe("an answer that breaks off", () => {
  it("keeps what came before the cut", async () => {
    const { proxy, url } = await pair((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst part");
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    const { head, body, tail, order } = await proxy.relay({ url });
    expect(head?.status).toBe(200);
    expect(body.toString()).toBe("first part");
    expect(tail).toMatchObject({ ended: "reset", bodyBytes: 10, problem: { code: "reset", stage: "receiving" } });
    expect(tail?.problem?.message).toContain("after 10 body bytes");
    expect(order).toBe("SHBT");
  });

  it("sees a polite close before the announced length as a cut", async () => {
    const { proxy, url } = await pair(answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort"));
    const { body, tail } = await proxy.relay({ url });
    expect([body.toString(), tail?.ended]).toEqual(["short", "reset"]);
  });

  it("sees a chunked body without its last chunk as a cut", async () => {
    const { proxy, url } = await pair(answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"));
    const { body, tail } = await proxy.relay({ url });
    expect([body.toString(), tail?.ended]).toEqual(["abcde", "reset"]);
  });

  it("says when chunks stop making sense", async () => {
    const { proxy, url } = await pair(
      answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n"),
    );
    const { body, tail } = await proxy.relay({ url });
    expect(body.toString()).toBe("abcde");
    expect(tail).toMatchObject({ ended: "failed", problem: { code: "bad-answer" } });
  });

  it("says when the connection closes without an answer", async () => {
    const { proxy, url } = await pair((socket) => socket.resetAndDestroy());
    const { head, tail } = await proxy.relay({ url });
    expect(head).toBeUndefined();
    expect(tail).toMatchObject({ ended: "reset", problem: { code: "reset", stage: "waiting" } });
    expect(tail?.problem?.message).toContain("without an answer");
  });

  it.each(["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"])(
    "says when the answer is not HTTP: %j",
    async (answer) => {
      const { proxy, url } = await pair(answering(answer));
      const { tail } = await proxy.relay({ url });
      expect(tail).toMatchObject({ ended: "failed", problem: { code: "bad-answer" } });
    },
  );
});

describe("limits", () => {
  it("stops waiting for the first byte", async () => {
    const { server, proxy, url } = await pair(silence);
    const { tail, stages } = await proxy.relay({ url, timeoutMs: 60 });
    expect(tail).toMatchObject({ ended: "timeout", problem: { code: "timeout", stage: "waiting" } });
    expect(stages.at(-1)?.stage).toBe("waiting");
    await until(() => server.closed === 1);
  });

  it("caps the wait the page asks for", async () => {
    const { proxy, url } = await pair(silence, { limits: { firstByteCapMs: 60 } });
    expect((await proxy.relay({ url, timeoutMs: 3_600_000 })).tail?.ended).toBe("timeout");
  });

  it("repeats the stage while it waits", async () => {
    const { proxy, url } = await pair(silence, { limits: { keepAliveMs: 20 } });
    const { stages } = await proxy.relay({ url, timeoutMs: 150 });
    expect(stages.filter(({ stage }) => stage === "waiting").length).toBeGreaterThan(2);
  });

  it("stops when the body falls silent, keeping what came", async () => {
    const { proxy, url } = await pair((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), {
      limits: { idleMs: 60, keepAliveMs: 20 },
    });
    const { body, tail, stages } = await proxy.relay({ url });
    expect(body.toString()).toBe("abc");
    expect(tail).toMatchObject({ ended: "timeout", bodyBytes: 3, problem: { stage: "receiving" } });
    expect(stages.at(-1)?.stage).toBe("receiving");
  });

  it("stops at the largest answer and keeps that much", async () => {
    const { server, proxy, url } = await pair((socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${"z".repeat(5000)}`), {
      limits: { replyBytes: 1234 },
    });
    const { body, tail } = await proxy.relay({ url });
    expect(body.toString()).toBe("z".repeat(1234));
    expect(tail).toMatchObject({ ended: "too-large", bodyBytes: 1234, problem: { code: "reply-too-large" } });
    await until(() => server.closed === 1);
  });

  it("takes an answer of exactly the largest size", async () => {
    const { proxy, url } = await pair(answering(`HTTP/1.1 200 OK\r\n\r\n${"z".repeat(1234)}`), {
      limits: { replyBytes: 1234 },
    });
    expect((await proxy.relay({ url })).tail).toMatchObject({ ended: "complete", bodyBytes: 1234 });
  });

  it("refuses a request above the largest size without dialling", async () => {
    const { server, proxy, url } = await pair(silence, { limits: { requestBytes: 10 } });
    const { status, problem } = await proxy.relay({ url }, { body: "12345678901" });
    expect([status, problem?.code]).toEqual([413, "request-too-large"]);
    expect(server.received).toHaveLength(0);
  });

  it("refuses more relays at once than allowed, and takes them again afterwards", async () => {
    const { server, proxy, url } = await pair(silence, { limits: { relays: 1 } });
    const controller = new AbortController();
    const first = await proxy.call({ url }, { signal: controller.signal });
    const second = await proxy.relay({ url });
    expect([second.status, second.problem?.code]).toEqual([429, "busy"]);
    controller.abort();
    await first.text().catch(() => {});
    await until(() => server.closed === 1);
    expect((await proxy.relay({ url, timeoutMs: 30 })).status).toBe(200);
  });
});

describe("a page that goes away", () => {
  it("ends the waiting upstream connection", async () => {
    const { server, proxy, url } = await pair(silence);
    const controller = new AbortController();
    const response = await proxy.call({ url }, { signal: controller.signal });
    await until(() => server.received.length === 1 && (server.received[0]?.length ?? 0) > 0);
    controller.abort();
    await response.text().catch(() => {});
    await until(() => server.closed === 1);
    await until(() => proxy.log.length === 1);
    expect(proxy.log[0]).toContain("cancelled");
  });

  it("ends an upstream in the middle of its body", async () => {
    const { server, proxy, url } = await pair((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\npart"));
    const controller = new AbortController();
    const response = await proxy.call({ url }, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await until(() => server.closed === 1);
    await until(() => proxy.log.length === 1);
  });

  it("paces the upstream while it does not read", async () => {
    let written = 0;
    const { proxy, url } = await pair(
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        const chunk = Buffer.alloc(256 * 1024);
        const more = () => {
          while (!socket.destroyed && socket.write(chunk)) written += chunk.length;
          written += chunk.length;
          if (!socket.destroyed) socket.once("drain", more);
        };
        more();
      },
      { limits: { replyBytes: 2 ** 40 } },
    );
    // A client that opens its mouth and never swallows.
    const request = Buffer.from(JSON.stringify({ method: "POST", url, headers: [] })).toString("base64url");
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.pause();
    client.write(
      `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${request}\r\nContent-Length: 0\r\n\r\n`,
    );
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
  });

  it("is given up when it leaves a frame unread for too long", async () => {
    const { server, proxy, url } = await pair(
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.write(Buffer.alloc(32 * 1024 * 1024));
      },
      { limits: { stallMs: 100 } },
    );
    const request = Buffer.from(JSON.stringify({ method: "POST", url, headers: [] })).toString("base64url");
    const client = net.connect(proxy.port, "127.0.0.1");
    client.on("error", () => {});
    client.pause();
    client.write(
      `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${request}\r\nContent-Length: 0\r\n\r\n`,
    );
    await until(() => server.closed === 1);
    client.destroy();
  });
});
