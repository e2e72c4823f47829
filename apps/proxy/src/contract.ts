import type { CloudId } from "./clouds.ts";

/**
 * What page and proxy say to each other. The page imports only types and constants from here.
 *
 * `POST /relay`, same origin: the raw request body is the upstream body; where it goes travels in one
 * header, `Easel-Relay`, as base64url of the JSON of `RelayRequest`. A refusal (nothing was dialled) is
 * a JSON `RelayProblem` with a 4xx status (503 while the proxy is being stopped). Otherwise the answer is 200 `application/vnd.easel.frames`:
 * frames of one type byte, a 32-bit big-endian payload length, and the payload.
 */
export const RELAY_PATH = "/relay";
export const RELAY_HEADER = "Easel-Relay";
/** Request header of relays and sign-ins where `GET /config` gave a token: proves that the page asks, not just any program. */
export const TOKEN_HEADER = "Easel-Token";
/** Response header of everything: the id under which the proxy logs the request. */
export const REQUEST_ID_HEADER = "Easel-Request";
export const FRAMES_TYPE = "application/vnd.easel.frames";
export const FRAME_HEADER_BYTES = 5;

/** Frame types, as the ASCII code of a letter. Order on the wire: S* (H (B|S)*)? T. */
export const FrameType = {
  /** JSON `RelayStage`: what is being waited for; repeated every 15 s as keep-alive. */
  stage: 0x53, // S
  /** JSON `RelayHead`, once, when the upstream's status line and headers have come. */
  head: 0x48, // H
  /** Raw body bytes as they arrive, content-encoding not undone. */
  body: 0x42, // B
  /** JSON `RelayTail`, once, last. Its absence means the way between page and proxy broke. */
  tail: 0x54, // T
} as const;

/**
 * `POST`, same origin, JSON `DeviceCodeRequest`: asks the sign-in service for a code a person types on another page.
 * The answer is a `SignInAnswer` (RFC 8628 3.2).
 */
export const DEVICE_CODE_PATH = "/sign-in/device";
/** `POST`, same origin, JSON `TokenRequest`: a `SignInAnswer` (RFC 8628 3.5, RFC 6749 5). */
export const TOKEN_PATH = "/sign-in/token";

/** Which registered application asks, and where. */
export interface SignInApp {
  cloud: CloudId;
  /** A domain, an id, or `organizations`, `consumers`, `common`. */
  tenant: string;
  clientId: string;
}

/** What the sign-in service said. Waiting for a person is an error of its own (400), and none of the proxy's. */
export interface SignInAnswer {
  status: number;
  body: unknown;
}

export type DeviceCodeRequest = SignInApp;
export type TokenRequest = SignInApp & ({ deviceCode: string } | { refreshToken: string });

/** The DeviceId of a new draft. The sandbox counts it as one that has done FolderSync, so any command may come first. */
export const STARTER_DEVICE_ID = "EASEL0000000000000001";

export type HeaderList = [name: string, value: string][];

export interface RelayRequest {
  method: "POST" | "OPTIONS" | "GET";
  /** Absolute URL, sent upstream exactly as written (path and query are not normalised). */
  url: string;
  /** Sent in this order and case. Hop-by-hop names are refused; Host and Content-Length are the relay's. */
  headers: HeaderList;
  /** Milliseconds to wait for the first byte of the answer; the proxy caps it. Default 120 000. */
  timeoutMs?: number;
}

export type StageName = "resolving" | "connecting" | "securing" | "sending" | "waiting" | "receiving";

export interface RelayStage {
  stage: StageName;
  /** Milliseconds since the relay took the request. */
  atMs: number;
}

/** Milliseconds since the relay took the request; a stage that did not happen is absent. */
export interface RelayTimes {
  resolvedMs?: number;
  connectedMs?: number;
  securedMs?: number;
  sentMs?: number;
  firstByteMs?: number;
  lastByteMs?: number;
}

export interface TlsFacts {
  version: string;
  cipher: string;
  certificates: { subject: string; issuer: string; validFrom: string; validTo: string }[];
}

export interface RelayHead {
  status: number;
  reason: string;
  /** As they came: order, case, duplicates and set-cookie kept. */
  headers: HeaderList;
  httpVersion: string;
  remoteAddress?: string;
  tls?: TlsFacts;
  times: RelayTimes;
}

/** How it ended. "complete" alone means every byte the upstream announced has come. */
export type RelayEnd = "complete" | "failed" | "reset" | "timeout" | "too-large" | "cancelled";

export interface RelayTail {
  ended: RelayEnd;
  bodyBytes: number;
  times: RelayTimes;
  /** Present unless `ended` is "complete". */
  problem?: RelayProblem;
}

/** Stable codes; each comes with a sentence that says what happened and what to do. */
export type RelayProblemCode =
  | "bad-relay-request"
  | "foreign-origin"
  | "foreign-host"
  | "target-not-allowed"
  | "target-scheme"
  | "target-path"
  | "target-method"
  | "address-private"
  | "header-not-allowed"
  | "request-too-large"
  | "reply-too-large"
  | "dns-failed"
  | "connection-refused"
  | "connection-failed"
  | "certificate"
  | "tls-failed"
  | "timeout"
  | "reset"
  | "bad-answer"
  | "cancelled"
  /** Too many relays at once, of this client or of all. */
  | "busy"
  /** Too many relays in a short time. */
  | "rate-limited"
  /** The proxy gave its page a token and the request does not carry it. */
  | "token-missing"
  /** The proxy is being stopped. */
  | "stopping"
  | "not-found"
  | "bad-settings"
  /** A fault of the proxy itself. */
  | "internal";

export interface RelayProblem {
  code: RelayProblemCode;
  /** What happened and why, one or two sentences. */
  message: string;
  /** What to do about it. */
  advice?: string;
  /** The stage it happened at, when something was dialled. */
  stage?: StageName;
  /** The proxy's log calls the request by this name. */
  requestId?: string;
  /** Seconds after which another try makes sense; the same as the Retry-After header. */
  retryAfterS?: number;
}

/** `GET /config`: what this proxy offers. */
export interface ProxyConfig {
  version: string;
  /** Where the embedded sandbox listens, and who lives there; absent when it is off. */
  sandbox?: {
    url: string;
    users: { user: string; password: string; name: string }[];
  };
  /** `host` or `host:port` entries the relay may call, beside the sandbox. */
  allowed: string[];
  /** What relays and sign-ins want to see in `Easel-Token`. Told to the proxy's own page alone; absent when none is wanted. */
  token?: string;
  /** What whoever started the proxy has set up for signing in; the page asks for the rest. */
  signIn?: SignInSetup;
}

export interface SignInSetup {
  clientId?: string;
  tenant?: string;
  /** An OpenID provider in place of Microsoft's, as its issuer URL. */
  authority?: string;
}

/** `GET` and `PUT /sandbox/settings`: switches of the embedded sandbox. */
export interface SandboxSettings {
  /** True: every command answers 449 (or Status 142) until the device has been provisioned. */
  policyRequired: boolean;
}
