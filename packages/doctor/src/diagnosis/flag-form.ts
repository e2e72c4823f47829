import { childElement, elementText } from "@easel/codec/document";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";

const dates = ["StartDate", "UtcStartDate", "DueDate", "UtcDueDate"] as const;

/** The follow-up flag of a message: its four dates go together, and a reminder needs its time. */
export function flagForm(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  return merged(
    itemsOf(facts).flatMap(({ data, dataPath }) => {
      const element = childElement(data, "Flag", "Email");
      return element ? flag({ element, path: `${dataPath}/Flag` }) : [];
    }),
  );
}

function flag(place: Placed): Finding[] {
  const value = (name: string): string => {
    const child = childElement(place.element, name, "Tasks");
    return child ? elementText(child).trim() : "";
  };
  const missing = dates.filter((name) => value(name) === "");
  const findings: Finding[] = [];
  if (missing.length > 0 && missing.length < dates.length) {
    findings.push(
      ...tell(
        {
          rule: "flag-dates",
          title: `A flag has some of its dates, not ${missing.join(" and ")}`,
          explanation: `StartDate, UtcStartDate, DueDate and UtcDueDate are all there or all left out; otherwise the server answers Status 6.`,
          advice: "Send all four, each local date with its UTC one.",
          spec: ["MS-ASEMAIL", "2.2.2.72"],
        },
        [place],
      ),
    );
  } else if (
    missing.length === 0 &&
    (value("StartDate") > value("DueDate") || value("UtcStartDate") > value("UtcDueDate"))
  ) {
    findings.push(
      ...tell(
        {
          rule: "flag-starts-after-due",
          title: "A flag begins after it is due",
          explanation: "The start of a flag must not come after its due date; the server answers Status 6.",
          advice: "Check the two dates.",
          spec: ["MS-ASEMAIL", "2.2.2.72"],
        },
        [place],
      ),
    );
  }
  if (value("ReminderSet") === "1" && value("ReminderTime") === "") {
    findings.push(
      ...tell(
        {
          rule: "flag-reminder-without-time",
          title: "A reminder is set, and no time for it",
          explanation: "With ReminderSet 1 a flag has to say ReminderTime.",
          advice: "Send ReminderTime, or ReminderSet 0.",
          spec: ["MS-ASEMAIL", "2.2.2.65"],
        },
        [place],
      ),
    );
  }
  return findings;
}
