import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import type { ProxyConfig } from "../src/contract.ts";
import { ConfigError } from "../src/errors.ts";
import { listen, readFlags, type Sandbox, start } from "../src/node/index.ts";
import { encodeRelay, pageConfig, readRelayed } from "./support/proxy.ts";

const open: { close(): Promise<void> }[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function stubSandbox(): Sandbox {
  const app = new Hono();
  app.all("/Microsoft-Server-ActiveSync", (c) => c.text(`sandbox got ${c.req.method}`));
  const users = [{ user: "megan@contoso.example", password: "sandbox-megan", name: "Megan" }];
  return { app, users, settings: { policyRequired: false } };
}

function makePage(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "easel-page-"));
  folders.push(folder);
  mkdirSync(path.join(folder, "assets"));
  writeFileSync(path.join(folder, "index.html"), "<title>EASel</title>");
  writeFileSync(path.join(folder, "assets", "main-abc123.js"), "1");
  writeFileSync(path.join(folder, "assets", "main-abc123.js.br"), "packed");
  return folder;
}

async function run(argv: string[], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const options = readFlags(["--port", "0", "--assets", makePage(), ...argv], env, "9.9.9");
  const running = await start(options, {
    version: "9.9.9",
    createSandbox: stubSandbox,
    print: (line) => lines.push(line),
  });
  open.push(running);
  return { ...running, lines };
}

describe("start", () => {
  it("prints the address first and serves the page there", async () => {
    const { url, lines } = await run([]);
    expect(lines[0]).toBe(`EASel is ready: ${url}`);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);
    const page = await fetch(url);
    expect(await page.text()).toContain("EASel");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it("lets hashed files be kept for ever, packed where it can", async () => {
    const { url } = await run([]);
    const response = await fetch(`${url}assets/main-abc123.js`, { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-encoding")).toBe("br");
    await response.body?.cancel().catch(() => {});
  });

  it.each([
    "../package.json",
    "..%2fpackage.json",
    "%2e%2e/package.json",
    "assets/..%5c..%5cpackage.json",
    "missing.js",
  ])("serves nothing outside the page: %s", async (name) => {
    const { url } = await run([]);
    expect((await fetch(url + name)).status).toBe(404);
  });

  it("starts the sandbox beside the page and relays to it", async () => {
    const { url, lines } = await run([]);
    const config = await pageConfig(url);
    expect(lines).toContain(`  Sandbox server: ${config.sandbox?.url}`);
    const response = await fetch(`${url}relay`, {
      method: "POST",
      headers: {
        Origin: url.slice(0, -1),
        "Easel-Relay": encodeRelay({ url: config.sandbox?.url ?? "" }),
        "Easel-Token": config.token ?? "",
      },
      body: "x",
    });
    const { head, body } = await readRelayed(response);
    expect([head?.status, body.toString()]).toEqual([200, "sandbox got POST"]);
    expect(config.allowed.filter((entry) => /localhost|127\.0\.0\.1/.test(entry))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^relay POST localhost:\d+ 200/);
  });

  it("goes without the sandbox, and names what else may be called", async () => {
    const argv = ["--no-sandbox", "--allow", "mail.example.com", "--allow", "other.example:8443"];
    const { url, lines } = await run(argv, {
      EASEL_ALLOW: "third.example, fourth.example",
      EASEL_ALLOW_PRIVATE: "mail.corp",
    });
    const config = (await (await fetch(`${url}config`)).json()) as ProxyConfig;
    expect(config.sandbox).toBeUndefined();
    for (const entry of ["mail.example.com", "other.example:8443", "third.example", "fourth.example", "mail.corp"]) {
      expect(config.allowed).toContain(entry);
      expect(lines).toContain(`  May also call: ${entry}`);
    }
  });

  it("prints the token for scripts, unless whoever started it chose it", async () => {
    const { url, lines } = await run([]);
    expect(lines).toContain(`  Token for scripts: ${(await pageConfig(url)).token}`);
    const chosen = await run(["--token", "chosen-by-a-script"]);
    expect(chosen.lines.join("\n")).not.toContain("oken");
  });

  it("in public gives no token, names what it does not open, and logs JSON", async () => {
    const argv = ["--public", "--public-host", "localhost", "--allow", "mail.example.com", "--allow", "127.0.0.1:1"];
    const { url, lines } = await run(argv);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      event: "ready",
      url,
      public: true,
      allowed: ["mail.example.com"],
      closed: ["127.0.0.1:1"],
    });
    const config = await pageConfig(url);
    expect(config).not.toHaveProperty("token");
    expect(config).not.toHaveProperty("sandbox");
    await fetch(`${url}relay`, { method: "POST", headers: { Origin: "http://evil.example" } });
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ event: "refused", code: "foreign-origin" });
  });

  it("limits each client as told, by the address a trusted proxy names", async () => {
    const argv = ["--rate", "1", "--trust-proxy", "loopback", "--token", "token-of-the-test", "--log", "off"];
    const { url, lines } = await run(argv);
    const before = lines.length;
    const ask = async (client: string) => {
      const headers = { Origin: url.slice(0, -1), "Easel-Token": "token-of-the-test", "X-Forwarded-For": client };
      return (await fetch(`${url}relay`, { method: "POST", headers })).status;
    };
    expect([await ask("203.0.113.1"), await ask("203.0.113.1"), await ask("203.0.113.2")]).toEqual([400, 429, 400]);
    expect(lines).toHaveLength(before);
  });

  it("says what to run when the page is not built", async () => {
    const lines: string[] = [];
    const options = readFlags(["--port", "0", "--assets", os.tmpdir(), "--no-sandbox"], {}, "9.9.9");
    const running = await start(options, {
      version: "9.9.9",
      createSandbox: stubSandbox,
      print: (line) => lines.push(line),
    });
    open.push(running);
    expect(lines.join("\n")).toContain("npm start");
    expect((await fetch(running.url)).status).toBe(503);
  });
});

describe("ports", () => {
  const fetch = () => new Response("taken");

  it("moves to the next free one when nobody insists", async () => {
    const first = await listen({ fetch, host: "127.0.0.1", port: 0, spare: 0 });
    const second = await listen({ fetch, host: "127.0.0.1", port: first.port, spare: 20 });
    open.push({ close: () => first.close(0) }, { close: () => second.close(0) });
    expect(second.port).toBeGreaterThan(first.port);
  });

  it("says so when the wanted one is taken", async () => {
    const first = await listen({ fetch, host: "127.0.0.1", port: 0, spare: 0 });
    open.push({ close: () => first.close(0) });
    await expect(listen({ fetch, host: "127.0.0.1", port: first.port, spare: 0 })).rejects.toThrow(
      /is taken by another/,
    );
  });
});

describe("readFlags", () => {
  it("listens on loopback at 4400 unless told otherwise", () => {
    expect(readFlags([], {}, "1")).toMatchObject({
      host: "127.0.0.1",
      port: 4400,
      portGiven: false,
      sandbox: true,
      allowed: [],
    });
    expect(readFlags(["--port", "5000"], {}, "1")).toMatchObject({ port: 5000, portGiven: true });
  });

  it("has another token each start, or the one that was given", () => {
    const first = readFlags([], {}, "1");
    expect(first.token).toMatch(/^[\w-]{24}$/);
    expect(first.tokenGiven).toBe(false);
    expect(readFlags([], {}, "1").token).not.toBe(first.token);
    const given = "sixteen-letters-or-more";
    expect(readFlags(["--token", given], {}, "1")).toMatchObject({ token: given, tokenGiven: true });
    expect(readFlags([], { EASEL_TOKEN: given }, "1").token).toBe(given);
    for (const bad of ["short", "has a space in the middle", "sixteen-letters-ä"]) {
      expect(() => readFlags(["--token", bad], {}, "1")).toThrow(ConfigError);
    }
  });

  it("in public: needs a name, limits each client, logs JSON, and leaves the sandbox out unless told", () => {
    expect(() => readFlags(["--public"], {}, "1")).toThrow(/--public-host/);
    const options = readFlags(["--public", "--public-host", "easel.example", "--trust-proxy", "private"], {}, "1");
    expect(options).toMatchObject({
      public: true,
      publicHosts: ["easel.example"],
      sandbox: false,
      log: "json",
      rate: { perMinute: 60, burst: 30 },
      limits: { relaysPerClient: 16 },
    });
    expect(options).not.toHaveProperty("token");
    expect(options.trusted.length).toBeGreaterThan(2);
    const env = { EASEL_PUBLIC_HOST: "a.example, b.example", EASEL_TRUST_PROXY: "10.0.0.1" };
    const argv = ["--public", "--sandbox", "--rate", "0", "--relays", "9", "--relays-per-client", "3", "--log", "off"];
    const more = readFlags([...argv, "--grace", "5"], env, "1");
    expect(more).toMatchObject({ publicHosts: ["a.example", "b.example"], sandbox: true, log: "off", graceMs: 5000 });
    expect(more).toMatchObject({ limits: { relays: 9, relaysPerClient: 3 } });
    expect(more).not.toHaveProperty("rate");
    expect(more.trusted).toHaveLength(1);
  });

  it("locally: limits nobody's rate and logs text", () => {
    const options = readFlags([], {}, "1");
    expect(options).toMatchObject({ public: false, log: "text", limits: { relaysPerClient: 64 }, trusted: [] });
    expect(options).not.toHaveProperty("rate");
    expect(readFlags(["--rate", "10"], {}, "1").rate).toEqual({ perMinute: 10, burst: 5 });
  });

  it("does not start with a target or a CA file that makes no sense", () => {
    expect(() => readFlags(["--allow", "https://mail.example.com/"], {}, "1")).toThrow(ConfigError);
    expect(() => readFlags([], { EASEL_ALLOW: "a b" }, "1")).toThrow(ConfigError);
    expect(() => readFlags(["--ca", "/no/such/file.pem"], {}, "1")).toThrow(/cannot be read/);
    expect(() => readFlags(["--ca", import.meta.filename], {}, "1")).toThrow(/no PEM certificate/);
  });

  it("reads a CA for one host or for all", () => {
    const file = path.join(import.meta.dirname, "fixtures", "ca.cert.pem");
    const { ca } = readFlags(["--ca", file, "--ca", `Mail.corp=${file}`], {}, "1");
    expect(ca.map(({ host }) => host)).toEqual([undefined, "mail.corp"]);
  });
});
