import type { StageName } from "../contract.ts";
import { BadAnswerError } from "./bad-answer.ts";
import { type BodyTaker, bodyTaker } from "./body-taker.ts";
import { type Framing, framingOf } from "./framing.ts";
import { HeadReader } from "./head-reader.ts";
import { type ReplyHead, readReplyHead } from "./reply-head.ts";
import { type HttpRequest, sendRequest } from "./send-request.ts";
import type { Wire, WireListener } from "./wire.ts";

/** What an exchange tells as it goes on. After `end` or `fail` it tells nothing. */
export interface ExchangeEvents {
  stage(stage: StageName): void;
  progress(): void;
  head(head: ReplyHead): void;
  body(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/**
 * One request and its reply over a connection that serves for nothing else, in HTTP/1.1. The reply may begin, and
 * the server may have enough, before the request is out. Fails with BadAnswerError, PageGoneError or what the
 * connection broke with: "ECONNRESET" when it closed before the reply's end. Closes the connection when it is over.
 */
export class Exchange implements WireListener {
  readonly #wire: Wire;
  readonly #events: ExchangeEvents;
  readonly #head = new HeadReader();
  #framing: Framing | undefined;
  #body: BodyTaker | undefined;
  /** Why the request could not be sent whole, when it could not: that says more than a connection that closed. */
  #unsent: unknown;
  #over = false;

  constructor(request: HttpRequest, wire: Wire, events: ExchangeEvents) {
    this.#wire = wire;
    this.#events = events;
    events.stage("sending");
    sendRequest(request, wire, {
      progress: () => this.#over || events.progress(),
      sent: () => this.#over || events.stage("waiting"),
      // Only a page that goes away leaves its request unfinished.
      pageGone: (error) => this.#fail(error),
      failed: (error) => {
        this.#unsent = error;
      },
    });
    wire.listen(this);
  }

  pause(): void {
    this.#wire.pause();
  }

  resume(): void {
    this.#wire.resume();
  }

  close(): void {
    this.#over = true;
    this.#wire.close();
  }

  bytes(piece: Uint8Array): void {
    if (this.#over) return;
    try {
      if (this.#body) this.#take(this.#body, piece);
      else this.#headBytes(piece);
    } catch (error) {
      this.#fail(error);
    }
  }

  closed(): void {
    if (this.#over) return;
    if (this.#framing?.kind === "close") this.#end();
    else this.broke(Object.assign(new Error("closed before its end"), { code: "ECONNRESET" }));
  }

  broke(error: unknown): void {
    this.#fail(this.#framing ? error : (this.#unsent ?? error));
  }

  #headBytes(piece: Uint8Array): void {
    this.#head.push(piece);
    for (let text = this.#head.head(); text !== undefined; text = this.#head.head()) {
      const head = readReplyHead(text);
      if (head.status === 101) throw new BadAnswerError("it changes to another protocol unasked");
      // 100 Continue, 103 Early Hints: the answer itself is still to come.
      if (head.status >= 100 && head.status < 200) continue;
      this.#framing = framingOf(head);
      this.#body = bodyTaker(this.#framing);
      this.#events.head(head);
      if (!this.#over) this.#take(this.#body, this.#head.rest());
      return;
    }
  }

  #take(body: BodyTaker, piece: Uint8Array): void {
    const bytes = body.push(piece);
    if (bytes.length > 0) this.#events.body(bytes);
    if (this.#over) return;
    if (body.fault) this.#fail(body.fault);
    else if (body.done) this.#end();
  }

  #end(): void {
    this.#over = true;
    this.#wire.release();
    this.#events.end();
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#wire.close();
    this.#events.fail(error);
  }
}
