import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { bodyShape } from "./item-body.ts";
import { bool, compactDate, double, holds, int, list, oneOf, orEmpty, type Rule, type Shape, text } from "./rules.ts";

const PAGE = "Calendar";

/** MS-ASAIRS 2.2.2.28. */
const place = holds("AirSyncBase", {
  ...Object.fromEntries(
    ["DisplayName", "Annotation", "Street", "City", "State", "Country", "PostalCode", "LocationUri"].map((name) => [
      name,
      text(),
    ]),
  ),
  ...Object.fromEntries(
    ["Latitude", "Longitude", "Accuracy", "Altitude", "AltitudeAccuracy"].map((name) => [name, double]),
  ),
});

/** What an event and one exception of a series have alike. */
export const ownFields = {
  Location: text(),
  "AirSyncBase:Location": place,
  Categories: list(PAGE, "Category", text(), 300),
  Sensitivity: oneOf(0, 1, 2, 3),
  // MS-ASCAL 2.2.2.9: 4, working elsewhere, came with 16.0.
  BusyStatus: (element: ElementNode, version: string) =>
    (compareVersions(version, "16.0") >= 0 ? oneOf(0, 1, 2, 3, 4) : oneOf(0, 1, 2, 3))(element, version),
  AllDayEvent: bool,
  Reminder: orEmpty(int(0, 0xffffffff)),
  MeetingStatus: oneOf(0, 1, 3, 5, 7, 9, 11, 13, 15),
  DisallowNewTimeProposal: bool,
  ResponseRequested: bool,
} satisfies Shape;

const attendee = holds(
  PAGE,
  {
    Email: text(),
    Name: text(),
    // MS-ASCAL 2.2.2.5: from 16.0 on the server alone says what somebody answered.
    AttendeeStatus: (element, version) =>
      compareVersions(version, "16.0") < 0 && oneOf(0, 2, 3, 4, 5)(element, version),
    AttendeeType: oneOf(1, 2, 3),
  },
  ["Email"],
);

export const attendees = list(PAGE, "Attendee", attendee, 1000);

const exceptionFields: Shape = {
  Deleted: bool,
  ExceptionStartTime: compactDate,
  "AirSyncBase:InstanceId": compactDate,
  Subject: text(),
  StartTime: compactDate,
  EndTime: compactDate,
  "AirSyncBase:Body": bodyShape,
  Body: text(),
  BodyTruncated: bool,
  DtStamp: compactDate,
  UID: text(300),
  Attendees: attendees,
  ...ownFields,
};

/** One occurrence, by its original start; up to 14.1, where a client sends the whole list (MS-ASCAL 2.2.2.21). */
const exception = holds(PAGE, exceptionFields, ["ExceptionStartTime"]);

export const exceptions: Rule = (element, version) =>
  list(PAGE, "Exception", exception, 1000)(element, version) && areDistinct(element);

function areDistinct(element: ElementNode): boolean {
  const starts = childElements(element).map((each) => {
    const start = childElement(each, "ExceptionStartTime", PAGE);
    return start && elementText(start);
  });
  return new Set(starts).size === starts.length;
}

/** What a Change of one occurrence may hold at 16.x; its InstanceId stands beside ServerId. */
export const instanceShape: Shape = {
  Subject: text(),
  StartTime: compactDate,
  EndTime: compactDate,
  Attendees: attendees,
  "AirSyncBase:Location": place,
  Categories: ownFields.Categories,
  Sensitivity: ownFields.Sensitivity,
  BusyStatus: ownFields.BusyStatus,
  AllDayEvent: bool,
  Reminder: ownFields.Reminder,
  MeetingStatus: ownFields.MeetingStatus,
  DisallowNewTimeProposal: bool,
  ResponseRequested: bool,
  "AirSyncBase:Body": bodyShape,
};
