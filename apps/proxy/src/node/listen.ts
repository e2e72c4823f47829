import { createServer, type Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { ConfigError } from "../errors.ts";
import { PAGE_HEADER_BYTES } from "../limits.ts";

export interface Listening {
  port: number;
  /** Stops taking connections, lets running answers end for `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  port: number;
  /** How many ports above `port` may be tried when it is taken. */
  spare: number;
}

/** @throws ConfigError when no port is free or the address is not this machine's. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: options.fetch,
    createServer,
    serverOptions: { maxHeaderSize: PAGE_HEADER_BYTES },
  }) as Server;
  for (let port = options.port; ; port += 1) {
    try {
      await bind(server, options.host, port);
      break;
    } catch (cause) {
      const taken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      if (taken && port < options.port + options.spare) continue;
      const why = taken ? "it is taken by another program" : String(cause instanceof Error ? cause.message : cause);
      throw new ConfigError(`Cannot listen on ${options.host} port ${port}: ${why}.`, { cause });
    }
  }
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : options.port, close: closer(server) };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closer(server: Server): Listening["close"] {
  return (graceMs) =>
    new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      server.closeIdleConnections();
    });
}
