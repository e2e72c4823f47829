import type { RelayProblem, RelayProblemCode } from "@easel/proxy/contract";

/** The relay's own codes, and what can go wrong between the page and the proxy. */
export type ProxyErrorCode = RelayProblemCode | "proxy-unreachable" | "bad-frames" | "proxy-refused";

/** The proxy refused, did not answer or answered nonsense. `message` and `advice` are sentences to show. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code: ProxyErrorCode;
  readonly advice?: string;
  /** What the proxy's log calls the request. */
  readonly requestId?: string;

  constructor(
    code: ProxyErrorCode,
    message: string,
    options: { advice?: string | undefined; requestId?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    if (options.advice !== undefined) this.advice = options.advice;
    if (options.requestId !== undefined) this.requestId = options.requestId;
  }
}

export const cancelledError = (cause?: unknown): ProxyError =>
  new ProxyError("cancelled", "The request was cancelled before the answer had come.", {
    advice: "The server may have carried it out all the same.",
    cause,
  });

export const unreachableError = (cause: unknown): ProxyError =>
  new ProxyError("proxy-unreachable", "The EASel proxy did not answer, so nothing was sent.", {
    advice: "See that EASel is still running in its terminal, start it again if not, and press Send again.",
    cause,
  });

export const fromProblem = ({ code, message, advice, requestId }: RelayProblem): ProxyError =>
  new ProxyError(code, message, { advice, requestId });
