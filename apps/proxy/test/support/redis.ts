import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import net from "node:net";
import { until } from "./proxy.ts";

export interface RedisServer {
  port: number;
  close(): Promise<void>;
}

export interface RedisStub extends RedisServer {
  /** Commands that came, each with its arguments. */
  commands: string[][];
  /** What a script answers; undefined: nothing at all. */
  answer: ((command: string[]) => string) | undefined;
}

/** Speaks enough of Redis's protocol (RESP2) for one client, and runs no script: the test says what one answers. */
export async function redisStub(port = 0): Promise<RedisStub> {
  const sockets = new Set<net.Socket>();
  const stub: Pick<RedisStub, "commands" | "answer"> = { commands: [], answer: () => ":0\r\n" };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let text = "";
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (;;) {
        const read = readCommand(text);
        if (!read) break;
        text = text.slice(read.length);
        stub.commands.push(read.command);
        const isScript = /^EVAL(?:SHA)?$/.test(read.command[0] ?? "");
        const reply = isScript ? stub.answer?.(read.command) : "+OK\r\n";
        if (reply !== undefined) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return Object.assign(stub, {
    port: typeof address === "object" && address ? address.port : 0,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

/** One array of bulk strings from the beginning of the text; undefined when it is not all here. */
function readCommand(text: string): { command: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  const command: string[] = [];
  let at = head[0].length;
  for (let count = Number(head[1]); count > 0; count -= 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    at += size[0].length;
    const end = at + Number(size[1]);
    if (text.length < end + 2) return undefined;
    command.push(text.slice(at, end));
    at = end + 2;
  }
  return { command, length: at };
}

/** Why a real Redis cannot be started on this machine; undefined when it can. */
export function redisAbsence(): string | undefined {
  const { error } = spawnSync("redis-server", ["--version"]);
  return error && "redis-server is not installed here";
}

/** A real one on a port of this machine, which keeps nothing on disk. */
export async function startRedis(port: number): Promise<RedisServer> {
  const argv = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child: ChildProcess = spawn("redis-server", argv, { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  await until(() => output.includes("Ready to accept connections") || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(`redis-server ended at once. It said:\n${output}`);
  const close = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { port, close };
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === "object" && address ? address.port : 0;
}
