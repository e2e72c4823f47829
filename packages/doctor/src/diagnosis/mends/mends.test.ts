import { describe, expect, test } from "vitest";
import { applyEdits, mendedXml } from "../../../test/apply-fix.ts";
import { find, fromXml, request, rulesOf } from "../../../test/make-round-trip.ts";
import { diagnose } from "../diagnose.ts";
import type { RoundTrip } from "../finding.ts";

const NAMESPACES = 'xmlns:b="AirSyncBase" xmlns:c="Calendar" xmlns:t="Tasks" xmlns:e="Email" xmlns:s="Settings"';
const sync = (content: string) =>
  `<Sync xmlns="AirSync" ${NAMESPACES}><Collections><Collection>${content}</Collection></Collections></Sync>`;
const KEYS = "<SyncKey>7</SyncKey><CollectionId>5</CollectionId>";
const item = (data: string, head = "<ClientId>1</ClientId>") =>
  sync(`${KEYS}<Commands><Add>${head}<ApplicationData>${data}</ApplicationData></Add></Commands>`);
const message = (data: string) =>
  sync(
    `${KEYS}<Commands><Change><ServerId>5:1</ServerId><ApplicationData>${data}</ApplicationData></Change></Commands>`,
  );
const TIMES = "<c:StartTime>20261124T080000Z</c:StartTime><c:EndTime>20261124T090000Z</c:EndTime>";
const series = (rule: string) => item(`${TIMES}<c:Recurrence>${rule}</c:Recurrence>`);
const provision = (content: string) => `<Provision xmlns="Provision" xmlns:s="Settings">${content}</Provision>`;
const policy = (content: string) => `<Policies><Policy>${content}</Policy></Policies>`;
const TYPE = "<PolicyType>MS-EAS-Provisioning-WBXML</PolicyType>";

const trip = (xml: string, version: string): RoundTrip =>
  request(/<(\w+)/.exec(xml)?.[1] ?? "", fromXml(xml), { version });

describe("what is missing is put in by one press:", () => {
  test.each<[rule: string, version: string, xml: string, written: RegExp]>([
    ["sync-key-missing", "16.1", sync("<CollectionId>5</CollectionId>"), /<SyncKey>0<\/SyncKey>\s*<CollectionId>/],
    ["sync-key-missing", "14.1", '<FolderSync xmlns="FolderHierarchy"/>', /<SyncKey>0<\/SyncKey>/],
    [
      "sync-key-missing",
      "14.1",
      `<Sync xmlns="AirSync"><Collections><Collection><CollectionId>1</CollectionId></Collection><Collection><CollectionId>2</CollectionId></Collection></Collections></Sync>`,
      /(?:<SyncKey>0<\/SyncKey>[\s\S]*){2}/,
    ],
    [
      "item-without-id",
      "16.1",
      item(`<c:Subject>x</c:Subject>${TIMES}`, ""),
      /<ClientId>[0-9a-f]{16}<\/ClientId>\s*<ApplicationData>/,
    ],
    ["item-without-id", "16.1", item(`<c:Subject>x</c:Subject>${TIMES}`, "<ClientId/>"), /<ClientId>[0-9a-f]{16}</],
    ["get-changes-missing", "2.5", sync(`<Class>Email</Class>${KEYS}`), /<\/CollectionId>\s*<GetChanges\/>/],
    [
      "collection-order",
      "16.1",
      sync("<CollectionId>5</CollectionId><WindowSize>9</WindowSize><SyncKey>7</SyncKey><GetChanges/>"),
      /<SyncKey>7<\/SyncKey>\s*<CollectionId>5<\/CollectionId>\s*<GetChanges\/>\s*<WindowSize>/,
    ],
    [
      "body-preference-missing",
      "14.1",
      sync(`${KEYS}<GetChanges/><Options><FilterType>3</FilterType><MIMESupport>0</MIMESupport></Options>`),
      /Preference>\s*<\w*:?Type>1<[\s\S]*TruncationSize>51200</,
    ],
    [
      "body-preference-missing",
      "14.1",
      sync(`${KEYS}<GetChanges/><Options><MIMESupport>2</MIMESupport></Options>`),
      /Type>4</,
    ],
    [
      "ping-folder",
      "14.1",
      '<Ping xmlns="Ping"><HeartbeatInterval>480</HeartbeatInterval><Folders><Folder><Id>5</Id></Folder></Folders></Ping>',
      /<Id>5<\/Id>\s*<Class>Email<\/Class>/,
    ],
    [
      "ping-folder",
      "14.1",
      '<Ping xmlns="Ping"><HeartbeatInterval>480</HeartbeatInterval><Folders/></Ping>',
      /<\/HeartbeatInterval>\s*<\/Ping>/,
    ],
    [
      "folder-command-incomplete",
      "14.1",
      '<FolderCreate xmlns="FolderHierarchy"><SyncKey>1</SyncKey><DisplayName>Mine</DisplayName></FolderCreate>',
      /<ParentId>0<\/ParentId>\s*<DisplayName>Mine<\/DisplayName>\s*<Type>12<\/Type>/,
    ],
    ["recurrence-incomplete", "14.1", series("<c:Type>1</c:Type>"), /DayOfWeek>4</],
    ["recurrence-incomplete", "14.1", series("<c:Type>2</c:Type>"), /DayOfMonth>24</],
    ["recurrence-incomplete", "14.1", series("<c:Type>3</c:Type><c:DayOfWeek>4</c:DayOfWeek>"), /WeekOfMonth>4</],
    ["recurrence-incomplete", "14.1", series("<c:Type>5</c:Type>"), /(?=[\s\S]*DayOfMonth>24<)[\s\S]*MonthOfYear>11</],
    ["recurrence-incomplete", "14.1", series("<c:DayOfMonth>24</c:DayOfMonth>"), /Type>2</],
    ["recurrence-incomplete", "14.1", series("<c:Type>9</c:Type>"), /Type>0</],
    ["event-with-one-time", "14.1", item("<c:StartTime>20261231T233000Z</c:StartTime>"), /EndTime>20270101T003000Z</],
    ["event-with-one-time", "14.1", item("<c:EndTime>20270101T003000Z</c:EndTime>"), /StartTime>20261231T233000Z</],
    [
      "flag-dates",
      "14.1",
      message("<e:Flag><e:Status>2</e:Status><t:UtcDueDate>2026-11-24T08:00:00.000Z</t:UtcDueDate></e:Flag>"),
      /(?:2026-11-24T08:00:00\.000Z[\s\S]*){4}/,
    ],
    [
      "flag-reminder-without-time",
      "14.1",
      message("<e:Flag><e:Status>2</e:Status><t:ReminderSet>1</t:ReminderSet></e:Flag>"),
      /ReminderSet>0</,
    ],
    [
      "attachment-incomplete",
      "16.1",
      item(`${TIMES}<b:Attachments><b:Add><b:Content><![CDATA[x]]></b:Content></b:Add></b:Attachments>`),
      /ClientId>[0-9a-f]{16}<[\s\S]*Method>1<[\s\S]*DisplayName>attachment</,
    ],
    ["device-information-missing", "14.1", provision(policy(TYPE)), /Set>\s*<\w*:?Model>T?[^<]+<[\s\S]*<Policies>/],
    ["device-information-incomplete", "14.1", provision(`<s:DeviceInformation/>${policy(TYPE)}`), /Model>[^<]/],
    [
      "device-information-incomplete",
      "16.1",
      provision(`<s:DeviceInformation><s:Set/></s:DeviceInformation>${policy(TYPE)}`),
      /Model>[^<]/,
    ],
    [
      "device-information-incomplete",
      "16.1",
      provision(`<s:DeviceInformation><s:Set><s:Model/></s:Set></s:DeviceInformation>${policy(TYPE)}`),
      /Model>[^<]/,
    ],
    ["policy-type", "12.1", provision("<Policies><Policy/></Policies>"), /<PolicyType>MS-EAS-Provisioning-WBXML</],
    ["policy-type", "2.5", provision("<Policies><Policy/></Policies>"), /<PolicyType>MS-WAP-Provisioning-XML</],
    [
      "acknowledgement-status",
      "14.0",
      provision(policy(`${TYPE}<PolicyKey>17</PolicyKey>`)),
      /<\/PolicyKey>\s*<Status>1</,
    ],
    ["wipe-acknowledgement-status", "14.1", provision("<RemoteWipe/>"), /<RemoteWipe>\s*<Status>1</],
    [
      "oof-without-times",
      "14.1",
      '<Settings xmlns="Settings"><Oof><Set><OofState>2</OofState><OofMessage><AppliesToInternal/><Enabled>1</Enabled><ReplyMessage>x</ReplyMessage><BodyType>Text</BodyType></OofMessage></Set></Oof></Settings>',
      /<OofState>1</,
    ],
    [
      "mail-client-id-missing",
      "14.1",
      '<SendMail xmlns="ComposeMail"><SaveInSentItems/><Mime><![CDATA[From: a@b.example\r\nTo: c@d.example\r\n\r\nHi\r\n]]></Mime></SendMail>',
      /<ClientId>[0-9a-f]{16}<\/ClientId>\s*<SaveInSentItems\/>/,
    ],
    [
      "child-missing",
      "14.1",
      sync(
        `${KEYS}<GetChanges/><Options><b:BodyPreference><b:TruncationSize>9</b:TruncationSize></b:BodyPreference></Options>`,
      ),
      /Type>1<\/\w*:?Type>\s*<\w*:?TruncationSize>/,
    ],
    [
      "child-missing",
      "14.1",
      '<ItemOperations xmlns="ItemOperations" xmlns:b="AirSyncBase"><Fetch><b:FileReference>5%3a1%3a0</b:FileReference></Fetch></ItemOperations>',
      /<Store>Mailbox<\/Store>\s*<\w*:?FileReference/,
    ],
    [
      "child-missing",
      "14.1",
      '<Settings xmlns="Settings"><Oof/></Settings>',
      /<Oof>\s*<Get>\s*<BodyType>Text<\/BodyType>\s*<\/Get>\s*<\/Oof>/,
    ],
    [
      "child-missing",
      "14.1",
      '<Settings xmlns="Settings"><Oof><Get/></Oof></Settings>',
      /<Get>\s*<BodyType>Text<\/BodyType>\s*<\/Get>/,
    ],
  ])("%s at %s in %s", (rule, version, xml, written) => {
    const roundTrip = trip(xml, version);
    const finding = find(diagnose(roundTrip), rule);
    expect(finding.fixLabel).toMatch(/^[A-Z].{2,40}$/);
    expect(mendedXml(roundTrip, finding)).toMatch(written);
    const after = diagnose({ request: applyEdits(roundTrip.request, finding.fix ?? []) });
    expect(rulesOf(after)).not.toContain(rule);
    expect(after.filter(({ severity }) => severity === "error").map(({ title }) => title)).toEqual([]);
  });

  test("the protocol version, the newest that the body is written in", () => {
    const folderSync = fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>');
    const versionOf = (command: string, body: Uint8Array, url?: string) => {
      const whole = request(command, body, url ? { url } : {});
      const headers = whole.request.headers.filter(([name]) => name !== "MS-ASProtocolVersion");
      return find(diagnose({ request: { ...whole.request, headers } }), "version-missing").fix;
    };
    const header = (value: string) => [{ kind: "set-header", name: "MS-ASProtocolVersion", value }];
    expect(versionOf("FolderSync", folderSync)).toEqual(header("16.1"));
    expect(versionOf("SendMail", new TextEncoder().encode("From: a@b.example\r\n\r\nHi"))).toEqual(header("12.1"));
    expect(versionOf("Sync", fromXml(sync(`<Class>Email</Class>${KEYS}`)))).toEqual(header("12.1"));
  });

  test("the version of an offer", () => {
    const { request: sent } = trip('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>', "14.1");
    const headers = sent.headers.filter(([name]) => name !== "MS-ASProtocolVersion");
    const reply = {
      status: 400,
      headers: [["MS-ASProtocolVersions", "2.5,12.1,14.0"]] as [string, string][],
      body: new Uint8Array(),
    };
    expect(find(diagnose({ request: { ...sent, headers }, reply }), "version-missing").fixLabel).toBe(
      "Send version 14.0",
    );
  });

  test.each([
    ["Cmd", "url-missing-cmd", "FolderSync"],
    ["DeviceId", "url-missing-device-id", "[0-9a-f]{16}"],
    ["DeviceType", "url-missing-device-type", "EASel"],
  ])("%s of the query", (name, rule, value) => {
    const { request: sent } = trip('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>', "14.1");
    const bare: RoundTrip = {
      request: { ...sent, url: sent.url.replace(new RegExp(`[&]?${name}=[^&]*&?`), "&").replace("?&", "?") },
    };
    const mended = applyEdits(bare.request, find(diagnose(bare), rule).fix ?? []);
    expect(mended.url).toMatch(new RegExp(`[?&]${name}=${value}(?:&|$)`));
    expect(rulesOf(diagnose({ request: mended }))).not.toContain(rule);
  });

  test("a document that says the usual", () => {
    const roundTrip = request("FolderSync", new Uint8Array(), { version: "14.1" });
    expect(mendedXml(roundTrip, find(diagnose(roundTrip), "body-missing"))).toContain("<SyncKey>0</SyncKey>");
    const search = request("MoveItems", new Uint8Array(), { version: "14.1" });
    expect(find(diagnose(search), "body-missing").fix).toBeUndefined();
  });

  test("not where only a person knows what is meant", () => {
    for (const [rule, xml] of [
      ["collection-id-missing", sync("<SyncKey>7</SyncKey>")],
      ["item-without-id", sync(`${KEYS}<Commands><Delete/></Commands>`)],
      ["folder-command-incomplete", '<FolderDelete xmlns="FolderHierarchy"><SyncKey>1</SyncKey></FolderDelete>'],
      [
        "child-missing",
        '<MoveItems xmlns="Move"><Move><SrcMsgId>5:1</SrcMsgId><SrcFldId>5</SrcFldId></Move></MoveItems>',
      ],
    ] as const)
      expect(find(diagnose(trip(xml, "14.1")), rule).fix).toBeUndefined();
  });

  test("ids of two items, and of two messages, are not the same", () => {
    const two = sync(`${KEYS}<Commands><Add><ApplicationData/></Add><Add><ApplicationData/></Add></Commands>`);
    const roundTrip = trip(two, "14.1");
    const ids = [...mendedXml(roundTrip, find(diagnose(roundTrip), "item-without-id")).matchAll(/<ClientId>(\w+)/g)];
    expect(new Set(ids.map(([, id]) => id)).size).toBe(2);
  });
});
