import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeRelay, startProxy, type TestProxy, until } from "./support/proxy.ts";
import { type RawServer, rawServer } from "./support/raw-server.ts";

const ROUND = 100;
/** Clients that reset in the middle of the answer, of a short request, and of a long one: 5,000 together. */
const IN_ANSWER = 2500;
const IN_SHORT = 1500;
const IN_LONG = 1000;

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
    const timer = setInterval(() => socket.write(Buffer.alloc(20_000)), 10);
    socket.on("close", () => clearInterval(timer));
  });
  proxy = await startProxy({ allow: [`127.0.0.1:${server.port}`], limits: { relaysPerClient: 5000 } });
  url = `http://127.0.0.1:${server.port}/Microsoft-Server-ActiveSync`;
});

afterAll(async () => {
  await proxy.close();
  await server.close();
  process.off("uncaughtException", note);
  process.off("unhandledRejection", note);
});

type When = "at once" | "after the first bytes";

/** A client that announces this long a body, sends that much of it and resets. */
function resettingClient(length: number, sentBytes: number, when: When): Promise<void> {
  return new Promise((resolve) => {
    const client = net.connect(proxy.port, "127.0.0.1", () => {
      client.write(
        `POST /relay HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nOrigin: ${proxy.origin}\r\nEasel-Relay: ${encodeRelay({ url })}\r\nContent-Length: ${length}\r\n\r\n`,
      );
      client.write(Buffer.alloc(sentBytes), () => {
        if (when === "at once") client.resetAndDestroy();
      });
    });
    client.on("data", () => client.resetAndDestroy());
    client.on("error", () => {});
    client.on("close", () => resolve());
  });
}

async function resets(count: number, length: number, sent: (index: number) => number, when: When): Promise<void> {
  for (let done = 0; done < count; done += ROUND) {
    await Promise.all(Array.from({ length: ROUND }, (_, index) => resettingClient(length, sent(index), when)));
  }
}

async function stillAnswers(): Promise<void> {
  expect((await fetch(`${proxy.origin}/health`)).status).toBe(200);
  expect(uncaught).toEqual([]);
}

describe("after thousands of clients that reset", () => {
  it("in the middle of the answer, the proxy still answers and holds no connection open", async () => {
    await resets(IN_ANSWER, 1000, () => 1000, "after the first bytes");
    await stillAnswers();
    await until(() => server.sockets.size === 0);
    await until(() => proxy.log.length === IN_ANSWER);
  }, 240_000);

  it("in the middle of a short request, it still answers and has dialled nobody", async () => {
    const dialled = server.received.length;
    await resets(IN_SHORT, 100_000, (index) => index * 900, "at once");
    await stillAnswers();
    expect(server.received.length).toBe(dialled);
  }, 240_000);

  it("in the middle of a long request, it still answers and holds no connection open", async () => {
    await resets(IN_LONG, 10_000_000, (index) => index * 4000, "at once");
    await stillAnswers();
    await until(() => server.sockets.size === 0);
  }, 240_000);
});
