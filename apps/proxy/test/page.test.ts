import { describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { createConfig, type SandboxHandle } from "../src/config.ts";
import type { ProxyConfig, RelayProblem } from "../src/contract.ts";
import { EXCHANGE_ONLINE, parseAllowed } from "../src/guard/index.ts";
import { encodeRelay } from "./support/proxy.ts";
import { NOBODY } from "./support/upstreams.ts";

function makeApp(options: { publicHosts?: string[]; sandbox?: SandboxHandle } = {}) {
  const allowed = [...EXCHANGE_ONLINE, parseAllowed("mail.corp:8443", true)];
  const config = createConfig({ version: "1.2.3", allowed, publicHosts: options.publicHosts ?? [] });
  return createApp({ config, upstream: NOBODY, ...(options.sandbox && { sandbox: options.sandbox }) });
}

function makeSandbox(): SandboxHandle {
  return {
    url: "http://localhost:4401/Microsoft-Server-ActiveSync",
    users: [{ user: "megan", password: "sandbox-megan", name: "Megan" }],
    settings: { policyRequired: false },
  };
}

const HOME = "http://localhost:4400";
const evil = encodeRelay({ url: "https://evil.example/Microsoft-Server-ActiveSync" });

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as RelayProblem).code;
}

describe("the Host header", () => {
  it.each(["localhost", "localhost:4400", "LOCALHOST:4400", "127.0.0.1:1", "[::1]:4400"])("may be %s", async (host) => {
    const response = await makeApp().request("/config", { headers: { host } });
    expect(response.status).toBe(200);
  });

  it.each([
    "evil.example",
    "evil.example:4400",
    "localhost.evil.example",
    "127.0.0.2",
    "[::2]",
    "0.0.0.0:4400",
    "easel.example",
    "a@localhost",
  ])("may not be %s", async (host) => {
    for (const path of ["/config", "/health", "/", "/sandbox/settings"]) {
      const response = await makeApp().request(path, { headers: { host } });
      expect(response.status).toBe(403);
      expect(await codeOf(response)).toBe("foreign-host");
    }
  });

  it("may be a name given at the start, in any case", async () => {
    const app = makeApp({ publicHosts: ["Easel.example"] });
    expect((await app.request("/config", { headers: { host: "easel.Example" } })).status).toBe(200);
    expect((await app.request("/config", { headers: { host: "other.example" } })).status).toBe(403);
  });
});

describe("who asks", () => {
  const relay = (headers: Record<string, string>) =>
    makeApp().request("/relay", {
      method: "POST",
      headers: { host: "localhost:4400", "easel-relay": evil, ...headers },
    });

  it("comes as far as the allow-list from the page itself", async () => {
    for (const origin of [HOME, "https://localhost:4400"]) {
      expect(await codeOf(await relay({ origin, "sec-fetch-site": "same-origin" }))).toBe("target-not-allowed");
      expect(await codeOf(await relay({ origin }))).toBe("target-not-allowed");
    }
  });

  it.each([
    [{}],
    [{ origin: "null" }],
    [{ origin: "http://evil.example" }],
    [{ origin: "http://localhost:4401" }],
    [{ origin: "http://localhost" }],
    [{ origin: "http://127.0.0.1:4400" }],
    [{ origin: `${HOME}.evil.example` }],
    [{ origin: HOME, "sec-fetch-site": "cross-site" }],
    [{ origin: HOME, "sec-fetch-site": "same-site" }],
    [{ origin: HOME, "sec-fetch-site": "none" }],
  ] as [Record<string, string>][])("is refused with %j", async (headers) => {
    const response = await relay(headers);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe("foreign-origin");
  });

  it("is checked for the sandbox's switches too, and for what other sites may embed", async () => {
    const app = makeApp({ sandbox: makeSandbox() });
    const body = '{"policyRequired":true}';
    const put = await app.request("/sandbox/settings", {
      method: "PUT",
      body,
      headers: { origin: "http://evil.example" },
    });
    expect(await codeOf(put)).toBe("foreign-origin");
    const get = await app.request("/config", { headers: { "sec-fetch-site": "cross-site" } });
    expect(await codeOf(get)).toBe("foreign-origin");
    expect((await app.request("/config", { headers: { "sec-fetch-site": "none" } })).status).toBe(200);
  });

  it("gets no CORS answer, ever", async () => {
    const app = makeApp();
    const preflight = await app.request("/relay", {
      method: "OPTIONS",
      headers: { origin: "http://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBeGreaterThanOrEqual(400);
    for (const response of [preflight, await relay({ origin: HOME }), await app.request("/config")]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
});

describe("every answer", () => {
  it("carries the strict headers, refusals and 404 too", async () => {
    const app = makeApp();
    const answers = [
      await app.request("/config"),
      await app.request("/nowhere"),
      await app.request("/config", { headers: { host: "evil.example" } }),
    ];
    for (const { headers } of answers) {
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).toContain("frame-src 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe-eval");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("is JSON 404 for what does not exist", async () => {
    const response = await makeApp().request("/nowhere");
    expect(response.status).toBe(404);
    expect(await codeOf(response)).toBe("not-found");
    expect((await makeApp().request("/relay")).status).toBe(404);
  });
});

describe("GET /config", () => {
  it("says version, sandbox and who may be called", async () => {
    const config = (await (await makeApp({ sandbox: makeSandbox() }).request("/config")).json()) as ProxyConfig;
    expect(config).toEqual({
      version: "1.2.3",
      sandbox: { url: makeSandbox().url, users: makeSandbox().users },
      allowed: [...EXCHANGE_ONLINE.map(({ host }) => host), "mail.corp:8443"],
    });
  });

  it("has no sandbox when it is off", async () => {
    const app = makeApp();
    expect(await (await app.request("/config")).json()).not.toHaveProperty("sandbox");
    expect((await app.request("/sandbox/settings")).status).toBe(404);
  });
});

describe("the sandbox's settings", () => {
  const put = (body: string, sandbox: SandboxHandle) =>
    makeApp({ sandbox }).request(`${HOME}/sandbox/settings`, { method: "PUT", body, headers: { origin: HOME } });

  it("are read and changed", async () => {
    const sandbox = makeSandbox();
    const response = await put('{"policyRequired":true}', sandbox);
    expect([response.status, await response.json()]).toEqual([200, { policyRequired: true }]);
    expect(sandbox.settings.policyRequired).toBe(true);
    expect(await (await makeApp({ sandbox }).request("/sandbox/settings")).json()).toEqual({ policyRequired: true });
  });

  it.each(["", "{", "null", "{}", '{"policyRequired":1}', '{"policyRequired":true,"x":1}'])(
    "stay when asked %j",
    async (body) => {
      const sandbox = makeSandbox();
      const response = await put(body, sandbox);
      expect(response.status).toBe(400);
      expect(sandbox.settings.policyRequired).toBe(false);
    },
  );
});
