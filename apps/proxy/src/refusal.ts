import type { RelayProblem } from "./contract.ts";
import { RelayError, refusalStatus } from "./errors.ts";
import { type Log, routeOf } from "./log.ts";

/** What went wrong before there was an answer: logged, and told as a problem. */
export function refusalOf(
  error: unknown,
  asked: { requestId: string; method: string; path: string },
  log: Log,
): { problem: RelayProblem; status: ReturnType<typeof refusalStatus> } {
  const { requestId, method, path } = asked;
  const about = { time: new Date().toISOString(), requestId, method, route: routeOf(path) };
  if (error instanceof RelayError) {
    const problem: RelayProblem = { ...error.problem, requestId };
    const status = refusalStatus(problem.code);
    log({ event: "refused", ...about, status, code: problem.code });
    return { problem, status };
  }
  log({ event: "failed", ...about, error: error instanceof Error ? error.name : typeof error });
  const message = "The proxy failed; this is a fault of EASel.";
  return { problem: { code: "internal", message, requestId }, status: 500 };
}
