import { encodeBase64 } from "@easel/codec/bytes";
import {
  FRAMES_TYPE,
  RELAY_HEADER,
  RELAY_PATH,
  type RelayHead,
  type RelayRequest,
  type RelayStage,
  type RelayTail,
  type SandboxSettings,
} from "@easel/proxy/contract";
import { askJson, askWithToken, notTheProxy } from "./ask-proxy.ts";
import { type ByteCollector, createByteCollector } from "./byte-collector.ts";
import { createFrameReader, type Frame } from "./frame-reader.ts";
import { cancelledError, ProxyError } from "./proxy-error.ts";

export const SANDBOX_SETTINGS_PATH = "/sandbox/settings";

export interface RelayCall {
  request: RelayRequest;
  body: Uint8Array;
  signal?: AbortSignal;
  onStage?(stage: RelayStage): void;
  onHead?(head: RelayHead): void;
  /** Called with the body bytes that have come so far. */
  onBody?(receivedBytes: number): void;
}

export interface RelayResult {
  /** Absent when no status line came; `tail.problem` then says why. */
  head?: RelayHead;
  /** The body as far as it came, content-encoding not undone. */
  body: Uint8Array<ArrayBuffer>;
  /** `tail.ended` is "complete" for a whole reply only. */
  tail: RelayTail;
}

/**
 * Sends one request through the proxy. A reply that was cut is a result; `ProxyError` is thrown when the
 * proxy refused ("target-not-allowed" …), could not be reached, answered nonsense, or on cancelling.
 */
export async function relay(call: RelayCall): Promise<RelayResult> {
  const { request, body, signal } = call;
  const response = await askWithToken(RELAY_PATH, {
    method: "POST",
    headers: { [RELAY_HEADER]: encodeRelayRequest(request), "Content-Type": "application/octet-stream" },
    body: body as Uint8Array<ArrayBuffer>,
    ...(signal && { signal }),
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.body || !type.startsWith(FRAMES_TYPE)) throw notTheProxy();
  return readReply(response.body.getReader(), call);
}

export function encodeRelayRequest(request: RelayRequest): string {
  return encodeBase64(new TextEncoder().encode(JSON.stringify(request)), "url");
}

export const getSandboxSettings = (signal?: AbortSignal): Promise<SandboxSettings> =>
  askJson<SandboxSettings>(SANDBOX_SETTINGS_PATH, signal && { signal });

export const putSandboxSettings = (settings: SandboxSettings): Promise<SandboxSettings> =>
  askJson<SandboxSettings>(SANDBOX_SETTINGS_PATH, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(settings),
  });

async function readReply(stream: ReadableStreamDefaultReader<Uint8Array>, call: RelayCall): Promise<RelayResult> {
  const reader = createFrameReader();
  const body = createByteCollector();
  let head: RelayHead | undefined;
  let tail: RelayTail | undefined;
  const take = (frame: Frame) => {
    if (frame.type === "stage") call.onStage?.(frame.stage);
    else if (frame.type === "tail") tail = frame.tail;
    else if (frame.type === "head") {
      head = frame.head;
      call.onHead?.(frame.head);
    } else {
      body.add(frame.bytes);
      call.onBody?.(body.length);
    }
  };
  let broken: unknown;
  try {
    for (;;) {
      const { done, value } = await stream.read();
      if (done) break;
      for (const frame of reader.push(value)) take(frame);
    }
  } catch (cause) {
    void stream.cancel().catch(() => {});
    if (cause instanceof ProxyError) throw cause;
    if (call.signal?.aborted) throw cancelledError(cause);
    broken = cause;
  }
  if (!tail && !head) throw unfinished(broken);
  return { ...(head && { head }), body: body.bytes(), tail: tail ?? lostTail(body) };
}

/** The way between page and proxy broke after the head had come: what came is worth showing. */
function lostTail(body: ByteCollector): RelayTail {
  return {
    ended: "reset",
    bodyBytes: body.length,
    times: {},
    problem: {
      code: "reset",
      message: `The connection to the EASel proxy broke after ${body.length} bytes of the answer's body.`,
      advice: "What came is shown. See that EASel is still running and send again.",
      stage: "receiving",
    },
  };
}

function unfinished(cause: unknown): ProxyError {
  return new ProxyError("proxy-unreachable", "The connection to the EASel proxy broke before the answer came.", {
    advice: "The server may have carried the request out. See that EASel is still running and send again.",
    cause,
  });
}
