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

export interface UpstreamReply extends Omit<RelayHead, "times"> {
  /** As it comes, not decoded. Throws when the reply breaks off. Reading paces the upstream. */
  body: AsyncIterable<Uint8Array>;
}

/**
 * The way out, made for one runtime (Node's is in `node/`). It resolves, checks every address with
 * `checkAddress`, dials and sends; it follows nothing and retries nothing. `report` names each stage as
 * it begins. When `signal` aborts, also after the reply has begun, it closes the connection at once.
 * Rejects with a RelayError, a CertificateError or the runtime's own error with its `code`.
 */
export interface Upstream {
  send(call: UpstreamCall, report: (stage: StageName) => void, signal: AbortSignal): Promise<UpstreamReply>;
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
