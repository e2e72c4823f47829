import { createApp } from "../../src/app.ts";
import { createRateLimiter, parseTrusted, type Rate } from "../../src/clients/index.ts";
import { createConfig, type SandboxHandle } from "../../src/config.ts";
import {
  FRAME_HEADER_BYTES,
  FrameType,
  type ProxyConfig,
  RELAY_HEADER,
  RELAY_PATH,
  type RelayHead,
  type RelayProblem,
  type RelayRequest,
  type RelayStage,
  type RelayTail,
} from "../../src/contract.ts";
import { parseAllowed } from "../../src/guard/index.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/limits.ts";
import { formatText, type LogEntry } from "../../src/log.ts";
import {
  answerRelays,
  type ClientCertificate,
  createNodeUpstream,
  createTrust,
  type ExtraCa,
  fileAssets,
  listen,
  type NodeShutdown,
  nodeEdge,
  type Resolve,
} from "../../src/node/index.ts";

export interface ProxyOptions {
  allow?: string[];
  allowPrivate?: string[];
  limits?: Partial<Limits>;
  resolve?: Resolve;
  ca?: ExtraCa[];
  clientCertificates?: ClientCertificate[];
  sandbox?: SandboxHandle;
  publicHosts?: string[];
  /** Folder of the page's files. */
  assets?: string;
  public?: boolean;
  token?: string;
  rate?: Rate;
  /** Ranges whose X-Forwarded-For is believed. */
  trust?: string[];
  shutdown?: NodeShutdown;
  /** Milliseconds a request may take to arrive: its headers, all of it. */
  arriving?: { headersMs?: number; requestMs?: number };
}

export interface Relayed {
  status: number;
  problem?: RelayProblem;
  /** Letters of the frames in order, runs of the same letter as one. */
  order: string;
  stages: RelayStage[];
  head?: RelayHead;
  body: Buffer;
  tail?: RelayTail;
}

/** A page of the proxy at `origin`. */
export interface TestPage {
  origin: string;
  relay(request: Partial<RelayRequest> & { url: string }, options?: CallOptions): Promise<Relayed>;
  call(request: Partial<RelayRequest> & { url: string }, options?: CallOptions): Promise<Response>;
}

export interface TestProxy extends TestPage {
  port: number;
  /** One line an entry. */
  log: string[];
  entries: LogEntry[];
  close(): Promise<void>;
}

export interface CallOptions {
  body?: Uint8Array<ArrayBuffer> | string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The whole proxy on a real port. */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const log: string[] = [];
  const entries: LogEntry[] = [];
  const trusted = (options.trust ?? []).flatMap(parseTrusted);
  const app = createApp({
    config: createConfig({
      version: "0.0.0-test",
      allowed: [
        ...(options.allow ?? []).map((entry) => parseAllowed(entry)),
        ...(options.allowPrivate ?? []).map((entry) => parseAllowed(entry, true)),
      ],
      publicHosts: options.publicHosts ?? [],
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      public: options.public ?? false,
      ...(options.token !== undefined && { token: options.token }),
    }),
    upstream: createNodeUpstream({
      ...(options.resolve && { resolve: options.resolve }),
      ...(options.ca && { trust: createTrust(options.ca, options.clientCertificates) }),
    }),
    ...(options.sandbox && { sandbox: options.sandbox }),
    ...(options.assets && { assets: fileAssets(options.assets) }),
    log: (entry) => {
      entries.push(entry);
      log.push(formatText(entry));
    },
    ...(options.rate && { limiter: createRateLimiter(options.rate) }),
    edge: nodeEdge(trusted),
    ...(options.shutdown && { shutdown: options.shutdown }),
  });
  const server = await listen({
    fetch: (request, env) => app.fetch(request, env),
    relays: answerRelays(app.relay, trusted),
    host: "127.0.0.1",
    port: 0,
    spare: 0,
    ...options.arriving,
  });
  return {
    ...pageOf(`http://127.0.0.1:${server.port}`),
    port: server.port,
    log,
    entries,
    close: () => server.close(0),
  };
}

export function pageOf(origin: string): TestPage {
  const call: TestPage["call"] = (request, { body, signal, headers } = {}) =>
    fetch(origin + RELAY_PATH, {
      method: "POST",
      headers: { Origin: origin, [RELAY_HEADER]: encodeRelay(request), ...headers },
      body: body ?? new Uint8Array(),
      ...(signal && { signal }),
    });
  return { origin, call, relay: async (request, options) => readRelayed(await call(request, options)) };
}

export function encodeRelay(request: Partial<RelayRequest> & { url: string }): string {
  return Buffer.from(JSON.stringify({ method: "POST", headers: [], ...request })).toString("base64url");
}

/** The configuration as the page reads it: a browser adds this header, and no page can. */
export async function pageConfig(origin: string): Promise<ProxyConfig> {
  const response = await fetch(new URL("/config", origin), { headers: { "Sec-Fetch-Site": "same-origin" } });
  return (await response.json()) as ProxyConfig;
}

export async function readRelayed(response: Response): Promise<Relayed> {
  if (response.status !== 200) {
    const problem = (await response.json()) as RelayProblem;
    return { status: response.status, problem, order: "", stages: [], body: Buffer.alloc(0) };
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const relayed: Relayed = { status: 200, order: "", stages: [], body: Buffer.alloc(0) };
  const body: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const type = bytes[at];
    const end = at + FRAME_HEADER_BYTES + bytes.readUInt32BE(at + 1);
    const payload = bytes.subarray(at + FRAME_HEADER_BYTES, end);
    const letter = String.fromCharCode(type ?? 0);
    if (!relayed.order.endsWith(letter)) relayed.order += letter;
    if (type === FrameType.stage) relayed.stages.push(JSON.parse(payload.toString()));
    if (type === FrameType.head) relayed.head = JSON.parse(payload.toString());
    if (type === FrameType.body) body.push(payload);
    if (type === FrameType.tail) relayed.tail = JSON.parse(payload.toString());
    at = end;
  }
  return { ...relayed, body: Buffer.concat(body) };
}

/** Waits until something is so; the test's own time-out ends a vain wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
