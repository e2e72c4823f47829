import { type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { decodeCompactDateTime, encodeCompactDateTime } from "@easel/codec/values";
import { el } from "../documents.ts";
import { type BodyText, bodyElements, type ItemData, type ItemOptions, plainOf } from "../mailbox/index.ts";
import type { ItemClass } from "./item-class.ts";
import { propertyText } from "./properties.ts";
import { hasTag, keyOf } from "./rules.ts";
import { atVersion } from "./versions.ts";

const DAY = 24 * 60 * 60 * 1000;
const BODY = "AirSyncBase:Body";
const noBody: BodyText = { native: "plain", text: "" };

/** The children of ApplicationData for an item of a class, in its order and in the form of the version. */
export function itemElements(
  data: ItemData,
  { name: home, shape }: ItemClass,
  version: string,
  options: ItemOptions,
): ElementNode[] {
  const [body = [], native] = bodyOf(data.body ?? noBody, home, version, options);
  const order = Object.keys(shape);
  const placed = new Map<string, ElementNode[]>([[BODY, body]]);
  for (const property of data.properties) {
    const said = isWholeDays(data, version) ? wholeDay(property) : atVersion(property, version);
    if (said) placed.set(keyOf(property, home), [said]);
  }
  return [
    ...order.flatMap((name) => placed.get(name) ?? []),
    ...(native ? [native] : []),
    ...(home === "Calendar" && compareVersions(version, "14.0") >= 0 ? [responseType(data)] : []),
  ];
}

/** The elements of the body, and NativeBodyType, which stands behind all else. */
function bodyOf(
  body: BodyText,
  home: string,
  version: string,
  options: ItemOptions,
): [body: ElementNode[], native?: ElementNode | undefined] {
  if (version !== "2.5") {
    const [element, native] = bodyElements(body, options, compareVersions(version, "14.0") >= 0);
    return [element ? [element] : [], native];
  }
  const text = plainOf(body);
  if (text === "") return [[]];
  const cut = text.slice(0, options.truncation ?? text.length);
  const size = el("Contacts", "BodySize", String(new TextEncoder().encode(text).length));
  return [
    [
      el(home, "Body", cut),
      ...(home === "Calendar" ? [] : [el(home, "BodySize", ...size.children)]),
      el(home, "BodyTruncated", cut.length < text.length ? "1" : "0"),
    ].filter((element) => hasTag(element, version)),
  ];
}

const isWholeDays = (data: ItemData, version: string): boolean =>
  compareVersions(version, "16.0") >= 0 && propertyText(data, "Calendar", "AllDayEvent") === "1";

/**
 * MS-ASCAL 2.2.2.1: from 16.0 on whole days have no zone, and begin and end at dates alone. Midnight of a zone, as up
 * to 14.1, lies less than half a day from the date that is meant.
 */
function wholeDay(property: ElementNode): ElementNode | undefined {
  if (property.name === "Timezone") return undefined;
  if (property.name !== "StartTime" && property.name !== "EndTime") return property;
  const time = decodeCompactDateTime(elementText(property)).value ?? 0;
  return el("Calendar", property.name, encodeCompactDateTime(Math.round(time / DAY) * DAY).text);
}

/** MS-ASCAL 2.2.2.40: 1 is who invites, 0 is nobody's invitation. */
const responseType = (data: ItemData): ElementNode =>
  el("Calendar", "ResponseType", propertyText(data, "Calendar", "MeetingStatus") === "0" ? "0" : "1");
