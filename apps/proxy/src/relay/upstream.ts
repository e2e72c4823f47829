import type { HeaderList, RelayHead, StageName } from "../contract.ts";
import type { Target } from "../guard/index.ts";

/** A request that passed the guard, ready to be written on a connection. */
export interface UpstreamCall {
  target: Target;
  method: string;
  /** Complete and in order; the runtime adds nothing but `Connection: close`. */
  headers: HeaderList;
  body: Uint8Array;
  /** What follows `body`, as it comes from the page; there are no more bytes to keep than one of these. */
  more?: AsyncIterable<Uint8Array>;
}

/** Status line, headers and what is known of the connection they came over. */
export type UpstreamHead = Omit<RelayHead, "times">;

/**
 * What one request leads to, told as it happens: stages, then at most one head, the body as it comes (not decoded),
 * and one of `end` and `fail`, after which nothing is told any more. The stage "waiting" may come behind the head: a
 * server may answer before it has the whole request.
 */
export interface UpstreamEvents {
  stage(stage: StageName): void;
  /** A piece of a long request has gone out. */
  progress(): void;
  head(head: UpstreamHead): void;
  body(bytes: Uint8Array): void;
  end(): void;
  /** @param error a RelayError, CertificateError, BadAnswerError, PageGoneError, or the runtime's own with its `code`. */
  fail(error: unknown): void;
}

/** A request under way. */
export interface UpstreamRun {
  /** Takes no more of the body until `resume`; what is under way already may still be told. */
  pause(): void;
  resume(): void;
  /** Closes the connection at once. Nothing is told afterwards. */
  close(): void;
}

/**
 * The way out, made for one runtime (Node's is in `node/`). It resolves, checks every address with
 * `checkAddress`, dials and sends; it follows nothing and retries nothing. What happens may be told before
 * `send` returns.
 */
export interface Upstream {
  send(call: UpstreamCall, events: UpstreamEvents): UpstreamRun;
}

/** What the certificate says of itself, for the sentence about it. Times are ISO 8601. */
export interface CertificateFacts {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  /** DNS names and addresses it was made for. */
  names: string[];
}

/** The connection was secured but the certificate is not believed. `code` is OpenSSL's or Node's word for why. */
export class CertificateError extends Error {
  readonly code: string;
  readonly facts: CertificateFacts | undefined;

  constructor(code: string, facts: CertificateFacts | undefined) {
    super(`certificate not accepted: ${code}`);
    this.name = "CertificateError";
    this.code = code;
    this.facts = facts;
  }
}
