import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";

/** Headers that may stand once, with the value that may be shown: keys and credentials are never repeated. */
const single: Readonly<Record<string, { name: string; secret?: true }>> = {
  "ms-asprotocolversion": { name: "MS-ASProtocolVersion" },
  "x-ms-policykey": { name: "X-MS-PolicyKey", secret: true },
  authorization: { name: "Authorization", secret: true },
  "content-type": { name: "Content-Type" },
  "content-length": { name: "Content-Length" },
  "ms-asacceptmultipart": { name: "MS-ASAcceptMultiPart" },
};

/** One header, two values: each server, and each proxy on the way, picks for itself or joins them. */
export function repeatedHeaders(facts: Facts): Finding[] {
  const values = new Map<string, string[]>();
  for (const [name, value] of facts.roundTrip.request.headers) {
    const lower = name.trim().toLowerCase();
    if (!Object.hasOwn(single, lower)) continue;
    const list = values.get(lower);
    if (list) list.push(value.trim());
    else values.set(lower, [value.trim()]);
  }
  return [...values].flatMap(([lower, given]) => (given.length > 1 ? [explain(lower, given)] : []));
}

function explain(lower: string, given: string[]): Finding {
  const { name, secret } = single[lower] ?? { name: lower };
  const [first = "", ...others] = given;
  const differ = others.some((other) => other !== first);
  const shown = [...new Set(given)]
    .slice(0, 4)
    .map((value) => `“${value.slice(0, 60)}”`)
    .join(", ");
  const isVersion = lower === "ms-asprotocolversion";
  const keep: Edit = isVersion ? { kind: "set-version", version: first } : { kind: "set-header", name, value: first };
  return {
    rule: "header-repeated",
    severity: differ ? "error" : "warning",
    title: differ
      ? `${name} stands ${given.length} times, with different values`
      : `${name} stands ${given.length} times`,
    explanation: `${secret ? "" : `The values are ${shown}. `}A server may take the first, the last, or join them with a comma into one value that means nothing.${isVersion && differ ? " What the body has to look like depends on which it takes." : ""}`,
    advice: `Send ${name} once.`,
    evidence: [{ side: "request", kind: "header", name }],
    spec: isVersion ? { document: "MS-ASHTTP", section: "2.2.1.1.2" } : { document: "RFC 9110", section: "5.3" },
    ...(secret ? {} : { fix: [keep], fixLabel: "Keep the first" }),
  };
}
