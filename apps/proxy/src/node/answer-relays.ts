import type { IncomingMessage, ServerResponse } from "node:http";
import type { TrustedRange } from "../clients/index.ts";
import { FRAMES_TYPE, RELAY_PATH, REQUEST_ID_HEADER } from "../contract.ts";
import { canonicalHost, splitHostPort } from "../guard/index.ts";
import { PAGE_HEADERS } from "../headers/index.ts";
import { newRequestId } from "../request-id.ts";
import type { RelayAsked, RelayDesk } from "../routes/index.ts";
import { clientOf } from "./edge.ts";
import { incomingBody } from "./incoming-body.ts";
import { writeFrames } from "./write-frames.ts";

/** Takes what is a relay; false leaves a request to the app. */
export type RelayTaker = (request: IncomingMessage, response: ServerResponse) => boolean;

const SHARED_HEADERS = Object.entries({ ...PAGE_HEADERS, "Cache-Control": "no-store" }).flat();
const FRAMES_HEADERS = [...SHARED_HEADERS, "Content-Type", FRAMES_TYPE];
const PROBLEM_HEADERS = [...SHARED_HEADERS, "Content-Type", "application/json"];

/** Answers relays on Node's own streams, past the app's routes. */
export function answerRelays(desk: RelayDesk, trusted: readonly TrustedRange[]): RelayTaker {
  return (request, response) => {
    if (request.method !== "POST" || !isRelayPath(request.url ?? "")) return false;
    // What makes no URL is refused where every such request is.
    const name = splitHostPort(request.headers.host ?? "")?.host;
    if (name === undefined || canonicalHost(name) === undefined) return false;
    const requestId = newRequestId();
    desk.take(relayAsked(request, response, requestId, trusted)).then(
      (source) => {
        const headers = [...FRAMES_HEADERS, REQUEST_ID_HEADER, requestId];
        writeFrames(response, { headers, source, stallMs: desk.stallMs });
      },
      (error) => {
        const { problem, status } = desk.refusal(error, requestId);
        const retry = problem.retryAfterS === undefined ? [] : ["Retry-After", String(problem.retryAfterS)];
        const body = JSON.stringify(problem);
        const length = ["Content-Length", String(Buffer.byteLength(body))];
        if (response.destroyed) return;
        response.writeHead(status, [...PROBLEM_HEADERS, REQUEST_ID_HEADER, requestId, ...retry, ...length]);
        response.end(body);
      },
    );
    return true;
  };
}

/** In every way the path can be written. */
function isRelayPath(url: string): boolean {
  if (url === RELAY_PATH) return true;
  try {
    return decodeURIComponent(new URL(url, "http://localhost").pathname) === RELAY_PATH;
  } catch {
    return false;
  }
}

function relayAsked(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  trusted: readonly TrustedRange[],
): RelayAsked {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  return {
    requestId,
    method: "POST",
    header,
    host: () => request.headers.host ?? "",
    client: () => clientOf(request.socket.remoteAddress, header("x-forwarded-for"), trusted),
    body: incomingBody(request),
    whenGone(gone) {
      response.once("close", () => {
        if (!response.writableFinished) gone();
      });
      if (response.destroyed) gone();
    },
  };
}
