import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { readChallengeParts } from "./challenge.ts";
import { readFailureContext } from "./failure-context.ts";
import { type HeaderPart, MAX_DECODED_VALUE, part } from "./header-part.ts";
import { readAirport, readServerName } from "./server-name.ts";
import { readSetCookie } from "./set-cookie.ts";
import { readBackOff, readCredentialsExpire, readRetryAfter, readThrottle } from "./waits.ts";

type Reader = (value: string) => HeaderPart[];

const readers: Readonly<Record<string, Reader>> = {
  "x-diaginfo": readServerName,
  "x-beserver": readServerName,
  "x-feserver": readServerName,
  "x-calculatedbetarget": readServerName,
  "x-calculatedfetarget": readServerName,
  "x-feproxyinfo": readServerName,
  "x-feefzinfo": readAirport,
  "x-firsthopcafeefz": readAirport,
  "x-failurecontext": readFailureContext,
  "x-ms-diagnostics": readDiagnostics,
  "x-backendhttpstatus": readHops,
  "x-proxy-backendserverstatus": readHops,
  "x-ms-backoffduration": readBackOff,
  "retry-after": readRetryAfter,
  "x-ms-asthrottle": readThrottle,
  "x-ms-credentials-expire": readCredentialsExpire,
  "www-authenticate": readChallengeParts,
  "proxy-authenticate": readChallengeParts,
  "set-cookie": readSetCookie,
  "ms-asprotocolversions": readVersions,
  "x-ms-rp": readVersions,
  "ms-asprotocolcommands": readCommands,
  "content-type": readContentType,
};

/**
 * What stands in a header's value, taken apart into named parts; empty when there is nothing to take apart, or when
 * the value is not of the form it should have. The value itself is never changed.
 */
export function decodeHeaderValue(name: string, value: string): HeaderPart[] {
  if (value.length > MAX_DECODED_VALUE) return [];
  const wanted = name.trim().toLowerCase();
  return Object.hasOwn(readers, wanted) ? (readers[wanted]?.(value) ?? []) : [];
}

/** `2000003;reason="The token has expired.";error_category="invalid_token"`. */
function readDiagnostics(value: string): HeaderPart[] {
  const [, code = "", rest = ""] = /^\s*(\d{3,12})\s*;(.*)$/s.exec(value) ?? [];
  if (code === "") return [];
  const words = [...rest.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|([^;]*))/g)];
  return [
    part("Code", code),
    ...words.map(([, name = "", quoted, bare]) =>
      part(
        name,
        quoted ?? bare?.trim() ?? "",
        name === "error_category" ? "the kind of refusal, for programs" : undefined,
      ),
    ),
  ];
}

/** One status for each server the request passed. */
function readHops(value: string): HeaderPart[] {
  const hops = value.split(",").map((hop) => hop.trim());
  if (hops.length < 2 || !hops.every((hop) => /^\d{3}$/.test(hop))) return [];
  return hops.map((hop, index) => part(`Hop ${index + 1}`, hop));
}

function readVersions(value: string): HeaderPart[] {
  const known = value
    .split(",")
    .map((version) => version.trim())
    .filter(isProtocolVersion);
  const [lowest, highest] = [known.toSorted(compareVersions)[0], known.toSorted(compareVersions).at(-1)];
  if (!lowest || !highest) return [];
  return [part("Highest", highest), ...(lowest === highest ? [] : [part("Lowest", lowest)])];
}

function readCommands(value: string): HeaderPart[] {
  const commands = value
    .split(",")
    .map((command) => command.trim())
    .filter((command) => command !== "");
  return commands.length === 0 ? [] : [part("Commands", String(commands.length))];
}

function readContentType(value: string): HeaderPart[] {
  const parameters = [...value.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;]*))/g)];
  return parameters.map(([, name = "", quoted, bare]) => part(name.toLowerCase(), quoted ?? bare ?? ""));
}
