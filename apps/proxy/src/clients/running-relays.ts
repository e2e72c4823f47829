import { refuseForNow } from "../errors.ts";
import type { Limits } from "../limits.ts";

const RETRY_AFTER_S = 5;

/** Counts the relays under way, of everybody and of each client. */
export class RunningRelays {
  readonly #limits: Pick<Limits, "relays" | "relaysPerClient">;
  readonly #ofClient = new Map<string, number>();
  #total = 0;

  constructor(limits: Pick<Limits, "relays" | "relaysPerClient">) {
    this.#limits = limits;
  }

  /**
   * @returns what to call, once or oftener, when the relay is over.
   * @throws RelayError "busy".
   */
  enter(client: string): () => void {
    const { relays, relaysPerClient } = this.#limits;
    const own = this.#ofClient.get(client) ?? 0;
    if (own >= relaysPerClient) {
      const message = `${own} requests of yours are under way already, as many as this proxy runs for one client.`;
      refuseForNow("busy", message, RETRY_AFTER_S, "Wait for one to end or cancel it.");
    }
    if (this.#total >= relays) {
      const message = `${this.#total} requests are under way already, as many as this proxy runs at once.`;
      refuseForNow("busy", message, RETRY_AFTER_S, "Try again in a little while.");
    }
    this.#total += 1;
    this.#ofClient.set(client, own + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#total -= 1;
      const left = (this.#ofClient.get(client) ?? 1) - 1;
      if (left > 0) this.#ofClient.set(client, left);
      else this.#ofClient.delete(client);
    };
  }
}
