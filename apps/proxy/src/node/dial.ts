import { promises as dns, type LookupAddress } from "node:dns";
import { once } from "node:events";
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
export async function dial(
  target: Target,
  options: { resolve: Resolve; trust: Trust },
  report: (stage: StageName) => void,
  signal: AbortSignal,
): Promise<Dialled> {
  signal.throwIfAborted();
  const addresses = await findAddresses(target, options.resolve, report);
  signal.throwIfAborted();
  report("connecting");
  const socket = await connect(target, addresses, signal);
  const remoteAddress = socket.remoteAddress;
  const dialled = remoteAddress === undefined ? {} : { remoteAddress };
  // The guard's last word, on what the operating system says it is connected to.
  if (remoteAddress !== undefined) guardSocket(socket, () => checkAddress(remoteAddress, target));
  if (target.scheme === "http") return { socket, ...dialled };
  report("securing");
  const secured = await secure(socket, target, options.trust, signal);
  return { socket: secured, ...dialled, tls: readTlsFacts(secured) };
}

async function findAddresses(
  target: Target,
  resolve: Resolve,
  report: (stage: StageName) => void,
): Promise<LookupAddress[]> {
  if (isAddressLiteral(target.host)) return [{ address: target.host, family: net.isIP(target.host) }];
  report("resolving");
  const addresses = await resolve(target.host);
  if (addresses.length === 0) throw Object.assign(new Error("no address"), { code: "ENOTFOUND" });
  for (const { address } of addresses) checkAddress(address, target);
  return addresses;
}

async function connect(target: Target, addresses: LookupAddress[], signal: AbortSignal): Promise<net.Socket> {
  const socket = net.connect({
    host: target.host,
    port: target.port,
    lookup: (_host, _options, callback) => callback(null, addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    noDelay: true,
  });
  // An error with nobody listening would end the process; whoever waits sees it through `once`.
  socket.on("error", () => {});
  try {
    // Not `net.connect`'s own signal: that stays with the socket and destroys it once more when all is over.
    await once(socket, "connect", { signal });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

function guardSocket(socket: net.Socket, check: () => void): void {
  try {
    check();
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function secure(socket: net.Socket, target: Target, trust: Trust, signal: AbortSignal): Promise<tls.TLSSocket> {
  const secureContext = trust.contextFor(target.host) ?? trust.contextFor(withBrackets(target.host));
  const secured = tls.connect({
    socket,
    host: target.host,
    // An address is no server name (RFC 6066 section 3).
    ...(isAddressLiteral(target.host) ? {} : { servername: target.host }),
    ...(secureContext && { secureContext }),
    // Judged below instead, before anything is sent, so that the sentence can quote the certificate.
    rejectUnauthorized: false,
  });
  secured.on("error", () => {});
  try {
    await once(secured, "secureConnect", { signal });
    if (!secured.authorized) throw certificateError(secured);
  } catch (error) {
    secured.destroy();
    throw error;
  }
  return secured;
}
