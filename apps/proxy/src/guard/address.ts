import ipaddr from "ipaddr.js";
import { canonicalHost } from "./host.ts";

/**
 * Where an IP address leads. "private" is RFC 1918, carrier-grade NAT and unique local; "special" is
 * everything nobody runs a mail server on (unspecified, multicast, documentation, tunnels, ...). "metadata" is
 * where clouds hand a machine its own secrets; some of these lie among private and public addresses.
 */
export type AddressKind = "public" | "loopback" | "private" | "link-local" | "special" | "metadata";

const METADATA = new Set(
  [
    // AWS, Azure, Google and most others; AWS for tasks; Alibaba; Oracle; Azure's wire server.
    ...["169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
    // AWS, AWS for pods, Google.
    ...["fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254"],
  ].map((text) => ipaddr.parse(text).toNormalizedString()),
);

/** Judges an address as the resolver or the URL spells it; "special" for text that is no address. */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return "special";
  // ipaddr.js takes the old ::a.b.c.d for ::ffff:a.b.c.d; the URL parser spells it in hexadecimal.
  const plain = text.includes(":") && text.includes(".") ? (canonicalHost(`[${text}]`) ?? text) : text;
  const address = ipaddr.parse(plain);
  return address.kind() === "ipv4" ? ipv4Kind(address as ipaddr.IPv4) : ipv6Kind(address as ipaddr.IPv6);
}

function ipv4Kind(address: ipaddr.IPv4): AddressKind {
  if (METADATA.has(address.toNormalizedString())) return "metadata";
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
  if (METADATA.has(address.toNormalizedString())) return "metadata";
  // Dialling ::ffff:a.b.c.d reaches a.b.c.d itself, so that one is judged.
  if (address.isIPv4MappedAddress()) return ipv4Kind(address.toIPv4Address());
  // On an IPv6-only network the resolver hands out 64:ff9b::a.b.c.d for every IPv4 host (RFC 6052).
  if (address.match(NAT64, 96)) {
    const inner = new ipaddr.IPv4(address.toByteArray().slice(12));
    return ipv4Kind(inner) === "public" ? "public" : "special";
  }
  // ISATAP wraps an IPv4 address behind the interface id [02]00:5efe (RFC 5214 section 6.1).
  const [, , , , id, mark, high = 0, low = 0] = address.parts;
  if (mark === 0x5efe && (id === 0 || id === 0x200)) {
    const inner = new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
    if (ipv4Kind(inner) !== "public") return "special";
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
