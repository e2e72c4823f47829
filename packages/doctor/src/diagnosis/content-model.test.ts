import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { soundDocuments } from "../../test/sound-documents.ts";
import { diagnose } from "./diagnose.ts";

const ask = (command: string, xml: string, version = "16.1") => diagnose(request(command, fromXml(xml), { version }));
const sync = (inner: string, version?: string) =>
  ask(
    "Sync",
    `<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>1</CollectionId>${inner}</Collection></Collections></Sync>`,
    version,
  );

describe("the content model finds, where no rule of its own speaks,", () => {
  test.each([
    ["element-not-here", sync("<FilterType>2</FilterType>")],
    [
      "element-not-here",
      ask(
        "MoveItems",
        '<MoveItems xmlns="Move"><Move><SrcMsgId>1</SrcMsgId><SrcFldId>2</SrcFldId><DstFldId>3</DstFldId></Move><SrcMsgId>1</SrcMsgId></MoveItems>',
      ),
    ],
    ["element-not-in-version", sync("<ConversationMode>1</ConversationMode>", "12.1")],
    ["element-not-in-version", diagnose(syncItem("<c:Location>Room</c:Location>"))],
    [
      "element-not-in-version",
      diagnose(syncItem("<b:Location><b:DisplayName>Room</b:DisplayName></b:Location>", { version: "14.1" })),
    ],
    ["element-not-in-version", diagnose(syncItem("<e:Body>x</e:Body>", { version: "12.1", command: "Change" }))],
    [
      "element-wrong-namespace",
      sync('<Options><b:BodyPreference><Type xmlns="Email">1</Type></b:BodyPreference></Options>'),
    ],
    ["element-of-other-side", sync("<MoreAvailable/>")],
    ["element-of-other-side", diagnose(syncItem("<c:ResponseType>3</c:ResponseType>"))],
    [
      "child-missing",
      ask("MoveItems", '<MoveItems xmlns="Move"><Move><SrcMsgId>1</SrcMsgId><SrcFldId>2</SrcFldId></Move></MoveItems>'),
    ],
    [
      "child-missing",
      ask("GetItemEstimate", '<GetItemEstimate xmlns="GetItemEstimate"><Collections/></GetItemEstimate>'),
    ],
    [
      "child-repeated",
      ask("FolderSync", '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey><SyncKey>0</SyncKey></FolderSync>'),
    ],
    [
      "child-order",
      ask(
        "Provision",
        '<Provision xmlns="Provision"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><Status>1</Status><PolicyKey>1</PolicyKey></Policy></Policies></Provision>',
      ),
    ],
    [
      "value-choice",
      sync("<Options><MIMESupport>3</MIMESupport><b:BodyPreference><b:Type>1</b:Type></b:BodyPreference></Options>"),
    ],
    ["value-kind", sync("<DeletesAsMoves>yes</DeletesAsMoves>")],
    [
      "value-length",
      ask("FolderSync", `<FolderSync xmlns="FolderHierarchy"><SyncKey>${"1".repeat(80)}</SyncKey></FolderSync>`),
    ],
    [
      "value-date",
      diagnose(syncItem("<c:StartTime>9 September 2026</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime>")),
    ],
    [
      "value-not-opaque",
      ask(
        "ItemOperations",
        '<ItemOperations xmlns="ItemOperations"><Move><ConversationId>abc</ConversationId><DstFldId>5</DstFldId></Move></ItemOperations>',
      ),
    ],
  ])("%s: %#", (rule, findings) => {
    expect(rulesOf(findings)).toEqual([rule]);
  });
});

test("one fault is told once, by the rule that knows it best", () => {
  expect(rulesOf(diagnose(syncItem("<c:BusyStatus>9</c:BusyStatus>")))).toEqual(["item-value-range"]);
  expect(rulesOf(ask("Ping", '<Ping xmlns="Ping"><HeartbeatInterval>soon</HeartbeatInterval></Ping>'))).toEqual([
    "ping-heartbeat",
  ]);
  expect(
    rulesOf(
      ask(
        "FolderCreate",
        '<FolderCreate xmlns="FolderHierarchy"><SyncKey>1</SyncKey><ParentId>0</ParentId><Type>12</Type></FolderCreate>',
      ),
    ),
  ).toEqual(["folder-command-incomplete"]);
});

test("faults of one kind are one finding with its places", () => {
  const [finding, ...others] = sync(
    "<Commands><Add><ClientId>1</ClientId></Add><Add><ClientId>2</ClientId></Add></Commands>",
  );
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: "child-missing",
    evidence: [{ path: expect.stringMatching(/Add\[1\]$/) }, { path: expect.stringMatching(/Add\[2\]$/) }],
  });
});

test("the fix leaves out, renames, rewrites or reorders", () => {
  const body = (findings: ReturnType<typeof diagnose>, rule: string) => find(findings, rule).fix?.[0];
  expect(body(sync("<MoreAvailable/>"), "element-of-other-side")).toMatchObject({
    kind: "remove-element",
    path: "/Sync/Collections/Collection/MoreAvailable",
  });
  expect(
    body(
      sync('<Options><b:BodyPreference><Type xmlns="Email">1</Type></b:BodyPreference></Options>'),
      "element-wrong-namespace",
    ),
  ).toMatchObject({
    kind: "rename-element",
    path: "/Sync/Collections/Collection/Options/BodyPreference/Type",
    namespace: "AirSyncBase",
  });
  expect(body(sync("<DeletesAsMoves>true</DeletesAsMoves>"), "value-kind")).toEqual({
    kind: "set-content",
    path: "/Sync/Collections/Collection/DeletesAsMoves",
    content: "1",
  });
});

test("a request that the server has taken is not held against it", () => {
  const roundTrip = request(
    "FolderSync",
    fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey><SyncKey>0</SyncKey></FolderSync>'),
  );
  const reply = fromXml('<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey></FolderSync>');
  expect(rulesOf(diagnose(answered(roundTrip, 200, reply)))).toEqual([]);
});

test("an answer with a value nobody can read is the server's fault; a strange element is a word about it", () => {
  const request16 = request(
    "FolderSync",
    fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'),
  );
  const reply = (count: string, more = "") =>
    fromXml(
      `<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey><Changes><Count>${count}</Count></Changes>${more}</FolderSync>`,
    );
  expect(diagnose(answered(request16, 200, reply("none")))[0]).toMatchObject({
    rule: "reply-value-kind",
    severity: "warning",
  });
  expect(diagnose(answered(request16, 200, reply("0", "<Type>1</Type>")))).toMatchObject([
    { rule: "reply-departs", severity: "info" },
  ]);
});

test.each(
  soundDocuments
    .filter(({ side, command }) => side === "request" && command !== "Find")
    .map((document) => [document.from, document.command, document] as const),
)("%s: %s gives no error and no warning", (_from, command, { versions, xml }) => {
  for (const version of versions) {
    const loud = diagnose(request(command, fromXml(xml), { version })).filter(({ severity }) => severity !== "info");
    // What the sandbox's tests send has faults of its own: a heartbeat of a second, a first Sync that asks too much.
    const own = [
      "ping-heartbeat",
      "device-information-missing",
      "class-in-collection",
      "mime-nul",
      "mime-eight-bit-in-7bit",
      "mime-charset-mismatch",
    ];
    expect(loud.map(({ rule }) => rule).filter((rule) => !own.includes(rule))).toEqual([]);
  }
});
