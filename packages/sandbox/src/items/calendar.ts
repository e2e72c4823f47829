import { compareVersions } from "@easel/codec/protocol";
import { decodeCompactDateTime } from "@easel/codec/values";
import type { ItemData } from "../mailbox/index.ts";
import { attendees, exceptions, ownFields } from "./calendar-shapes.ts";
import { eventTimes, UTC_ZONE } from "./event-times.ts";
import type { ItemClass } from "./item-class.ts";
import { propertyText, withDefaults, withoutProperty, withProperty } from "./properties.ts";
import { recurrence } from "./recurrence.ts";
import { compactDate, int, type Shape, text, zone } from "./rules.ts";

const PAGE = "Calendar";
const DAY = 24 * 60 * 60 * 1000;

/** In the order Exchange writes them. */
const shape: Shape = {
  Timezone: zone,
  DtStamp: compactDate,
  StartTime: compactDate,
  Subject: text(),
  UID: text(300),
  ClientUid: text(300),
  OrganizerName: text(),
  OrganizerEmail: text(),
  Attendees: attendees,
  Location: ownFields.Location,
  "AirSyncBase:Location": ownFields["AirSyncBase:Location"],
  EndTime: compactDate,
  Recurrence: recurrence(PAGE, { Until: compactDate, DayOfWeek: int(1, 127) }, []),
  "AirSyncBase:Body": text(),
  Categories: ownFields.Categories,
  Sensitivity: ownFields.Sensitivity,
  BusyStatus: ownFields.BusyStatus,
  AllDayEvent: ownFields.AllDayEvent,
  Reminder: ownFields.Reminder,
  Exceptions: exceptions,
  MeetingStatus: ownFields.MeetingStatus,
  DisallowNewTimeProposal: ownFields.DisallowNewTimeProposal,
  ResponseRequested: ownFields.ResponseRequested,
};

/** From 16.0 on they are the server's alone (MS-ASCAL 2.2.2.18, 2.2.2.22, 2.2.2.35, 2.2.2.36, 2.2.2.46). */
const serverOnlySince16 = ["DtStamp", "UID", "OrganizerName", "OrganizerEmail", "Exceptions"];

/** What names an event and places it in time stays until something else is said. */
const lasting = ["Timezone", "DtStamp", "StartTime", "EndTime", "UID", "OrganizerName", "OrganizerEmail"];

const isSince16 = (version: string): boolean => compareVersions(version, "16.0") >= 0;

/** MS-ASCAL 2.2.2. */
export const calendar: ItemClass = {
  name: PAGE,
  shape,
  serverOnly: (version) => (isSince16(version) ? serverOnlySince16 : []),
  // MS-ASCAL 3.1.5.3: from 16.0 on whatever is left out is ghosted.
  canBeGhosted: (name, version) => !isSince16(version) && !lasting.includes(name),
  fits: (given, merged, version) => !isSince16(version) || !isAllDay(merged) || isDatesAlone(given),
  complete(data, given, { version, now, user }) {
    const stamp = eventTimes(data, now);
    if (!stamp) return undefined;
    const named = withDefaults(
      given.has("DtStamp") ? stamp.data : withProperty(stamp.data, PAGE, "DtStamp", stamp.now),
      PAGE,
      {
        UID: crypto.randomUUID().replaceAll("-", "").toUpperCase(),
        Timezone: UTC_ZONE,
        OrganizerName: user.name,
        OrganizerEmail: user.user,
        Sensitivity: "0",
        BusyStatus: "2",
        AllDayEvent: "0",
        MeetingStatus: "0",
      },
    );
    // MS-ASCAL 2.2.2.22: at 16.x another pattern, or other times, begin the series anew.
    const begun = ["Recurrence", "StartTime", "EndTime"].some((name) => given.has(name));
    const series = isSince16(version) && begun ? withoutProperty(named, PAGE, "Exceptions") : named;
    // The client's own name has done its service once there is a UID.
    return withoutProperty(series, PAGE, "ClientUid");
  },
};

const isAllDay = (data: ItemData): boolean => propertyText(data, PAGE, "AllDayEvent") === "1";

/** MS-ASCAL 2.2.2.1: from 16.0 on days are dates without a zone and without a time of day. */
function isDatesAlone(data: ItemData): boolean {
  const times = ["StartTime", "EndTime"].map((name) => propertyText(data, PAGE, name));
  const whole = times.every((time) => time === undefined || (decodeCompactDateTime(time).value ?? 0) % DAY === 0);
  return whole && propertyText(data, PAGE, "Timezone") === undefined;
}
