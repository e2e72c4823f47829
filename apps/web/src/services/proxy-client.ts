import { encodeBase64 } from "@easel/codec/bytes";
import {
  FRAMES_TYPE,
  type ProxyConfig,
  RELAY_HEADER,
  RELAY_PATH,
  type RelayHead,
  type RelayRequest,
  type RelayStage,
  type RelayTail,
  type SandboxSettings,
  TOKEN_HEADER,
} from "@easel/proxy/contract";
import { type ByteCollector, createByteCollector } from "./byte-collector.ts";
import { createFrameReader, type Frame } from "./frame-reader.ts";
import { cancelledError, fromProblem, ProxyError, unreachableError } from "./proxy-error.ts";

export { ProxyError } from "./proxy-error.ts";

export const CONFIG_PATH = "/config";
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
  let response = await askRelay(call);
  if (!response.ok) {
    const error = await refusal(response);
    const known = token;
    if (error.code === "token-missing") await fetchConfig(call.signal);
    // The proxy was started anew since this page was loaded. It refused before it sent anything.
    if (error.code !== "token-missing" || token === known) throw error;
    response = await askRelay(call);
    if (!response.ok) throw await refusal(response);
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!response.body || !type.startsWith(FRAMES_TYPE)) throw notTheProxy();
  return readReply(response.body.getReader(), call);
}

/** What this start of the proxy wants to see with each relay; `fetchConfig` finds it out. */
let token: string | undefined;

function askRelay({ request, body, signal }: RelayCall): Promise<Response> {
  return ask(RELAY_PATH, {
    method: "POST",
    headers: {
      [RELAY_HEADER]: encodeRelayRequest(request),
      "Content-Type": "application/octet-stream",
      ...(token !== undefined && { [TOKEN_HEADER]: token }),
    },
    body: body as Uint8Array<ArrayBuffer>,
    ...(signal && { signal }),
  });
}

export function encodeRelayRequest(request: RelayRequest): string {
  return encodeBase64(new TextEncoder().encode(JSON.stringify(request)), "url");
}

export async function fetchConfig(signal?: AbortSignal): Promise<ProxyConfig> {
  const config = await askJson<ProxyConfig>(CONFIG_PATH, signal && { signal });
  token = config.token;
  return config;
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

async function ask(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: "no-store", credentials: "same-origin", ...init });
  } catch (cause) {
    throw init?.signal?.aborted ? cancelledError(cause) : unreachableError(cause);
  }
}

/** A JSON answer of the proxy. @throws ProxyError */
export async function askJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await ask(path, init);
  if (!response.ok) throw await refusal(response);
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw init?.signal?.aborted ? cancelledError(cause) : notTheProxy(cause);
  }
}

/** The proxy's own sentence where it gave one; else what the status tells. */
async function refusal(response: Response): Promise<ProxyError> {
  try {
    const problem: unknown = await response.json();
    if (isProblem(problem)) return fromProblem(problem);
  } catch {
    // Not JSON: something other than the proxy answered, or it failed badly.
  }
  return new ProxyError("proxy-refused", `The EASel proxy answered HTTP ${response.status} and gave no reason.`, {
    advice: "Nothing is known to have been sent. Look at the terminal EASel runs in.",
  });
}

const isProblem = (value: unknown): value is Parameters<typeof fromProblem>[0] =>
  typeof value === "object" && value !== null && "code" in value && "message" in value;

function notTheProxy(cause?: unknown): ProxyError {
  return new ProxyError("bad-frames", "Something answered in the EASel proxy's place, and its answer cannot be read.", {
    advice: "Open the page at the address EASel printed when it started.",
    cause,
  });
}
