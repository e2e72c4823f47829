import { readFileSync } from "node:fs";
import { diagnose, type Finding } from "../src/diagnosis/index.ts";
import { readCase, soundIds } from "./read-case.ts";

/** What the doctor should say about a recorded failure. */
export interface Expected {
  family: string;
  /** The rule that tells the cause; among the first three findings. */
  rule?: string;
  /** Nothing in the round trip is at fault: no error, no warning. */
  silent?: true;
  /** A rule is possible and not written yet. */
  missed?: true;
  /** The cause does not show in the round trip. */
  unknowable?: true;
}

const file = new URL("./data/expected-findings.json", import.meta.url);
export const expected = JSON.parse(readFileSync(file, "utf8")) as Record<string, Expected>;

/** How many of the first findings may hold the one that matters. */
export const FIRST = 3;

const isLoud = ({ severity }: Finding): boolean => severity !== "info";

/** Recall and false alarms, one line per family of failures, and the total. */
export function measure(): string[] {
  const families = new Map<string, { told: number; of: number; alarms: number }>();
  const familyOf = (name: string) => {
    const family = families.get(name) ?? { told: 0, of: 0, alarms: 0 };
    families.set(name, family);
    return family;
  };
  for (const [id, { family, rule, silent, missed }] of Object.entries(expected)) {
    const findings = diagnose(readCase(id));
    const entry = familyOf(family);
    if (silent && findings.some(isLoud)) entry.alarms++;
    if (rule || missed) entry.of++;
    if (rule && findings.slice(0, FIRST).some((finding) => finding.rule === rule)) entry.told++;
  }
  for (const id of soundIds) if (diagnose(readCase(id, "sound")).some(isLoud)) familyOf("sound").alarms++;
  familyOf("sound");
  const total = { told: 0, of: 0, alarms: 0 };
  for (const { told, of, alarms } of families.values()) {
    total.told += told;
    total.of += of;
    total.alarms += alarms;
  }
  return [...[...families].sort(([left], [right]) => (left < right ? -1 : 1)), ["total", total] as const].map(
    ([name, { told, of, alarms }]) =>
      `${name.padEnd(13)} ${of === 0 ? "     " : `${String(told).padStart(2)}/${String(of).padStart(2)}`}  false alarms ${alarms}`,
  );
}
