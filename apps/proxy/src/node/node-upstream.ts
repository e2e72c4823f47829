import { once } from "node:events";
import http from "node:http";
import type { HeaderList, StageName } from "../contract.ts";
import { REPLY_HEADER_BYTES } from "../limits.ts";
import type { Upstream, UpstreamCall, UpstreamReply } from "../relay/index.ts";
import { type Dialled, dial, type Resolve, systemResolve } from "./dial.ts";
import { createTrust, type Trust } from "./trust.ts";

export interface NodeUpstreamOptions {
  resolve?: Resolve;
  trust?: Trust;
}

/**
 * The way out on Node: one connection for each relay. A kept one would save a handshake, but a server may
 * close it just as a request goes out, and a SendMail that failed so cannot be told from one that arrived.
 */
export function createNodeUpstream(options: NodeUpstreamOptions = {}): Upstream {
  const resolve = options.resolve ?? systemResolve;
  const trust = options.trust ?? createTrust([]);
  return {
    async send(call, report, signal) {
      const dialled = await dial(call.target, { resolve, trust }, report, signal);
      try {
        return await exchange(call, dialled, report, signal);
      } catch (error) {
        dialled.socket.destroy();
        throw error;
      }
    },
  };
}

async function exchange(
  call: UpstreamCall,
  dialled: Dialled,
  report: (stage: StageName) => void,
  signal: AbortSignal,
): Promise<UpstreamReply> {
  signal.throwIfAborted();
  report("sending");
  const request = http.request({
    createConnection: () => dialled.socket,
    method: call.method,
    path: call.target.requestTarget,
    // A flat list goes out as it stands: order, case and duplicates.
    headers: [...call.headers, ["Connection", "close"]].flat(),
    setHost: false,
    maxHeaderSize: REPLY_HEADER_BYTES,
    signal,
  });
  // The reason a reply broke off is said here, and to the body only that it did.
  let cause: unknown;
  request.on("error", (error) => {
    cause ??= error;
  });
  request.on("finish", () => report("waiting"));
  const answered = once(request, "response", { signal });
  void write(request, call, signal);
  const [response] = (await answered) as [http.IncomingMessage];
  response.on("error", () => {});
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? "",
    headers: pairs(response.rawHeaders),
    httpVersion: response.httpVersion,
    ...(dialled.remoteAddress !== undefined && { remoteAddress: dialled.remoteAddress }),
    ...(dialled.tls && { tls: dialled.tls }),
    body: bodyOf(response, dialled, signal, () => cause),
  };
}

/** Never more than one piece ahead of the server. That it failed is said by the request's own error. */
async function write(request: http.ClientRequest, { body, more }: UpstreamCall, signal: AbortSignal): Promise<void> {
  if (!more) {
    request.end(body);
    return;
  }
  try {
    request.write(body);
    for await (const piece of more) {
      if (!request.write(piece)) await once(request, "drain", { signal });
    }
    request.end();
  } catch (error) {
    request.destroy(error instanceof Error ? error : new Error("the page broke off"));
  }
}

/** The raw body. Breaking off shows as the error that caused it, not as an early end. */
async function* bodyOf(
  response: http.IncomingMessage,
  dialled: Dialled,
  signal: AbortSignal,
  cause: () => unknown,
): AsyncGenerator<Uint8Array, void, void> {
  const close = () => dialled.socket.destroy();
  signal.addEventListener("abort", close, { once: true });
  try {
    yield* response;
    if (!response.complete) throw Object.assign(new Error("reply cut"), { code: "ECONNRESET" });
  } catch (error) {
    throw cause() ?? error;
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

function pairs(raw: readonly string[]): HeaderList {
  const list: HeaderList = [];
  for (let index = 0; index + 1 < raw.length; index += 2) list.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return list;
}
