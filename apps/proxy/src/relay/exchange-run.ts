import { Exchange, type Wire } from "../http1/index.ts";
import type { UpstreamCall, UpstreamEvents, UpstreamHead, UpstreamRun } from "./upstream.ts";

/** An open connection, and what is known of it. */
export interface Opened {
  wire: Wire;
  facts?: Pick<UpstreamHead, "remoteAddress" | "tls">;
}

/** A request over a connection that a runtime opens: what may be asked of it before it is open, and after. */
export class ExchangeRun implements UpstreamRun {
  readonly #stop: () => void;
  #exchange: Exchange | undefined;
  #closed = false;
  #paused = false;

  /**
   * @param open rejects with what the events shall fail with
   * @param stop gives up opening, or closes what is just open
   */
  constructor(call: UpstreamCall, events: UpstreamEvents, open: () => Promise<Opened>, stop: () => void) {
    this.#stop = stop;
    open().then(
      (opened) => this.#begin(call, events, opened),
      (error) => {
        if (!this.#closed) events.fail(error);
      },
    );
  }

  pause(): void {
    this.#paused = true;
    this.#exchange?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#exchange?.resume();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#exchange?.close();
  }

  #begin(call: UpstreamCall, events: UpstreamEvents, { wire, facts }: Opened): void {
    if (this.#closed) {
      wire.close();
      return;
    }
    this.#exchange = new Exchange(call, wire, {
      stage: (stage) => events.stage(stage),
      progress: () => events.progress(),
      head: (head) => events.head({ ...head, ...facts }),
      body: (bytes) => events.body(bytes),
      end: () => events.end(),
      fail: (error) => events.fail(error),
    });
    // What it told first may have been reason enough to close or to wait.
    if (this.#closed) this.#exchange.close();
    else if (this.#paused) this.#exchange.pause();
  }
}
