import { createServer, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { RelayProblem } from "../contract.ts";
import { ConfigError } from "../errors.ts";
import { PAGE_HEADER_BYTES, PAGE_HEADERS_MS, PAGE_REQUEST_MS } from "../limits.ts";
import type { RelayTaker } from "./answer-relays.ts";

export interface Listening {
  port: number;
  /** Stops taking connections, lets running answers end for `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  fetch: (request: Request, env: object) => Response | Promise<Response>;
  /** Asked first. */
  relays?: RelayTaker;
  host: string;
  port: number;
  /** How many ports above `port` may be tried when it is taken. */
  spare: number;
  /** Milliseconds for a request's headers and for all of it. Tests hand in smaller ones. */
  headersMs?: number;
  requestMs?: number;
}

/** Node keeps the answer under way at the socket, and says nowhere else whether it has begun. */
type Answering = Socket & { _httpMessage?: ServerResponse };

/** How often Node looks for requests that take too long, milliseconds. */
const CHECK_MS = 1000;

/**
 * Milliseconds an unused connection stays open. Longer than reverse proxies keep theirs (nginx 60 s, Caddy 120 s), or
 * they would send a request into one that is just being closed, and could not know whether it was carried out.
 */
const KEEP_ALIVE_MS = 130_000;

/** @throws ConfigError when no port is free or the address is not this machine's. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { headersMs = PAGE_HEADERS_MS, requestMs = PAGE_REQUEST_MS, relays } = options;
  const others = getRequestListener(options.fetch, { errorHandler: unreadable });
  const server = createServer(
    {
      maxHeaderSize: PAGE_HEADER_BYTES,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(CHECK_MS, headersMs),
      // Refused below instead, in JSON.
      requireHostHeader: false,
    },
    (request, response) => {
      if (!relays?.(request, response)) void others(request, response);
    },
  );
  server.on("clientError", answerClientError);
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

/** For a request line and Host that make no URL. */
function unreadable(): Response {
  const message = "The Host header or the path of the request cannot be read.";
  return Response.json({ code: "bad-relay-request", message } satisfies RelayProblem, { status: 400 });
}

/** What cannot even be read as a request is refused in JSON too, and its connection is not used again. */
function answerClientError(error: Error & { code?: string }, socket: Answering): void {
  // In the middle of an answer, another status line would pass for part of it.
  if (error.code === "ECONNRESET" || !socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const [status, problem] = explainClientError(error.code);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  // Bytes still coming would answer the close with a reset, and the page would lose the sentence.
  socket.resume();
}

function explainClientError(code: string | undefined): [status: string, problem: RelayProblem] {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [
        "431 Request Header Fields Too Large",
        {
          code: "request-too-large",
          message: `The headers of the request are longer than ${PAGE_HEADER_BYTES} bytes; the URL and every header of a relay travel in them.`,
          advice: "Shorten the URL, the token or the headers.",
        },
      ];
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [
        "408 Request Timeout",
        { code: "timeout", message: "The request took too long to arrive at the proxy.", advice: "Send it again." },
      ];
    default:
      return ["400 Bad Request", { code: "bad-relay-request", message: "What reached the proxy is not HTTP." }];
  }
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
