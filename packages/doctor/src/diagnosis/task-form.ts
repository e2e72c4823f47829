import { childElement, elementText } from "@easel/codec/document";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";

/** Two elements that go together, each with what asks for the other. */
interface Pair {
  rule: string;
  /** The element that asks; with a value, only when it has that one. */
  has: readonly [name: string, value?: string];
  needs: string;
  explanation: string;
  section: string;
}

const done: Pair = {
  rule: "task-done-without-date",
  has: ["Complete", "1"],
  needs: "DateCompleted",
  explanation: "A task whose Complete is 1 says when it was done. Without DateCompleted the server refuses the item.",
  section: "2.2.2.9",
};

const pairs: readonly Pair[] = [
  done,
  {
    rule: "task-reminder-without-time",
    has: ["ReminderSet", "1"],
    needs: "ReminderTime",
    explanation:
      "ReminderSet 1 asks for a reminder, and ReminderTime says when. Without it the server refuses the item.",
    section: "2.2.2.24",
  },
  ...(["Start", "Due"] as const).flatMap((which): Pair[] => [
    {
      rule: "task-date-alone",
      has: [`${which}Date`],
      needs: `Utc${which}Date`,
      explanation: `A task says each date twice, as the local day (${which}Date) and in UTC (Utc${which}Date). With one of them the server refuses the item or leaves the date out.`,
      section: which === "Start" ? "2.2.2.28" : "2.2.2.12",
    },
    {
      rule: "task-date-alone",
      has: [`Utc${which}Date`],
      needs: `${which}Date`,
      explanation: `A task says each date twice, as the local day (${which}Date) and in UTC (Utc${which}Date). With one of them the server refuses the item or leaves the date out.`,
      section: which === "Start" ? "2.2.2.28" : "2.2.2.12",
    },
  ]),
];

/** Dates of a task that need each other, and what has to be said of one that is done. */
export function taskForm(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  const severity = facts.reply ? "error" : "warning";
  // Servers differ in whether they ask for both dates; one alone is told where an item was refused.
  const asked = pairs.filter(({ rule }) => facts.reply || rule !== "task-date-alone");
  return merged(
    itemsOf(facts).flatMap((item) => [
      ...asked.flatMap((pair) => tellPair(pair, item, severity)),
      ...beginsAfterDue(item, severity),
    ]),
  );
}

const valueIn = ({ data }: Item, name: string): string => {
  const element = childElement(data, name, "Tasks");
  return element ? elementText(element).trim() : "";
};

function tellPair(pair: Pair, item: Item, severity: Finding["severity"]): Finding[] {
  const [name, wanted] = pair.has;
  const value = valueIn(item, name);
  const element = childElement(item.data, name, "Tasks");
  if (!element || value === "" || (wanted !== undefined && value !== wanted)) return [];
  if (valueIn(item, pair.needs) !== "") return [];
  return tell(
    {
      rule: pair.rule,
      severity,
      title: `A task has ${name}${wanted === undefined ? "" : ` ${wanted}`} without ${pair.needs}`,
      explanation: pair.explanation,
      advice: `Add ${pair.needs}, in the form 2026-11-23T08:00:00.000Z.`,
      spec: ["MS-ASTASK", pair.section],
    },
    [{ element, path: `${item.dataPath}/${name}` }],
  );
}

function beginsAfterDue(item: Item, severity: Finding["severity"]): Finding[] {
  const element = childElement(item.data, "UtcStartDate", "Tasks");
  const [start, due] = [valueIn(item, "UtcStartDate"), valueIn(item, "UtcDueDate")];
  // What is written in one form compares as it stands.
  if (!element || due === "" || start.length !== due.length || start <= due) return [];
  return tell(
    {
      rule: "task-starts-after-due",
      severity,
      title: "A task begins after it is due",
      explanation: "UtcStartDate is later than UtcDueDate; the server refuses the item.",
      advice: "Let a task begin at its due date at the latest.",
      spec: ["MS-ASTASK", "3.2.4.2"],
    },
    [{ element, path: `${item.dataPath}/UtcStartDate` }],
  );
}
