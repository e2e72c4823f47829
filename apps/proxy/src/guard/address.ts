import ipaddr from "ipaddr.js";
import { canonicalHost } from "./host.ts";

/**
 * Where an IP address leads. "private" is RFC 1918, carrier-grade NAT and unique local; "special" is
 * everything nobody runs a mail server on (unspecified, multicast, documentation, tunnels, ...).
 */
export type AddressKind = "public" | "loopback" | "private" | "link-local" | "special";

/** Judges an address as the resolver or the URL spells it; "special" for text that is no address. */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return "special";
  // ipaddr.js takes the old ::a.b.c.d for ::ffff:a.b.c.d; the URL parser spells it in hexadecimal.
  const plain = text.includes(":") && text.includes(".") ? (canonicalHost(`[${text}]`) ?? text) : text;
  const address = ipaddr.parse(plain);
  return address.kind() === "ipv4" ? ipv4Kind(address as ipaddr.IPv4) : ipv6Kind(address as ipaddr.IPv6);
}

function ipv4Kind(address: ipaddr.IPv4): AddressKind {
  switch (address.range()) {
    case "unicast":
      return "public";
    case "loopback":
      return "loopback";
    case "private":
    case "carrierGradeNat":
      return "private";
    case "linkLocal":
      return "link-local";
    default:
      return "special";
  }
}

const NAT64 = ipaddr.IPv6.parse("64:ff9b::");
const GLOBAL_UNICAST = ipaddr.IPv6.parse("2000::");

function ipv6Kind(address: ipaddr.IPv6): AddressKind {
  // Dialling ::ffff:a.b.c.d reaches a.b.c.d itself, so that one is judged.
  if (address.isIPv4MappedAddress()) return ipv4Kind(address.toIPv4Address());
  // On an IPv6-only network the resolver hands out 64:ff9b::a.b.c.d for every IPv4 host (RFC 6052).
  if (address.match(NAT64, 96)) {
    const inner = new ipaddr.IPv4(address.toByteArray().slice(12));
    return ipv4Kind(inner) === "public" ? "public" : "special";
  }
  switch (address.range()) {
    case "loopback":
      return "loopback";
    case "uniqueLocal":
      return "private";
    case "linkLocal":
      return "link-local";
    case "unicast":
      // Outside 2000::/3 nothing is assigned: IPv4-compatible ::a.b.c.d and the like end here.
      return address.match(GLOBAL_UNICAST, 3) ? "public" : "special";
    default:
      return "special";
  }
}

export function isAddressLiteral(host: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host);
}
