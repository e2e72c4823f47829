import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { rolldown } from "rolldown";
import { loadConfig } from "rolldown/config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProxyConfig } from "../src/contract.ts";
import { encodeRelay, readRelayed, until } from "./support/proxy.ts";
import { rawServer } from "./support/raw-server.ts";
import { redisStub } from "./support/redis.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "easel-bundle-"));
const file = path.join(folder, "node.mjs");
const proxyFolder = path.join(import.meta.dirname, "..");

beforeAll(async () => {
  const config = await loadConfig(path.join(proxyFolder, "rolldown.config.mjs"));
  if (typeof config === "function" || Array.isArray(config)) throw new TypeError("one plain configuration expected");
  const bundle = await rolldown({ ...config, cwd: proxyFolder });
  await bundle.write({ ...(Array.isArray(config.output) ? {} : config.output), file });
  await bundle.close();
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the bundle on plain Node, outside the repository. */
function run(argv: string[]) {
  const child = spawn(process.execPath, [file, ...argv], { cwd: folder, env: {}, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const url = /is ready: (\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    void ended.then(() => reject(new Error(output)));
  });
  ready.catch(() => {});
  return { child, ended, ready, output: () => output };
}

describe("the bundle", () => {
  it("runs on plain Node, reaches the sandbox in it and ends when asked", async () => {
    const { child, ready, ended, output } = run(["--port", "0", "--sandbox-port", "0"]);
    const url = await ready;
    const { sandbox } = (await (await fetch(`${url}config`)).json()) as ProxyConfig;
    const token = /Token for scripts: (\S+)/.exec(output())?.[1] ?? "";
    expect(sandbox?.users.length).toBeGreaterThan(1);
    const response = await fetch(`${url}relay`, {
      method: "POST",
      headers: {
        Origin: url.slice(0, -1),
        "Easel-Relay": encodeRelay({ url: sandbox?.url ?? "", method: "OPTIONS" }),
        "Easel-Token": token,
      },
    });
    const { tail, head } = await readRelayed(response);
    expect(head?.status).toBeGreaterThanOrEqual(200);
    expect(tail?.ended).toBe("complete");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(output()).not.toContain("sandbox-megan");
  }, 20_000);

  it("killed in the middle of an answer leaves the page what had come, and no tail that says it was all", async () => {
    const server = await rawServer((socket) =>
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst part"),
    );
    const argv = ["--port", "0", "--no-sandbox", "--allow", `127.0.0.1:${server.port}`, "--token", "token-of-the-test"];
    const { child, ready, ended } = run(argv);
    const url = await ready;
    const target = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync`;
    const response = await fetch(`${url}relay`, {
      method: "POST",
      headers: {
        Origin: url.slice(0, -1),
        "Easel-Relay": encodeRelay({ url: target }),
        "Easel-Token": "token-of-the-test",
      },
    });
    let came = "";
    const decoder = new TextDecoder("latin1");
    await expect(
      (async () => {
        for await (const chunk of response.body ?? []) {
          came += decoder.decode(chunk, { stream: true });
          if (came.includes("first part")) child.kill("SIGKILL");
        }
      })(),
    ).rejects.toThrow();
    await ended;
    expect(came).toContain('"status":200');
    expect(came).not.toContain('"ended"');
    await until(() => server.closed === 1);
    await server.close();
  }, 20_000);

  it("asked to end tells a waiting Ping so before it does", async () => {
    const server = await rawServer(() => {});
    const argv = ["--port", "0", "--no-sandbox", "--allow", `127.0.0.1:${server.port}`, "--token", "token-of-the-test"];
    const { child, ready, ended } = run([...argv, "--grace", "0"]);
    const url = await ready;
    const target = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync`;
    const response = fetch(`${url}relay`, {
      method: "POST",
      headers: {
        Origin: url.slice(0, -1),
        "Easel-Relay": encodeRelay({ url: target }),
        "Easel-Token": "token-of-the-test",
      },
    });
    await until(() => server.received[0]?.includes("\r\n\r\n") ?? false);
    child.kill("SIGTERM");
    expect((await readRelayed(await response)).tail).toMatchObject({ ended: "failed", problem: { code: "stopping" } });
    expect(await ended).toBe(0);
    await server.close();
  }, 20_000);

  it("holds the client of a Redis that counts, and lets it go when asked to end", async () => {
    const stub = await redisStub();
    stub.answer = () => ":60000\r\n";
    const redis = `redis://127.0.0.1:${stub.port}`;
    const { child, ready, ended } = run(["--port", "0", "--no-sandbox", "--rate", "5", "--redis", redis]);
    const url = await ready;
    const response = await fetch(`${url}relay`, { method: "POST", headers: { Origin: url.slice(0, -1) } });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "60"]);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await stub.close();
  }, 20_000);

  it("says in one sentence why it cannot start", async () => {
    const { ended, output } = run(["--allow", "https://mail.example.com/"]);
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^EASel cannot start\. .*is not a host or host:port/);
    expect(output()).not.toContain("    at ");
  });
});
