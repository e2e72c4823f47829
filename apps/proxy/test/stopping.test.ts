import { afterEach, describe, expect, it } from "vitest";
import { createShutdown } from "../src/node/index.ts";
import { readRelayed, startProxy, until } from "./support/proxy.ts";
import { rawServer } from "./support/raw-server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function stoppable() {
  const shutdown = createShutdown();
  const server = await rawServer(() => {});
  const proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], shutdown });
  open.push(server, proxy, { close: async () => shutdown.done() });
  const url = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync`;
  const health = async () => (await fetch(`${proxy.origin}/health`)).status;
  return { shutdown, server, proxy, url, health };
}

describe("a proxy that is asked to end", () => {
  it("takes no new relay, says so at its health, and lets one under way finish", async () => {
    const { shutdown, server, proxy, url, health } = await stoppable();
    expect(await health()).toBe(200);
    const running = proxy.call({ url });
    await until(() => server.received[0]?.includes("\r\n\r\n") ?? false);
    shutdown.begin(600_000);
    expect(await health()).toBe(503);
    const refused = await proxy.call({ url });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(await refused.json()).toMatchObject({ code: "stopping" });
    for (const socket of server.sockets) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    const { body, tail } = await readRelayed(await running);
    expect([body.toString(), tail?.ended]).toEqual(["hi", "complete"]);
    expect(server.received).toHaveLength(1);
  });

  it("tells every waiting Ping when the time is over, and closes its connection", async () => {
    const { shutdown, server, proxy, url } = await stoppable();
    const pings = Array.from({ length: 40 }, () => proxy.relay({ url, timeoutMs: 3_540_000 }));
    await until(() => server.received.filter((text) => text.includes("\r\n\r\n")).length === 40);
    shutdown.begin(0);
    for (const { tail } of await Promise.all(pings)) {
      expect(tail).toMatchObject({ ended: "failed", problem: { code: "stopping", stage: "waiting" } });
      expect(tail?.problem?.advice).toContain("look before sending");
    }
    await until(() => server.closed === 40);
    expect(proxy.entries.every((entry) => entry.event === "relay" && entry.code === "stopping")).toBe(true);
  });
});
