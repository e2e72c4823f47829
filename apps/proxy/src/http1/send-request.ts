import { type RequestHead, requestHead } from "./request-head.ts";
import type { Wire } from "./wire.ts";

export interface HttpRequest extends RequestHead {
  body: Uint8Array;
  /** What follows `body`, one piece at a time. */
  more?: AsyncIterable<Uint8Array>;
}

/** The page's bytes broke off: it has gone. */
export class PageGoneError extends Error {}

interface Sending {
  /** A piece of `more` is on its way. */
  progress(): void;
  /** All of it has left. */
  sent(): void;
  pageGone(error: PageGoneError): void;
  failed(error: unknown): void;
}

/** Writes the request; never more than one piece ahead of the server. */
export function sendRequest(request: HttpRequest, wire: Wire, to: Sending): void {
  const { body, more } = request;
  const flushed = () => wire.flushed((error) => (error === undefined ? to.sent() : to.failed(error)));
  wire.begin(requestHead(request), body);
  if (more) void sendMore(more, wire, to).then((whole) => whole && flushed());
  else flushed();
}

/** @returns false when the page broke off. */
async function sendMore(more: AsyncIterable<Uint8Array>, wire: Wire, to: Sending): Promise<boolean> {
  const pieces = more[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await pieces.next();
    } catch (cause) {
      to.pageGone(new PageGoneError("the page's request broke off", { cause }));
      return false;
    }
    if (next.done) return true;
    to.progress();
    await wire.write(next.value);
  }
}
