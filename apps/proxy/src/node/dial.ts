import { promises as dns, type LookupAddress } from "node:dns";
import net from "node:net";
import tls from "node:tls";
import type { StageName, TlsFacts } from "../contract.ts";
import { checkAddress, isAddressLiteral, type Target, withBrackets } from "../guard/index.ts";
import { certificateError, readTlsFacts } from "./certificate.ts";
import type { Trust } from "./trust.ts";

export type Resolve = (host: string) => Promise<LookupAddress[]>;

export interface Dialled {
  socket: net.Socket;
  remoteAddress?: string;
  tls?: TlsFacts;
}

/** One address is given this long before the name's next one is tried beside it, milliseconds (RFC 8305). */
const NEXT_ADDRESS_MS = 500;

export const systemResolve: Resolve = (host) => dns.lookup(host, { all: true, verbatim: true });

/**
 * Opens a fresh connection to the target. The addresses the guard has seen are the ones dialled: the
 * name is resolved once, here, and never again.
 */
export class Dialling {
  readonly #target: Target;
  readonly #options: { resolve: Resolve; trust: Trust };
  readonly #report: (stage: StageName) => void;
  #socket: net.Socket | undefined;
  #stopped = false;

  constructor(target: Target, options: { resolve: Resolve; trust: Trust }, report: (stage: StageName) => void) {
    this.#target = target;
    this.#options = options;
    this.#report = report;
  }

  /** Rejects with a RelayError, a CertificateError or Node's own error, and with anything once it was stopped. */
  async connect(): Promise<Dialled> {
    const target = this.#target;
    const addresses = isAddressLiteral(target.host)
      ? [{ address: target.host, family: net.isIP(target.host) }]
      : await this.#addresses();
    this.#goOn();
    this.#report("connecting");
    const socket = open(target, addresses);
    this.#socket = socket;
    await happened(socket, "connect");
    this.#goOn();
    const { remoteAddress } = socket;
    const dialled = remoteAddress === undefined ? {} : { remoteAddress };
    // The guard's last word, on what the operating system says it is connected to.
    if (remoteAddress !== undefined) guardSocket(socket, () => checkAddress(remoteAddress, target));
    if (target.scheme === "http") return { socket, ...dialled };
    this.#report("securing");
    const secured = secure(socket, target, this.#options.trust);
    this.#socket = secured;
    await happened(secured, "secureConnect");
    this.#goOn();
    guardSocket(secured, () => {
      if (!secured.authorized) throw certificateError(secured);
    });
    return { socket: secured, ...dialled, tls: readTlsFacts(secured) };
  }

  /** Gives up at once. */
  stop(): void {
    this.#stopped = true;
    this.#socket?.destroy();
  }

  async #addresses(): Promise<LookupAddress[]> {
    this.#report("resolving");
    const addresses = await this.#options.resolve(this.#target.host);
    if (addresses.length === 0) throw Object.assign(new Error("no address"), { code: "ENOTFOUND" });
    for (const { address } of addresses) checkAddress(address, this.#target);
    return addresses;
  }

  #goOn(): void {
    if (!this.#stopped) return;
    this.#socket?.destroy();
    throw new Error("stopped");
  }
}

function open(target: Target, addresses: LookupAddress[]): net.Socket {
  const socket = net.connect({
    host: target.host,
    port: target.port,
    lookup: (_host, _options, callback) => callback(null, addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    noDelay: true,
  });
  // An error with nobody listening would end the process; whoever waits sees it through `happened`.
  socket.on("error", () => {});
  return socket;
}

/** As `once` of node:events, with a fraction of its listeners; rejects also when the socket is destroyed meanwhile. */
function happened(socket: net.Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(event, done).off("error", fail).off("close", closed);
      act();
    };
    const done = () => settle(resolve);
    const closed = () => fail(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    const fail = (error: Error) =>
      settle(() => {
        socket.destroy();
        reject(error);
      });
    socket.once(event, done).once("error", fail).once("close", closed);
  });
}

function guardSocket(socket: net.Socket, check: () => void): void {
  try {
    check();
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function secure(socket: net.Socket, target: Target, trust: Trust): tls.TLSSocket {
  const secureContext = trust.contextFor(target.host) ?? trust.contextFor(withBrackets(target.host));
  const secured = tls.connect({
    socket,
    host: target.host,
    // An address is no server name (RFC 6066 section 3).
    ...(isAddressLiteral(target.host) ? {} : { servername: target.host }),
    ...(secureContext && { secureContext }),
    // Judged above instead, before anything is sent, so that the sentence can quote the certificate.
    rejectUnauthorized: false,
  });
  secured.on("error", () => {});
  return secured;
}
