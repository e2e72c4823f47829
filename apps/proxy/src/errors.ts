import type { RelayProblem, RelayProblemCode } from "./contract.ts";

/** A relay that was refused or that failed, with the sentence for the page. */
export class RelayError extends Error {
  readonly problem: RelayProblem;

  constructor(problem: RelayProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = "RelayError";
    this.problem = problem;
  }
}

/** Flags, environment or files the proxy was started with make no sense. The message is for the terminal. */
export class ConfigError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ConfigError";
  }
}

export function refuse(code: RelayProblemCode, message: string, advice?: string): never {
  throw new RelayError(advice === undefined ? { code, message } : { code, message, advice });
}

/** Refuses for now. `retryAfterS`: whole seconds after which another try makes sense. */
export function refuseForNow(code: RelayProblemCode, message: string, retryAfterS: number, advice?: string): never {
  throw new RelayError({ code, message, ...(advice !== undefined && { advice }), retryAfterS });
}

/** HTTP status of a refusal; nothing was dialled. */
export function refusalStatus(code: RelayProblemCode): 400 | 403 | 404 | 413 | 429 | 500 | 503 {
  switch (code) {
    case "bad-relay-request":
    case "header-not-allowed":
    case "target-method":
    case "bad-settings":
      return 400;
    case "not-found":
      return 404;
    case "request-too-large":
      return 413;
    case "busy":
    case "rate-limited":
      return 429;
    case "internal":
      return 500;
    case "stopping":
      return 503;
    default:
      return 403;
  }
}
