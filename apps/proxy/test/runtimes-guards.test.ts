import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import type { ProxyConfig } from "../src/contract.ts";
import { onEveryRuntime } from "./support/on-every-runtime.ts";
import { answering, type Script } from "./support/raw-server.ts";

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, "fixtures", `${name}.pem`), "utf8");
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
const silence: Script = () => {};

onEveryRuntime("the guard", ({ runtime, start, pair, closeLater }) => {
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
    closeLater(async () => rmSync(folder, { recursive: true }));
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

  it("lets the sign-in window come back from another site, under whatever name its page is served", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "easel-page-"));
    closeLater(async () => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, "index.html"), "<title>EASel</title>");
    writeFileSync(path.join(folder, "sign-in.html"), "<title>Signing in</title>");
    const { origin } = await start({ assets: folder });
    // Cloudflare leaves the ending away by a redirect.
    const page = await fetch(`${origin}/sign-in.html`, { headers: { "Sec-Fetch-Site": "cross-site" } });
    expect([page.status, await page.text()]).toEqual([200, "<title>Signing in</title>"]);
    expect(page.headers.get("cross-origin-opener-policy")).toBeNull();
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
});

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
