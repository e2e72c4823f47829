import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";

/** Headers of an ActiveSync request whose names people write from memory. */
const names = ["MS-ASProtocolVersion", "X-MS-PolicyKey", "MS-ASAcceptMultiPart"] as const;
const MAX_HEADERS = 200;

/** What is left of a name without its prefixes and hyphens. */
const core = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/^x?(?:ms)?(?:as)?/, "")
    .replace(/s$/, "");

/** A header that is nearly one of ActiveSync's: the server does not read it, and the right one is missing. */
export function headerNames(facts: Facts): Finding[] {
  const { request, roundTrip, reply, method } = facts;
  if (method !== "POST" || reply?.succeeded || facts.isSignIn) return [];
  const missing = names.filter((name) => request.header(name) === undefined);
  if (missing.length === 0) return [];
  const written = new Map(roundTrip.request.headers.slice(0, MAX_HEADERS).map((header) => [core(header[0]), header]));
  return missing.flatMap((name): Finding[] => {
    const found = written.get(core(name));
    if (!found) return [];
    const [other, value] = found;
    // A policy key is a secret and goes into no finding.
    const fix: Edit[] | undefined =
      name === "X-MS-PolicyKey"
        ? undefined
        : [
            { kind: "remove-header", name: other },
            { kind: "set-header", name, value },
          ];
    return [
      {
        rule: "header-misspelled",
        severity: reply ? "error" : "warning",
        title: `The header is called ${name}, not ${other.slice(0, 60)}`,
        explanation: `Servers do not know ${other.slice(0, 60)} and pass over it, so to them the request has no ${name}. Case does not matter in the name; prefix and hyphens do.`,
        advice: `Send ${name}.`,
        evidence: [{ side: "request", kind: "header", name: other }],
        spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
        ...(fix ? { fix, fixLabel: "Rename the header" } : {}),
      },
    ];
  });
}
