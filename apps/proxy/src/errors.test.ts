import { describe, expect, it } from "vitest";
import type { RelayProblemCode } from "./contract.ts";
import { refusalStatus } from "./errors.ts";

/** Every code there is, with its status as a refusal; those that only a tail carries have none of their own. */
const STATUS: Record<RelayProblemCode, number | "tail"> = {
  "bad-relay-request": 400,
  "header-not-allowed": 400,
  "target-method": 400,
  "bad-settings": 400,
  "foreign-origin": 403,
  "foreign-host": 403,
  "token-missing": 403,
  "target-not-allowed": 403,
  "target-scheme": 403,
  "target-path": 403,
  "address-private": 403,
  "not-found": 404,
  "request-too-large": 413,
  busy: 429,
  "rate-limited": 429,
  internal: 500,
  stopping: 503,
  "reply-too-large": "tail",
  "dns-failed": "tail",
  "connection-refused": "tail",
  "connection-failed": "tail",
  certificate: "tail",
  "tls-failed": "tail",
  timeout: "tail",
  reset: "tail",
  "bad-answer": "tail",
  cancelled: "tail",
};

describe("a refusal", () => {
  const refusals = Object.entries(STATUS).filter(([, status]) => status !== "tail") as [RelayProblemCode, number][];
  it.each(refusals)("as %s has status %i", (code, status) => {
    expect(refusalStatus(code)).toBe(status);
  });
});
