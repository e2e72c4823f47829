import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { createConfig } from "../src/config.ts";
import type { RelayProblem } from "../src/contract.ts";
import { encodeRelay, type ProxyOptions, startProxy, until } from "./support/proxy.ts";
import { answering, rawServer, type Script } from "./support/raw-server.ts";
import { NOBODY } from "./support/upstreams.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const EAS = "/Microsoft-Server-ActiveSync";
const OK = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

async function pair(script: Script, options: ProxyOptions = {}) {
  const server = await rawServer(script);
  const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], ...options });
  open.push(server, proxy);
  return { server, proxy, url: `http://127.0.0.1:${server.port}${EAS}` };
}

describe("in public", () => {
  const publicProxy = async (options: ProxyOptions) => {
    const proxy = await startProxy({ public: true, publicHosts: ["127.0.0.1"], ...options });
    open.push(proxy);
    return proxy;
  };

  it("no flag opens an address, this machine or a private network", async () => {
    const server = await rawServer(OK);
    open.push(server);
    const { port } = server;
    const proxy = await publicProxy({
      allow: [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, "192.168.0.1", "52.97.0.1"],
      allowPrivate: [`mail.corp:${port}`],
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, "192.168.0.1", "52.97.0.1"];
    for (const host of hosts) {
      const { problem } = await proxy.relay({ url: `https://${host}${EAS}` });
      expect([host, problem?.code]).toEqual([host, "target-not-allowed"]);
    }
    const { tail } = await proxy.relay({ url: `https://mail.corp:${port}${EAS}` });
    expect(tail?.problem?.code).toBe("address-private");
    expect(server.received).toHaveLength(0);
    const config = (await (await fetch(`${proxy.origin}/config`)).json()) as { allowed: string[] };
    expect(config.allowed).toEqual([`mail.corp:${port}`]);
  });

  it("the embedded sandbox may be called where it is on", async () => {
    const server = await rawServer(OK);
    open.push(server);
    const url = `http://localhost:${server.port}${EAS}`;
    const sandbox = { url, users: [], settings: { policyRequired: false } };
    const proxy = await publicProxy({ sandbox });
    expect((await proxy.relay({ url })).head?.status).toBe(200);
    const other = `http://localhost:${server.port + 1}${EAS}`;
    expect((await proxy.relay({ url: other })).problem?.code).toBe("target-not-allowed");
    const without = await publicProxy({});
    expect((await without.relay({ url })).problem?.code).toBe("target-not-allowed");
  });

  it("it answers to its public name alone, but for its health", async () => {
    const config = createConfig({ version: "1", public: true, publicHosts: ["easel.example"] });
    const app = createApp({ config, upstream: NOBODY });
    const ask = (host: string, path: string) => app.request(path, { headers: { host } });
    expect((await ask("easel.example", "/config")).status).toBe(200);
    for (const host of ["localhost", "127.0.0.1", "10.0.0.7:4400"]) {
      expect(((await (await ask(host, "/config")).json()) as RelayProblem).code).toBe("foreign-host");
      expect((await ask(host, "/health")).status).toBe(200);
    }
  });
});

describe("the token", () => {
  const token = "a-token-of-some-length";

  it("is demanded by the relay before anything else is read", async () => {
    const { server, proxy, url } = await pair(OK, { token });
    const wrong = ["", "x", `${token}x`, token.slice(1), token.toUpperCase(), `${token},${token}`];
    for (const given of wrong) {
      const headers = { "Easel-Token": given };
      const { status, problem } = await proxy.relay({ url }, { headers });
      expect([given, status, problem?.code]).toEqual([given, 403, "token-missing"]);
      expect(problem?.message).not.toContain(token);
    }
    expect((await proxy.relay({ url })).problem?.code).toBe("token-missing");
    expect(server.received).toHaveLength(0);
    expect((await proxy.relay({ url }, { headers: { "Easel-Token": token } })).head?.status).toBe(200);
    expect(server.received[0]).not.toContain(token);
    expect(JSON.stringify(proxy.entries)).not.toContain(token);
  });

  it("is told to the proxy's own page, and to nobody else that asks for the configuration", async () => {
    const config = createConfig({ version: "1", token, publicHosts: ["easel.lan"] });
    const app = createApp({ config, upstream: NOBODY });
    const told = async (headers: Record<string, string>) =>
      ((await (await app.request("/config", { headers })).json()) as { token?: string }).token;
    expect(await told({ host: "localhost:4400", "sec-fetch-site": "same-origin" })).toBe(token);
    expect(await told({ host: "localhost:4400" })).toBeUndefined();
    expect(await told({ host: "localhost:4400", "sec-fetch-site": "none" })).toBeUndefined();
    expect(await told({ host: "localhost:4400", "sec-fetch-site": "same-site" })).toBeUndefined();
    expect(await told({ host: "localhost:4400", "sec-fetch-site": "cross-site" })).toBeUndefined();
    // Browsers say nothing over plain http under another name than localhost.
    expect(await told({ host: "easel.lan" })).toBe(token);
    expect(await told({ host: "evil.example", "sec-fetch-site": "same-origin" })).toBeUndefined();
  });
});

describe("another user of this machine", () => {
  it("is not told the token, whatever it says it is", async () => {
    const config = createConfig({ version: "1", token: "a-token-of-some-length" });
    const edge = { clientOf: () => "", isOtherUser: async () => true };
    const headers = { host: "localhost:4400", "sec-fetch-site": "same-origin" };
    const told = await (await createApp({ config, upstream: NOBODY, edge }).request("/config", { headers })).json();
    expect(told).not.toHaveProperty("token");
  });
});

describe("limits for each client", () => {
  const from = (address: string) => ({ headers: { "X-Forwarded-For": address } });

  it("refuse too many in a short time, with Retry-After, and leave others alone", async () => {
    const { server, proxy, url } = await pair(OK, { rate: { perMinute: 1, burst: 2 }, trust: ["loopback"] });
    for (let count = 0; count < 2; count += 1)
      expect((await proxy.relay({ url }, from("203.0.113.1"))).status).toBe(200);
    const response = await proxy.call({ url }, from("203.0.113.1"));
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: "rate-limited", retryAfterS: seconds });
    expect((await proxy.relay({ url }, from("203.0.113.2"))).status).toBe(200);
    expect((await proxy.relay({ url }, from("203.0.113.1, 203.0.113.3"))).status).toBe(200);
    expect(server.received).toHaveLength(4);
  });

  it("are not escaped by writing X-Forwarded-For oneself", async () => {
    const { proxy, url } = await pair(OK, { rate: { perMinute: 1, burst: 1 } });
    expect((await proxy.relay({ url }, from("203.0.113.1"))).status).toBe(200);
    expect((await proxy.relay({ url }, from("203.0.113.2"))).status).toBe(429);
  });

  it("refuse too many at once, with Retry-After, and count those that ended no more", async () => {
    const { server, proxy, url } = await pair(() => {}, { limits: { relaysPerClient: 1 }, trust: ["loopback"] });
    const controller = new AbortController();
    const first = await proxy.call({ url }, { ...from("203.0.113.1"), signal: controller.signal });
    const second = await proxy.call({ url }, from("203.0.113.1"));
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(((await second.json()) as RelayProblem).code).toBe("busy");
    expect((await proxy.relay({ url, timeoutMs: 30 }, from("203.0.113.2"))).status).toBe(200);
    controller.abort();
    await first.text().catch(() => {});
    await until(() => server.closed === 2);
    await until(() => proxy.entries.filter(({ event }) => event === "relay").length === 2);
    expect((await proxy.relay({ url, timeoutMs: 30 }, from("203.0.113.1"))).status).toBe(200);
  });
});

describe("a connection nobody uses", () => {
  it("stays open for longer than reverse proxies keep theirs, and past the time a request's headers have", async () => {
    const { proxy } = await pair(OK, { arriving: { headersMs: 100 } });
    const answers: string[] = [];
    const socket = net.connect(proxy.port, "127.0.0.1");
    socket.on("data", (chunk) => answers.push(chunk.toString()));
    const ask = async () => {
      const before = answers.length;
      socket.write(`GET /health HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\n\r\n`);
      await until(() => answers.length > before);
      return answers.at(-1);
    };
    expect(Number(/^keep-alive: timeout=(\d+)/im.exec((await ask()) ?? "")?.[1])).toBeGreaterThan(120);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await ask()).toContain("200 OK");
    socket.destroy();
  });
});

describe("every request", () => {
  it("has an id in the answer, in its problem and in the log", async () => {
    const { proxy, url } = await pair((socket) => socket.resetAndDestroy());
    const relayed = await proxy.call({ url });
    const id = relayed.headers.get("easel-request");
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(await relayed.text()).toContain(`"requestId":"${id}"`);
    const refused = await proxy.call({ url: "https://other.example/" });
    const problem = (await refused.json()) as RelayProblem;
    expect(problem.requestId).toBe(refused.headers.get("easel-request"));
    expect(proxy.entries.map(({ requestId }) => requestId)).toEqual([id, problem.requestId]);
  });

  it("is one entry in the log: what happened, and nothing that could be secret", async () => {
    const { server, proxy, url } = await pair(answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=hush1\r\n\r\nhush2"));
    const headers: [string, string][] = [["Authorization", "Bearer hush3"]];
    await proxy.relay({ url: `${url}?User=hush4`, headers }, { body: "hush5" });
    await proxy.relay({ url: "https://hush6.example/hush7", headers });
    await fetch(`${proxy.origin}/hush8/${encodeRelay({ url })}?hush9`, { headers: { Host: "hush10" } });
    await proxy.call({ url }, { headers: { Origin: "http://hush11.example" } });
    expect(proxy.entries).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: "relay",
        requestId: expect.any(String),
        method: "POST",
        host: `127.0.0.1:${server.port}`,
        status: 200,
        bytesOut: 5,
        bytesIn: 5,
        ms: expect.any(Number),
        times: expect.objectContaining({ sentMs: expect.any(Number), lastByteMs: expect.any(Number) }),
        ended: "complete",
      },
      expect.objectContaining({ event: "refused", route: "/relay", status: 403, code: "target-not-allowed" }),
      expect.objectContaining({ event: "refused", route: "/relay", status: 403, code: "foreign-origin" }),
    ]);
    expect(JSON.stringify(proxy.entries)).not.toContain("hush");
    expect(proxy.log.join("\n")).not.toContain("hush");
  });
});
