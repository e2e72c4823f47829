import { childElement, elementText } from "@easel/codec/document";
import { decodeTimeZone, describeTimeZone, type TimeZone } from "@easel/codec/values";
import { offsetNamedIn, zoneNamedIn } from "../knowledge/index.ts";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";

const SPEC = ["MS-ASDTYPE", "2.7.4"] as const;
/** Time zones read in one diagnosis; clients write the same one everywhere. */
const MAX_ZONES = 20;

/** The time zone that an event is written in. A wrong one is taken, and moves the event by hours. */
export function timeZone(facts: Facts): Finding[] {
  const zones = itemsOf(facts).flatMap((item): { item: Item; place: Placed }[] => {
    const element = childElement(item.data, "Timezone", "Calendar");
    return element ? [{ item, place: { element, path: `${item.dataPath}/Timezone` } }] : [];
  });
  return merged(zones.slice(0, MAX_ZONES).flatMap(({ item, place }) => zoneFindings(facts, item, place)));
}

function zoneFindings(facts: Facts, item: Item, place: Placed): Finding[] {
  const text = elementText(place.element).trim();
  if (text === "") return [];
  const { value, problems } = decodeTimeZone(text);
  if (!value) {
    if (facts.reply?.succeeded) return [];
    return tell(
      {
        rule: "time-zone-unreadable",
        title: "Timezone holds no time zone",
        explanation: `Timezone is base64 of 172 bytes: offset, two names, and the two changes of the clock. ${problems[0]?.message ?? ""}`,
        advice: "Write the whole structure.",
        spec: SPEC,
      },
      [place],
    );
  }
  const start = childElement(item.data, "StartTime", "Calendar");
  const year = Number((start ? elementText(start).trim() : "").slice(0, 4)) || 2026;
  const odd = problems.find(({ severity }) => severity !== "info");
  return [...againstName(value, year, place), ...withoutSummer(value, item, place), ...tellOdd(odd?.message, place)];
}

const tellOdd = (message: string | undefined, place: Placed): Finding[] =>
  message === undefined
    ? []
    : tell(
        {
          rule: "time-zone-odd",
          severity: "warning",
          title: "The time zone contradicts itself",
          explanation: `${message} Servers take what they can read of it, each in its own way.`,
          advice: "Fill Bias with the standard offset, and both changes of the clock or neither.",
          spec: SPEC,
        },
        [place],
      );

const neverChanges = ({ standardDate, daylightDate }: TimeZone): boolean =>
  standardDate.month === 0 && daylightDate.month === 0;

const offsetText = (minutes: number): string =>
  `UTC${minutes < 0 ? "-" : "+"}${Math.floor(Math.abs(minutes) / 60)}${minutes % 60 === 0 ? "" : `:${String(Math.abs(minutes % 60)).padStart(2, "0")}`}`;

/** The names say which zone is meant; the numbers say another one. */
function againstName(zone: TimeZone, year: number, place: Placed): Finding[] {
  const offset = -(zone.bias + zone.standardBias);
  const name = zone.standardName.split("\0", 1)[0] ?? "";
  const known = zoneNamedIn(name, year);
  const said = offsetNamedIn(name);
  const described = describeTimeZone(zone);
  if (known && known.summer !== known.standard && neverChanges(zone)) {
    const wrongBias =
      offset === known.summer ? " Bias holds the offset of its summer, which then counts in winter too." : "";
    return tell(
      {
        rule: "time-zone-without-rules",
        severity: "warning",
        title: `${known.zone} changes its clocks, and this time zone does not`,
        explanation: `The name is “${name}”, and the structure says: ${described}.${wrongBias} A server goes by the numbers, so the event is an hour off for half of the year.`,
        advice: `Put ${offsetText(known.standard)} into Bias (${-known.standard}), both transition dates, and ${known.standard - known.summer} into DaylightBias.`,
        spec: SPEC,
      },
      [place],
    );
  }
  const expected = known ? known.standard : said;
  if (expected === undefined || expected === offset || known?.summer === offset || (known && said === offset))
    return [];
  const sign = expected === -offset && offset !== 0;
  return tell(
    {
      rule: sign ? "time-zone-sign" : "time-zone-against-name",
      severity: "warning",
      title: sign ? "The Bias has the wrong sign" : "The time zone is not the one its name says",
      explanation: `“${name}” is ${offsetText(expected)}, and the structure says: ${described}. Bias counts the minutes to add to local time to get UTC, so it is negative east of Greenwich.`,
      advice: `Write ${-expected} into Bias.`,
      spec: SPEC,
    },
    [place],
  );
}

/** A DaylightBias without dates: a part of the rules was lost on the way. */
function withoutSummer(zone: TimeZone, item: Item, place: Placed): Finding[] {
  const repeats = childElement(item.data, "Recurrence", "Calendar") !== undefined;
  if (!repeats || !neverChanges(zone) || zone.daylightBias === 0 || zone.daylightBias === zone.standardBias) return [];
  return tell(
    {
      rule: "time-zone-without-rules",
      severity: "warning",
      title: "The time zone has a summer time that never begins",
      explanation:
        "DaylightBias says that clocks go forward, and both transition dates are empty, so they never do. A series in it is an hour off in summer.",
      advice: "Fill StandardDate and DaylightDate, or set DaylightBias to 0.",
      spec: SPEC,
    },
    [place],
  );
}
