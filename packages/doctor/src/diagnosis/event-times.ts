import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions, isProtocolVersion } from "@easel/codec/protocol";
import { decodeCompactDateTime, decodeTimeZone, encodeCompactDateTime, type TimeZone } from "@easel/codec/values";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Edit, Finding } from "./finding.ts";
import { type Item, itemsOf } from "./item-places.ts";
import { merged, tell } from "./topic.ts";
import { withoutElements } from "./trim-document.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALL_DAY = ["MS-ASCAL", "2.2.2.1"] as const;

/** When an event begins and ends, and what whole days need. */
export function eventTimes(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  const since16 =
    facts.version !== undefined && isProtocolVersion(facts.version) && compareVersions(facts.version, "16.0") >= 0;
  return merged(
    itemsOf(facts).flatMap((item) => [
      ...endBeforeStart(item),
      ...(isAllDay(item) ? (since16 ? allDaySince16(facts, item) : allDayBefore16(item)) : []),
    ]),
  );
}

const field = ({ data, dataPath }: Item, name: string): Placed | undefined => {
  const element = childElement(data, name, "Calendar");
  return element && { element, path: `${dataPath}/${name}` };
};

const textOf = (element: ElementNode | undefined): string => (element ? elementText(element).trim() : "");

const timeOf = (place: Placed | undefined): number | undefined =>
  place && decodeCompactDateTime(textOf(place.element)).value;

const isAllDay = (item: Item): boolean => textOf(field(item, "AllDayEvent")?.element) === "1";

function endBeforeStart(item: Item): Finding[] {
  const end = field(item, "EndTime");
  const [from, until] = [timeOf(field(item, "StartTime")), timeOf(end)];
  if (!end || from === undefined || until === undefined || until >= from) return [];
  return tell(
    {
      rule: "event-ends-before-start",
      title: "The event ends before it begins",
      explanation: "EndTime is earlier than StartTime. Both are in UTC; a time zone does not shift one of them alone.",
      advice: "Check how both are turned into UTC.",
      spec: ["MS-ASCAL", "2.2.2.20"],
    },
    [end],
  );
}

/** From 16.0 on whole days are dates without a zone: the same day for everybody. */
function allDaySince16(facts: Facts, item: Item): Finding[] {
  const zone = field(item, "Timezone");
  const timed = ["StartTime", "EndTime"].flatMap((name) => field(item, name) ?? []).filter(hasTimeOfDay);
  const fix = zone && withoutElements(facts.request.document, (element) => element === zone.element);
  return [
    ...(zone
      ? tell(
          {
            rule: "all-day-with-zone",
            title: `An event of whole days has a Timezone at ${facts.version}`,
            explanation:
              "From 16.0 on such an event lasts from date to date wherever one is, and must not carry Timezone; Exchange answers Status 6.",
            advice: "Leave Timezone out, and give the dates without time of day.",
            spec: ALL_DAY,
            ...(fix ? { fix, fixLabel: "Leave Timezone out" } : {}),
          },
          [zone],
        )
      : []),
    ...tell(
      {
        rule: "all-day-with-time",
        title: "An event of whole days has a time of day",
        explanation:
          "From 16.0 on StartTime and EndTime of such an event say dates alone: 00:00, whatever the zone. Midnight of a zone turned into UTC, as up to 14.1, is another day there.",
        advice: "Write the first day and the day after the last, each with 000000Z.",
        spec: ALL_DAY,
        ...midnights(timed),
      },
      timed,
    ),
  ];
}

const hasTimeOfDay = (place: Placed): boolean => {
  const time = timeOf(place);
  return time !== undefined && time % DAY !== 0;
};

/** The nearest midnight: what was turned into UTC lies less than half a day from the date that was meant. */
function midnights(places: readonly Placed[]): { fix: Edit[]; fixLabel: string } | undefined {
  if (places.length === 0) return undefined;
  const fix = places.flatMap((place): Edit[] => {
    const { text = "" } = encodeCompactDateTime(Math.round((timeOf(place) ?? 0) / DAY) * DAY);
    return text === "" ? [] : [{ kind: "set-content", path: place.path, content: text }];
  });
  return { fix, fixLabel: "Write dates alone" };
}

/** Up to 14.1 whole days begin and end at midnight of the event's zone, written in UTC. */
function allDayBefore16(item: Item): Finding[] {
  const [start, end] = [field(item, "StartTime"), field(item, "EndTime")];
  const [from, until] = [timeOf(start), timeOf(end)];
  if (!start || from === undefined || until === undefined) return [];
  const zone = field(item, "Timezone");
  const decoded = zone && decodeTimeZone(textOf(zone.element)).value;
  const length = (until - from) % DAY;
  // A change of the clock makes one of the days an hour longer or shorter.
  const isWhole = until > from && (length <= HOUR || length >= DAY - HOUR);
  if (isWhole && (!decoded || isMidnight(decoded, from))) return [];
  return tell(
    {
      rule: "all-day-not-midnight",
      severity: "warning",
      title: isWhole ? "A whole day does not begin at midnight" : "An event of whole days does not last whole days",
      explanation: isWhole
        ? "StartTime is in UTC and, with the offset of Timezone, is no midnight there. Servers and clients show such an event on two days, or move it."
        : "AllDayEvent is 1, and the time from StartTime to EndTime is no number of days.",
      advice: "Begin at midnight of the event's time zone, end at midnight after the last day, and write both in UTC.",
      spec: ALL_DAY,
    },
    [start],
  );
}

const isMidnight = ({ bias, standardBias, daylightBias }: TimeZone, time: number): boolean =>
  [standardBias, daylightBias].some((more) => (time - (bias + more) * 60_000) % DAY === 0);
