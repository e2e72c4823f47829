import { evidenceOf, type Placed } from "./elements.ts";
import type { Edit, Finding } from "./finding.ts";

/** Places shown in one finding. */
const MAX_PLACES = 5;

/** A fault of elements, in words that stand for every place it is met in. */
export interface Topic {
  rule: string;
  /** Error unless said otherwise. */
  severity?: Finding["severity"];
  title: string;
  explanation: string;
  advice?: string;
  spec: readonly [document: string, section: string];
  fix?: Edit[] | undefined;
  fixLabel?: string;
}

/** The finding about some places of the request; none when there are none. */
export function tell(topic: Topic, places: readonly Placed[]): Finding[] {
  if (places.length === 0) return [];
  const [document, section] = topic.spec;
  const { rule, severity = "error", title, explanation, advice, fix, fixLabel } = topic;
  return [
    {
      rule,
      severity,
      title,
      explanation,
      ...(advice === undefined ? {} : { advice }),
      evidence: places.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
      spec: { document, section },
      ...(fix && fixLabel ? { fix, fixLabel } : {}),
    },
  ];
}

/** Findings of one rule told once, with the places of all. */
export function merged(findings: readonly Finding[]): Finding[] {
  const byRule = new Map<string, Finding>();
  for (const finding of findings) {
    const first = byRule.get(finding.rule);
    if (!first) byRule.set(finding.rule, { ...finding, evidence: [...finding.evidence] });
    else if (first.evidence.length < MAX_PLACES) first.evidence.push(...finding.evidence);
  }
  return [...byRule.values()];
}
