import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { describe, expect, test } from "vitest";
import { soundDocuments } from "../../test/sound-documents.ts";
import { type CheckOptions, checkXml } from "./index.ts";

const check = (xml: string, options: Partial<CheckOptions> & { command: string }) =>
  checkXml(parseXml(xml).document, { version: "16.1", side: "request", ...options });

const collection = (inner: string) =>
  `<Sync xmlns="AirSync"><Collections><Collection>${inner}</Collection></Collections></Sync>`;
const KEYS = "<SyncKey>1</SyncKey><CollectionId>5</CollectionId>";
const item = (inner: string) =>
  collection(
    `${KEYS}<Commands><Add><ClientId>c</ClientId><ApplicationData>${inner}</ApplicationData></Add></Commands>`,
  );

/** What is found, each as code, severity and the text it points at. */
function found(xml: string, options: Partial<CheckOptions> & { command: string }): string[] {
  return check(xml, options).map(
    ({ code, severity, span }) => `${code} ${severity} ${span ? xml.slice(span.start, span.end) : "-"}`,
  );
}

test.each(soundDocuments.map((document) => [document.from, document.command, document.side, document] as const))(
  "%s: %s %s is sound",
  (_from, command, side, { versions, xml }) => {
    const { document, problems } = parseXml(xml);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const version of versions) {
      const loud = checkXml(document, { command, version, side }).filter(({ severity }) => severity !== "info");
      expect(loud.map(({ title, path }) => `${version} ${path} ${title}`)).toEqual([]);
    }
  },
);

describe("an element that does not belong", () => {
  test("is told from where it does", () => {
    const [problem] = check(collection(`${KEYS}<FilterType>2</FilterType>`), { command: "Sync" });
    expect(problem).toMatchObject({
      code: "element-not-here",
      severity: "error",
      path: "/Sync/Collections/Collection/FilterType",
    });
    expect(problem?.message).toContain("/Sync/Collections/Collection/Options/FilterType");
    expect(problem?.advice).toBe("Move it to /Sync/Collections/Collection/Options.");
  });

  test("in another namespace is told the right one", () => {
    const xml = collection(
      `${KEYS}<Options><BodyPreference xmlns="AirSyncBase"><Type xmlns="Calendar">1</Type></BodyPreference></Options>`,
    );
    expect(check(xml, { command: "Sync" })[0]).toMatchObject({
      code: "element-wrong-namespace",
      repair: { kind: "rename", namespace: "AirSyncBase", name: "Type" },
    });
  });

  test.each([
    [
      "FolderCreate",
      '<FolderCreate xmlns="FolderHierarchy"><SyncKey>1</SyncKey><ServerId>3</ServerId><ParentId>0</ParentId><DisplayName>A</DisplayName><Type>12</Type></FolderCreate>',
      "<ServerId>",
    ],
    [
      "MoveItems",
      '<MoveItems xmlns="Move"><Move><SrcMsgId>1</SrcMsgId><SrcFldId>2</SrcFldId><DstFldId>3</DstFldId></Move><Response/></MoveItems>',
      "<Response/>",
    ],
    ["Sync", collection(`${KEYS}<MoreAvailable/>`), "<MoreAvailable/>"],
    [
      "Ping",
      '<Ping xmlns="Ping"><HeartbeatInterval>480</HeartbeatInterval><MaxFolders>5</MaxFolders></Ping>',
      "<MaxFolders>",
    ],
  ])("in %s because only servers send it is told so", (command, xml, tag) => {
    expect(found(xml, { command })).toEqual([`element-of-other-side error ${tag}`]);
  });

  test("because clients stopped sending it at 16.0 is a warning there, and nothing before", () => {
    const xml = item('<DtStamp xmlns="Calendar">20261123T080000Z</DtStamp>');
    expect(found(xml, { command: "Sync", version: "16.1" })).toEqual([
      'element-of-other-side warning <DtStamp xmlns="Calendar">',
    ]);
    expect(found(xml, { command: "Sync", version: "14.1" })).toEqual([]);
  });

  test("is not told again when the parser does not know it", () => {
    expect(found(collection(`${KEYS}<Frobnicate/>`), { command: "Sync" })).toEqual([]);
  });

  test("inside a value is told", () => {
    const xml = collection("<SyncKey>1<Wait>2</Wait></SyncKey><CollectionId>5</CollectionId>");
    expect(found(xml, { command: "Sync" })).toEqual(["element-not-here error <Wait>"]);
  });
});

describe("an element of another version", () => {
  test.each([
    ["14.1", item('<Location xmlns="AirSyncBase"><DisplayName>A</DisplayName></Location>'), "from 16.0 on"],
    ["16.1", item('<Location xmlns="Calendar">A</Location>'), "AirSyncBase:Location has taken its place"],
    ["12.1", collection(`${KEYS}<ConversationMode>1</ConversationMode>`), "from 14.0 on"],
    ["14.0", collection(`${KEYS}<Class>Email</Class>`), "up to 12.1"],
    ["12.1", collection(`<Class>Email</Class>${KEYS}<Options><Class>SMS</Class></Options>`), "from 14.0 on"],
    [
      "14.1",
      '<Provision xmlns="Provision"><AccountOnlyRemoteWipe><Status>1</Status></AccountOnlyRemoteWipe></Provision>',
      "from 16.1 on",
    ],
  ])("at %s is an error: %s", (version, xml, words) => {
    const [problem] = check(xml, { command: xml.startsWith("<Sync") ? "Sync" : "Provision", version });
    expect(problem).toMatchObject({ code: "element-not-in-version", severity: "error" });
    expect(problem?.message).toContain(words);
  });

  test("is no matter when the version is unknown", () => {
    expect(
      found(collection(`${KEYS}<ConversationMode>1</ConversationMode>`), { command: "Sync", version: undefined }),
    ).toEqual([]);
    expect(
      found(collection(`${KEYS}<ConversationMode>1</ConversationMode>`), { command: "Sync", version: "99" }),
    ).toEqual([]);
  });

  test("as the root is told once", () => {
    const xml = '<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime/></SendMail>';
    expect(found(xml, { command: "SendMail", version: "12.1" })).toEqual([
      'element-not-in-version error <SendMail xmlns="ComposeMail">',
    ]);
  });
});

describe("how often and in which order", () => {
  test.each([
    [
      "MoveItems",
      '<MoveItems xmlns="Move"><Move><SrcMsgId>1</SrcMsgId><DstFldId>3</DstFldId></Move></MoveItems>',
      ["child-missing error <Move>"],
    ],
    [
      "Find",
      '<Find xmlns="Find"><SearchId>9d2b7f6e-2b3c-4d5e-8f90-1a2b3c4d5e6f</SearchId><ExecuteSearch/></Find>',
      ["child-missing error <ExecuteSearch/>"],
    ],
    [
      "FolderSync",
      '<FolderSync xmlns="FolderHierarchy"><SyncKey>1</SyncKey><SyncKey>2</SyncKey></FolderSync>',
      ["child-repeated error <SyncKey>"],
    ],
    ["Sync", collection("<CollectionId>5</CollectionId><SyncKey>1</SyncKey>"), ["child-order error <SyncKey>"]],
    ["Search", '<Search xmlns="Search"><Store><Name>GAL</Name></Store></Search>', ["child-missing error <Store>"]],
    [
      "Settings",
      '<Settings xmlns="Settings"><Oof><Get><BodyType>Text</BodyType></Get><Set/></Oof></Settings>',
      ["child-repeated error <Oof>"],
    ],
  ])("%s", (command, xml, expected) => {
    expect(found(xml, { command })).toEqual(expected);
  });

  test("the order of GetItemEstimate turned round with 14.0", () => {
    const xml =
      '<GetItemEstimate xmlns="GetItemEstimate"><Collections><Collection><CollectionId>5</CollectionId><SyncKey xmlns="AirSync">1</SyncKey></Collection></Collections></GetItemEstimate>';
    expect(found(xml, { command: "GetItemEstimate", version: "14.1" })).toEqual([
      "child-order error <CollectionId>".replace("<CollectionId>", '<SyncKey xmlns="AirSync">'),
    ]);
    expect(found(xml, { command: "GetItemEstimate", version: "12.1" })).toEqual([]);
  });

  test("an exception is named by its start up to 14.1, by InstanceId from 16.0 on", () => {
    const xml = item('<Exceptions xmlns="Calendar"><Exception><Deleted>1</Deleted></Exception></Exceptions>');
    expect(check(xml, { command: "Sync", version: "14.1" })[0]?.title).toBe("Exception lacks ExceptionStartTime");
    expect(check(xml, { command: "Sync", version: "16.0" }).at(-1)?.title).toBe("Exception lacks InstanceId");
  });
});

describe("a value", () => {
  test.each([
    [
      "SyncKey is too long",
      collection(`<SyncKey>${"1".repeat(65)}</SyncKey><CollectionId>5</CollectionId>`),
      "value-length error",
    ],
    ["a choice that is none", collection(`${KEYS}<Options><Conflict>2</Conflict></Options>`), "value-choice error 2"],
    ["a word for a number", collection(`${KEYS}<GetChanges>true</GetChanges>`), "value-kind error true"],
    ["a range that is bent", collection(`${KEYS}<WindowSize>1000</WindowSize>`), "value-range info 1000"],
    [
      "a range that is not",
      item('<Recurrence xmlns="Calendar"><Type>0</Type><DayOfMonth>32</DayOfMonth></Recurrence>'),
      "value-range error 32",
    ],
    [
      "the other form of a date",
      item('<StartTime xmlns="Calendar">2026-12-01T09:00:00.000Z</StartTime>'),
      "value-date warning 2026-12-01T09:00:00.000Z",
    ],
    ["a date that is none", item('<DueDate xmlns="Tasks">tomorrow</DueDate>'), "value-date error tomorrow"],
    [
      "a day no month has",
      item('<DueDate xmlns="Tasks">2026-02-30T00:00:00Z</DueDate>'),
      "value-date error 2026-02-30T00:00:00Z",
    ],
    ["a time zone cut short", item('<Timezone xmlns="Calendar">AAAA</Timezone>'), "value-kind error AAAA"],
    [
      "text for bytes",
      item(
        '<Attachments xmlns="AirSyncBase"><Add><ClientId>1</ClientId><Method>1</Method><Content>aGk=</Content><DisplayName>a</DisplayName></Add></Attachments>',
      ),
      "value-not-opaque error aGk=",
    ],
    [
      "content where a name does",
      collection(`${KEYS}<Supported><Title xmlns="Contacts">Dr</Title></Supported>`),
      "content-not-here error Dr",
    ],
    ["text between elements", collection(`${KEYS}<Commands>x</Commands>`), "text-not-here error x"],
  ])("%s", (_name, xml, expected) => {
    expect(found(xml, { command: "Sync" }).map((line) => line.slice(0, expected.length))).toEqual([expected]);
  });

  test("of a choice in the wrong case is offered in the right one", () => {
    const [problem] = check(
      '<Ping xmlns="Ping"><Folders><Folder><Id>5</Id><Class>email</Class></Folder></Folders></Ping>',
      { command: "Ping" },
    );
    expect(problem).toMatchObject({ code: "value-choice", repair: { kind: "set-value", value: "Email" } });
  });

  test("up to 14.1 may be empty in an item, to clear it", () => {
    expect(found(item('<Sensitivity xmlns="Calendar"/>'), { command: "Sync", version: "14.1" })).toEqual([]);
  });

  test("in an answer is a warning; an element too many is a word", () => {
    const xml = collection(`${KEYS}<Status>well</Status><FilterType>1</FilterType>`);
    expect(found(xml, { command: "Sync", side: "reply" })).toEqual([
      "element-not-here info <FilterType>",
      "value-kind warning well",
    ]);
  });
});

test("spans of a decoded document count in its bytes", () => {
  const { bytes } = encodeWbxml(parseXml(collection(`${KEYS}<MoreAvailable/>`)).document);
  const [problem] = checkXml(decodeWbxml(bytes ?? new Uint8Array(0)).document, {
    command: "Sync",
    version: "16.1",
    side: "request",
  });
  expect(bytes?.[problem?.span?.start ?? 0]).toBe(0x14);
});

test("the path of a problem counts siblings", () => {
  const xml = `<Sync xmlns="AirSync"><Collections><Collection>${KEYS}</Collection><Collection>${KEYS}<Status>1</Status></Collection></Collections></Sync>`;
  expect(check(xml, { command: "Sync" })[0]?.path).toBe("/Sync/Collections/Collection[2]/Status");
});

test("a document without end gives five hundred problems at most", () => {
  const xml = collection(`${KEYS}${"<MoreAvailable/>".repeat(2000)}`);
  expect(check(xml, { command: "Sync" }).length).toBe(500);
});
