import type { RelayRequest } from "../contract.ts";
import { RelayError, refuse } from "../errors.ts";
import { type AddressKind, addressKind, isAddressLiteral } from "./address.ts";
import { type AllowedTarget, findAllowed, type Reach } from "./allow-list.ts";
import { withBrackets } from "./host.ts";
import { DEFAULT_PORTS, parseTargetUrl, type TargetUrl } from "./target-url.ts";

/** A target that may be called, and where its name may lead. */
export interface Target extends TargetUrl {
  reach: Reach;
}

// IIS, which Exchange runs on, takes paths in any case, and clients use several.
const ACTIVE_SYNC_PATH = /^\/Microsoft-Server-ActiveSync$/i;
const AUTODISCOVER_PATH = /^\/autodiscover\/autodiscover\.xml$/i;

/**
 * Decides whether the relay may call this URL with this method. Nothing is resolved or dialled here;
 * `checkAddress` has the second word once the name has become an address.
 * @throws RelayError with the rule that refused it.
 */
export function checkTarget(request: RelayRequest, allowed: readonly AllowedTarget[]): Target {
  const url = parseTargetUrl(request.url);
  const entry = findAllowed(allowed, url.host, url.port, DEFAULT_PORTS[url.scheme]);
  if (!entry) {
    const name = hostAndPort(url);
    refuse(
      "target-not-allowed",
      `This proxy does not call ${name}: it is not on its list of allowed servers.`,
      `Whoever starts the proxy can add it: --allow ${name} (or, in a proxy of your own, --allow-private ${name} for a private network).`,
    );
  }
  if (url.scheme === "http" && !isLoopbackHost(url.host)) {
    refuse(
      "target-scheme",
      "Over plain http, password and mail would cross the network readable by anyone; only this machine may be called so.",
      "Begin the URL with https://.",
    );
  }
  checkPath(url.path, request.method);
  const target = { ...url, reach: entry.reach };
  if (isAddressLiteral(target.host)) checkAddress(target.host, target);
  return target;
}

function checkPath(path: string, method: RelayRequest["method"]): void {
  const autodiscover = AUTODISCOVER_PATH.test(path);
  if (!autodiscover && !ACTIVE_SYNC_PATH.test(path)) {
    refuse(
      "target-path",
      "The relay calls ActiveSync and Autodiscover only, and this path is neither.",
      "Use /Microsoft-Server-ActiveSync or /autodiscover/autodiscover.xml, with nothing after it but the query.",
    );
  }
  if (method === "GET" && !autodiscover) {
    refuse("target-method", "ActiveSync knows POST and OPTIONS, not GET.", "GET is for Autodiscover.");
  }
}

const REACHED: Record<Reach, readonly AddressKind[]> = {
  public: ["public"],
  loopback: ["loopback"],
  private: ["public", "private", "loopback"],
  literal: ["public", "private", "loopback", "link-local"],
};

/**
 * Checks the very address that will be dialled against what the target's entry may lead to.
 * @throws RelayError "address-private".
 */
export function checkAddress(address: string, target: Target): void {
  const kind = addressKind(address);
  if (REACHED[target.reach].includes(kind)) return;
  const name = hostAndPort(target);
  throw new RelayError({
    code: "address-private",
    message: `${name} leads to ${address}, ${WHERE[kind]}. Such addresses are closed, so that a name cannot be bent towards the inside of a network.`,
    advice:
      kind === "private" || kind === "loopback"
        ? `If this is your own server, start a proxy of your own with --allow-private ${name}.`
        : "No flag opens these: no mail server is reached there.",
  });
}

const WHERE: Record<AddressKind, string> = {
  public: "a public address",
  loopback: "a loopback address",
  private: "a private address",
  "link-local": "a link-local address",
  special: "no ordinary public address",
  metadata: "where a cloud keeps its machines' secrets",
};

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || (isAddressLiteral(host) && addressKind(host) === "loopback");
}

/** `host:port`, the port only where it is not the scheme's own. */
export function hostAndPort(url: TargetUrl): string {
  const host = withBrackets(url.host);
  return url.port === DEFAULT_PORTS[url.scheme] ? host : `${host}:${url.port}`;
}
