import { expect, test } from "vitest";
import { type ElementNode, elementText, walkElements } from "../src/document.ts";
import {
  decodeConversationId,
  decodeConversationIndex,
  decodeDateTime,
  decodeTimeZone,
  describeTimeZone,
  encodeTimeZone,
  noSystemTime,
  timeOfFiletime,
} from "../src/values/index.ts";
import { decodeWbxml } from "../src/wbxml/index.ts";
import captures from "./captures/index.json";
import { bytesOf, readBytes, readText } from "./support.ts";

function elementsOf(bytes: Uint8Array): ElementNode[] {
  const found: ElementNode[] = [];
  const { root } = decodeWbxml(bytes).document;
  if (root) walkElements(root, (element) => found.push(element));
  return found;
}

/** The payload of an element's opaque child. */
function opaqueOf(element: ElementNode | undefined): Uint8Array {
  const child = element?.children[0];
  return child?.kind === "opaque" ? child.bytes : new Uint8Array(0);
}

test("the published message was received seconds after its conversation began", () => {
  const elements = elementsOf(bytesOf(readText("./vectors/ascmd-4.10.5.2-itemoperations-part0.hex")));
  const named = (name: string) => elements.find((element) => element.name === name);
  const date = named("DateReceived");
  const received = decodeDateTime(date ? elementText(date) : "");
  expect(received).toMatchObject({ value: Date.UTC(2012, 4, 8, 20, 15, 45, 211), problems: [] });
  const index = decodeConversationIndex(opaqueOf(named("ConversationIndex")));
  expect(index.problems).toEqual([]);
  const ahead = (received.value ?? 0) - timeOfFiletime(index.value?.sent ?? 0n);
  expect([ahead > 0, ahead < 5000]).toEqual([true, true]);
  expect(decodeConversationId(opaqueOf(named("ConversationId")))).toMatchObject({
    value: "ADA57BDA-9093-4B4C-AE83-B1A1AFDDEAD5",
    problems: [],
  });
});

test("the captured dates are dateTimes, and the captured ConversationIds are Message-IDs", () => {
  const elements = captures.files.flatMap(({ file }) => elementsOf(readBytes(`./captures/${file}`)));
  const dates = elements.filter(({ name }) => name === "DateReceived");
  expect(dates.length).toBeGreaterThan(20);
  for (const date of dates) expect(decodeDateTime(elementText(date)).problems).toEqual([]);
  const ids = elements.filter(({ name }) => name === "ConversationId");
  expect(ids.length).toBeGreaterThan(20);
  for (const id of ids) {
    const { fields, problems } = decodeConversationId(opaqueOf(id));
    expect(fields[0]?.text).toMatch(/^<.*@.*>$/);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["conversation-id-length", "warning"]]);
  }
});

test("transitions have the published bytes of Pacific time (MS-OXOCAL 4.1.5)", () => {
  const pacific = {
    bias: 480,
    standardName: "Pacific Standard Time",
    standardDate: { ...noSystemTime(), month: 11, day: 1, hour: 2 },
    standardBias: 0,
    daylightName: "Pacific Daylight Time",
    daylightDate: { ...noSystemTime(), month: 3, day: 2, hour: 2 },
    daylightBias: -60,
  };
  const { bytes = new Uint8Array(0) } = encodeTimeZone(pacific);
  expect(bytes.subarray(0, 4)).toEqual(bytesOf("E0010000"));
  expect(bytes.subarray(4, 10)).toEqual(bytesOf("500061006300"));
  expect(bytes.subarray(68, 84)).toEqual(bytesOf("00000B00000001000200000000000000"));
  expect(bytes.subarray(152, 168)).toEqual(bytesOf("00000300000002000200000000000000"));
  expect(bytes.subarray(168, 172)).toEqual(bytesOf("C4FFFFFF"));
  expect(describeTimeZone(pacific)).toBe(
    "UTC-8, summer time from second Sunday of March 02:00 to first Sunday of November 02:00",
  );
});

// From a public bug report: summer's offset as bias, no transitions, and a name that has both.
test("a zone that freezes summer time is read as it stands", () => {
  const zone = {
    bias: -120,
    standardName: "(GMT+02:00) Europe/Vienna",
    standardDate: noSystemTime(),
    standardBias: 0,
    daylightName: "(GMT+02:00) Europe/Vienna",
    daylightDate: noSystemTime(),
    daylightBias: 0,
  };
  const { text = "" } = encodeTimeZone(zone);
  expect(text).toMatch(/^iP\/\/\/ygARwBNAFQAKwAwADIAOgAwADAAKQAgAEUAdQByAG8AcABlAC8AVgBpAGUAbgBuAGEAAAAA/);
  expect(decodeTimeZone(text)).toMatchObject({ value: zone, problems: [] });
  expect(describeTimeZone(zone)).toBe("UTC+2 all year");
});
