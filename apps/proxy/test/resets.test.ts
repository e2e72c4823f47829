import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeRelay, startProxy, type TestProxy, until } from "./support/proxy.ts";
import { type RawServer, rawServer } from "./support/raw-server.ts";

const CLIENTS = 400;

let server: RawServer;
let proxy: TestProxy;
let url: string;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
  // Answers at once and goes on for ever, so that clients reset in the middle.
  server = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const timer = setInterval(() => socket.write(Buffer.alloc(20_000)), 2);
    socket.on("close", () => clearInterval(timer));
  });
  proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], limits: { relays: CLIENTS * 2 } });
  url = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync`;
});

afterAll(async () => {
  await proxy.close();
  await server.close();
  process.off("uncaughtException", note);
  process.off("unhandledRejection", note);
});

/** A client that sends this much of a body of 100,000 bytes and resets: at once, or when the answer has begun. */
function resettingClient(sentBytes: number, wait: "at once" | "after the first bytes"): Promise<void> {
  return new Promise((resolve) => {
    const client = net.connect(proxy.port, "127.0.0.1", () => {
      client.write(
        `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${encodeRelay({ url })}\r\nContent-Length: 100000\r\n\r\n`,
      );
      client.write(Buffer.alloc(sentBytes), () => {
        if (wait === "at once") client.resetAndDestroy();
      });
    });
    client.on("data", () => client.resetAndDestroy());
    client.on("error", () => {});
    client.on("close", () => resolve());
  });
}

async function stillAnswers(): Promise<void> {
  expect((await fetch(`${proxy.origin}/health`)).status).toBe(200);
  expect(uncaught).toEqual([]);
}

describe("after hundreds of clients that reset", () => {
  it("in the middle of the answer, the proxy still answers and holds no connection open", async () => {
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(Array.from({ length: CLIENTS / 8 }, () => resettingClient(100_000, "after the first bytes")));
    }
    await stillAnswers();
    await until(() => server.sockets.size === 0);
    await until(() => proxy.log.length === CLIENTS);
  }, 30_000);

  it("in the middle of their request, it still answers and has dialled nobody", async () => {
    const dialled = server.received.length;
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => resettingClient(index * 1000, "at once")));
    }
    await stillAnswers();
    expect(server.received.length).toBe(dialled);
  }, 30_000);
});
