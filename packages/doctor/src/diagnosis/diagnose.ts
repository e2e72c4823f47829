import type { BodyReading } from "./body-reading.ts";
import { type Facts, readFacts } from "./facts.ts";
import type { Finding, RoundTrip } from "./finding.ts";
import { withMends } from "./mends/index.ts";
import { type Rule, rules } from "./rules.ts";

const order = { error: 0, warning: 1, info: 2 } as const;

/**
 * Explains a round trip, before sending (no reply) or after: what is wrong, why, where, and what to do, most
 * helpful first: errors, then warnings, then infos, and within a severity in the order of `rules`. Pure and total: never throws, changes nothing it is given. A sound request with a
 * successful reply gives no error and no warning; an info may explain what the success means. A `reading` of the
 * request's body (`readBodyPieces`) saves reading it again and changes nothing of what is said.
 */
export function diagnose(roundTrip: RoundTrip, reading?: BodyReading): Finding[] {
  const facts = readFacts(roundTrip, reading);
  const gate = apply(rules.gate, facts);
  const soften = (finding: Finding) => (facts.reply?.succeeded ? softened(finding) : finding);
  const own = apply(rules.request, facts);
  const found = [...own, ...apply(rules.requestModel, { ...facts, faults: own })];
  const request = withMends(facts, found).map(soften);
  const told = apply(rules.reply, { ...facts, faults: request });
  const reply = [...told, ...apply(rules.replyModel, { ...facts, faults: told })];
  // The sort is stable: within a severity the order of `rules` stands.
  const known = apply(rules.server, facts);
  return [...gate, ...request, ...reply, ...known].sort((left, right) => order[left.severity] - order[right.severity]);
}

/** What the server has taken is no error; another server may still refuse it. */
const softened = (finding: Finding): Finding =>
  finding.severity === "error" ? { ...finding, severity: "warning" } : finding;

const apply = (list: readonly Rule[], facts: Facts): Finding[] => list.flatMap((rule) => rule(facts));
