import { connect, type Socket } from "cloudflare:sockets";
import { RelayError } from "../errors.ts";
import { hostAndPort, type Target, withBrackets } from "../guard/index.ts";
import { latin1Bytes, type Wire, type WireListener } from "../http1/index.ts";
import { ExchangeRun, type Upstream } from "../relay/index.ts";

/** Bytes asked for at a time. */
const READ_BYTES = 64 * 1024;

/**
 * The way out on Cloudflare Workers: the same HTTP/1.1 as on Node, over the platform's sockets. They say neither which
 * address a name led to nor anything of the certificate, so a reply has no `remoteAddress` and no `tls`, and there is
 * nothing for `checkAddress`: that no name leads to the inside of a network is the platform's doing there.
 */
export const workerUpstream: Upstream = {
  send(call, events) {
    const stop = new AbortController();
    events.stage("connecting");
    const opened = async () => ({ wire: new SocketWire(await open(call.target, stop.signal)) });
    return new ExchangeRun(call, events, opened, () => stop.abort());
  },
};

async function open(target: Target, signal: AbortSignal): Promise<Socket> {
  const socket = dial(target, target.scheme === "https");
  try {
    await openedUnless(signal, socket);
    return socket;
  } catch {
    abandon(socket);
    signal.throwIfAborted();
    throw await explain(target, signal);
  }
}

function dial(target: Target, secure: boolean): Socket {
  const address = { hostname: withBrackets(target.host), port: target.port };
  const socket = connect(address, { secureTransport: secure ? "on" : "off" });
  // A rejection with nobody listening is an error in the Worker's log.
  socket.closed.catch(() => {});
  return socket;
}

/** Waits for the connection; a closed socket would leave `opened` waiting for ever. */
async function openedUnless(signal: AbortSignal, socket: Socket): Promise<void> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  await Promise.race([socket.opened, aborted]);
}

function abandon(socket: Socket): void {
  socket.opened.catch(() => {});
  socket.close().catch(() => {});
}

/**
 * The platform gives one sentence for every failure. Whether a plain connection to the same port succeeds tells a
 * server that cannot be reached from one that cannot be believed; nothing is sent on it.
 */
async function explain(target: Target, signal: AbortSignal): Promise<RelayError> {
  const server = hostAndPort(target);
  if (target.scheme === "https" && (await answersPlainly(target, signal))) {
    return new RelayError({
      code: "tls-failed",
      message: `${server} takes connections, but they could not be secured: its certificate is expired, made for another name or from an authority not known here, or it does not speak TLS at this port.`,
      advice: "Cloudflare does not say which of them it is. EASel started on a machine of yours does.",
    });
  }
  return new RelayError({
    code: "connection-failed",
    message: `${server} could not be reached: its name leads nowhere, nothing listens there, or Cloudflare does not connect to that address (private ones, its own, port 25).`,
    advice: "Check host and port; for a server inside a network start EASel on a machine in it.",
  });
}

async function answersPlainly(target: Target, signal: AbortSignal): Promise<boolean> {
  const socket = dial(target, false);
  try {
    await openedUnless(signal, socket);
    return true;
  } catch {
    return false;
  } finally {
    abandon(socket);
  }
}

class SocketWire implements Wire {
  readonly #socket: Socket;
  readonly #reader: ReadableStreamBYOBReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #left: Promise<unknown> = Promise.resolve();
  #paused: Promise<void> | undefined;
  #goOn: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader({ mode: "byob" });
    this.#writer = socket.writable.getWriter();
    this.#reader.closed.catch(() => {});
    this.#writer.closed.catch(() => {});
  }

  listen(to: WireListener): void {
    this.#read(to).then(
      () => to.closed(),
      (error) => to.broke(error),
    );
  }

  async #read(to: WireListener): Promise<void> {
    for (;;) {
      await this.#paused;
      const { value } = await this.#reader.read(new Uint8Array(READ_BYTES));
      if (!value || value.length === 0) return;
      to.bytes(value);
    }
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#goOn = resolve;
    });
  }

  resume(): void {
    this.#paused = undefined;
    this.#goOn();
  }

  begin(head: string, body: Uint8Array): void {
    this.write(latin1Bytes(head));
    if (body.length > 0) this.write(body);
  }

  write(bytes: Uint8Array): Promise<void> {
    const left = this.#writer.write(bytes);
    this.#left = left;
    return left.catch(() => {});
  }

  flushed(then: (error?: unknown) => void): void {
    // What `write` resolves with has left already.
    this.#left.then(
      () => then(),
      (error) => then(error),
    );
  }

  close(): void {
    this.#goOn();
    this.#reader.cancel().catch(() => {});
    this.#writer.abort().catch(() => {});
    this.#socket.close().catch(() => {});
  }

  release(): void {
    this.close();
  }
}
