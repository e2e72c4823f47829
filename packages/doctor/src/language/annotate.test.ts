import { type ElementNode, elementAt } from "@easel/codec/document";
import { encodeGlobalObjId, encodeTimeZone, encodeUid, noSystemTime } from "@easel/codec/values";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VIENNA } from "../../test/make-round-trip.ts";
import { namespaceTables } from "../knowledge/content-model/index.ts";
import { type AnnotateOptions, annotate } from "./annotate.ts";
import { sizeWords } from "./size-words.ts";

const noZone = {
  bias: 0,
  standardName: "",
  standardDate: noSystemTime(),
  standardBias: 0,
  daylightName: "",
  daylightDate: noSystemTime(),
  daylightBias: 0,
};

/** What is said of the element at a path, read in Vienna. */
function noteAt(xml: string, path: string, options: Partial<AnnotateOptions> = {}) {
  const { root } = parseXml(xml).document;
  const element = elementAt(root, path);
  if (!root || !element) throw new Error(`There is no ${path}.`);
  const parent = elementAt(root, path.slice(0, path.lastIndexOf("/")));
  return annotate(element, { command: root.name, parent, timeZone: "Europe/Vienna", ...options });
}
const words = (xml: string, path: string, options?: Partial<AnnotateOptions>) => noteAt(xml, path, options)?.text;
const inItem = (inner: string) =>
  `<Sync xmlns="AirSync" xmlns:c="Calendar" xmlns:e="Email" xmlns:m="Email2" xmlns:b="AirSyncBase"><ApplicationData>${inner}</ApplicationData></Sync>`;
const item = (inner: string, name: string) => words(inItem(inner), `/Sync/ApplicationData/${name}`);

describe("a Status", () => {
  test("says Microsoft's name and what it means", () => {
    expect(noteAt('<Sync xmlns="AirSync"><Status>142</Status></Sync>', "/Sync/Status")).toMatchObject({
      text: expect.stringMatching(/^DeviceNotProvisioned: /),
      outcome: "failure",
    });
  });

  test("means something else in each command", () => {
    const status = (xml: string, path: string) => noteAt(xml, path)?.outcome;
    expect(status('<Sync xmlns="AirSync"><Status>3</Status></Sync>', "/Sync/Status")).toBe("failure");
    expect(
      status(
        '<MoveItems xmlns="Move"><Response><Status>3</Status></Response></MoveItems>',
        "/MoveItems/Response/Status",
      ),
    ).toBe("ok");
    expect(words('<Ping xmlns="Ping"><Status>2</Status></Ping>', "/Ping/Status")).toBe(
      "something changed in the folders listed",
    );
  });

  test("that nobody lists is called so", () => {
    expect(noteAt('<Sync xmlns="AirSync"><Status>9999</Status></Sync>', "/Sync/Status")?.outcome).toBe("failure");
    expect(words('<Sync xmlns="AirSync"><Status>well</Status></Sync>', "/Sync/Status")).toMatch(/not a value/);
  });

  test("of a mail's flag says how the flag stands", () => {
    const xml = inItem("<e:Flag><e:Status>2</e:Status></e:Flag>");
    expect(noteAt(xml, "/Sync/ApplicationData/Flag/Status")).toEqual({ text: "active" });
  });
});

describe("a value", () => {
  test.each([
    ["<e:Importance>2</e:Importance>", "Importance", "high"],
    ["<c:Sensitivity>3</c:Sensitivity>", "Sensitivity", "confidential"],
    ["<m:MeetingMessageType>1</m:MeetingMessageType>", "MeetingMessageType", expect.stringMatching(/\w/)],
    ["<b:NativeBodyType>2</b:NativeBodyType>", "NativeBodyType", "HTML"],
    ["<e:Read>0</e:Read>", "Read", "unread"],
    ["<c:AllDayEvent>1</c:AllDayEvent>", "AllDayEvent", "yes"],
    ["<c:Reminder>90</c:Reminder>", "Reminder", "1 h 30 min"],
    ["<e:InternetCPID>65001</e:InternetCPID>", "InternetCPID", "UTF-8"],
    ["<c:StartTime>20261123T080000Z</c:StartTime>", "StartTime", "Mon 23 Nov 2026, 09:00 CET"],
    ["<e:DateReceived>2026-07-01T22:30:00.000Z</e:DateReceived>", "DateReceived", "Thu 2 Jul 2026, 00:30 CEST"],
  ])("%s", (xml, name, expected) => {
    // ICU names a zone by its letters or by its offset, as it has been built.
    const found = item(xml, name)?.replace("GMT+1", "CET").replace("GMT+2", "CEST");
    expect(found).toEqual(expected);
  });

  test("that speaks for itself has no note", () => {
    for (const [xml, name] of [
      ["<e:Subject>Hello</e:Subject>", "Subject"],
      ["<e:DateReceived>soon</e:DateReceived>", "DateReceived"],
      ["<e:Importance>7</e:Importance>", "Importance"],
      ["<e:Read/>", "Read"],
      ["<c:UID>made-by-somebody</c:UID>", "UID"],
      ["<b:EstimatedDataSize>512</b:EstimatedDataSize>", "EstimatedDataSize"],
    ] as const)
      expect(item(xml, name), name).toBeUndefined();
    expect(noteAt(inItem(""), "/Sync"), "a container").toBeUndefined();
  });

  test("that is cut says how much there is", () => {
    const body =
      "<b:Body><b:Type>1</b:Type><b:EstimatedDataSize>20480</b:EstimatedDataSize><b:Truncated>1</b:Truncated></b:Body>";
    expect(words(inItem(body), "/Sync/ApplicationData/Body/EstimatedDataSize")).toBe("20.5 kB");
    expect(words(inItem(body), "/Sync/ApplicationData/Body/Truncated")).toBe("cut; the whole has about 20.5 kB");
    expect(words(inItem(body), "/Sync/ApplicationData/Body/Type")).toMatch(/plain text/i);
  });
});

describe("a structure", () => {
  test("time zones say offset, summer time and name", () => {
    expect(item(`<c:Timezone>${VIENNA}</c:Timezone>`, "Timezone")).toBe("UTC+1, with summer time");
    const india = encodeTimeZone({ ...noZone, bias: -330, standardName: "India Standard Time" }).text;
    expect(item(`<c:Timezone>${india}</c:Timezone>`, "Timezone")).toBe("UTC+5:30, all year, India Standard Time");
  });

  test("conversations are an id, and a beginning with answers", () => {
    expect(item("<m:ConversationId><![CDATA[0123456789abcdef]]></m:ConversationId>", "ConversationId")).toBe(
      "30313233-3435-3637-3839-616263646566",
    );
    expect(item("<m:ConversationIndex><![CDATA[0123401234]]></m:ConversationIndex>", "ConversationIndex")).toMatch(
      /^begun .*, 1 answer$/,
    );
  });

  test("meetings say when they were named, and which occurrence", () => {
    const value = {
      instanceDate: { year: 2026, month: 3, day: 2 },
      created: 133_000_000_000_000_000n,
      reserved: new Uint8Array(8),
      data: Uint8Array.of(1, 2, 3),
    };
    const expected = /^made \w{3} \d+ \w+ 2022.*the occurrence of 2026-03-02$/;
    expect(item(`<e:GlobalObjId>${encodeGlobalObjId(value).text}</e:GlobalObjId>`, "GlobalObjId")).toMatch(expected);
    expect(item(`<c:UID>${encodeUid(value).text}</c:UID>`, "UID")).toMatch(/^made \w{3}/);
  });
});

test("ids have the names that earlier answers told, but not beside the name itself", () => {
  const nameOf = (element: string, id: string) => (element === "CollectionId" && id === "5" ? "Inbox" : undefined);
  const sync = '<Sync xmlns="AirSync"><Collection><CollectionId>5</CollectionId></Collection></Sync>';
  expect(words(sync, "/Sync/Collection/CollectionId", { nameOf })).toBe("Inbox");
  const ping = '<Ping xmlns="Ping"><Folders><Folder>5</Folder></Folders></Ping>';
  expect(words(ping, "/Ping/Folders/Folder", { nameOf })).toBe("Inbox");
  const list =
    '<FolderSync xmlns="FolderHierarchy"><Add><ServerId>5</ServerId><ParentId>0</ParentId><DisplayName>Inbox</DisplayName></Add></FolderSync>';
  expect(words(list, "/FolderSync/Add/ServerId", { nameOf })).toBeUndefined();
  expect(words(list, "/FolderSync/Add/ParentId", { nameOf })).toBe("the top of all folders");
});

test("whatever stands in whatever element, it is a short line or nothing", () => {
  const elements = namespaceTables.flatMap(({ namespace, elements }) =>
    elements.map(([path]) => ({ namespace, name: path.slice(path.indexOf("/") + 1) })),
  );
  const texts = fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom("0", "1", VIENNA, "20261123T080000Z"));
  fc.assert(
    fc.property(fc.constantFrom(...elements), texts, fc.boolean(), ({ namespace, name }, text, isOpaque) => {
      const bytes = new TextEncoder().encode(text);
      const element: ElementNode = {
        kind: "element",
        page: 0,
        token: 5,
        namespace,
        name,
        selfClosed: false,
        children: [isOpaque ? { kind: "opaque", bytes } : { kind: "text", text }],
      };
      const note = annotate(element, { command: "Sync", nameOf: () => "x".repeat(500) });
      expect(note?.text ?? "said").toMatch(/^.{1,90}$/u);
    }),
  );
});

test("sizes are rounded to what a person keeps in mind", () => {
  expect([1, 999, 1000, 20_480, 99_960, 999_600, 3_000_000, 5e12].map(sizeWords)).toEqual([
    "1 byte",
    "999 bytes",
    "1 kB",
    "20.5 kB",
    "100 kB",
    "1 MB",
    "3 MB",
    "5000 GB",
  ]);
});
