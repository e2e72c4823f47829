import { describe, expect, test } from "vitest";
import { mendedXml } from "../../test/apply-fix.ts";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const collection = (content: string) =>
  fromXml(`<Sync xmlns="AirSync"><Collections><Collection>${content}</Collection></Collections></Sync>`);
const trip = (content: string, version = "16.1") => request("Sync", collection(content), { version });
const ask = (...given: Parameters<typeof trip>) => diagnose(trip(...given));
const ID = "<CollectionId>5</CollectionId>";
const FIRST = `<SyncKey>0</SyncKey>${ID}`;
const LATER = `<SyncKey>7</SyncKey>${ID}`;

describe("a first Sync", () => {
  test.each([
    ["16.1", FIRST],
    ["16.1", `${FIRST}<GetChanges>0</GetChanges>`],
    ["14.1", `${FIRST}<WindowSize>25</WindowSize><Options><FilterType>3</FilterType></Options>`],
    ["12.1", FIRST],
    ["2.5", `<Class>Email</Class>${FIRST}`],
  ])("is sound at %s as %s", (version, content) => {
    expect(ask(content, version)).toEqual([]);
  });

  test.each([
    ["16.1", `${FIRST}<GetChanges/>`, "GetChanges"],
    ["16.1", `${FIRST}<GetChanges>1</GetChanges>`, "GetChanges"],
    ["14.1", `${FIRST}<Commands><Delete><ServerId>5:1</ServerId></Delete></Commands>`, "Commands"],
    ["2.5", `<Class>Email</Class>${FIRST}<GetChanges/><WindowSize>9</WindowSize><Options/>`, "Options"],
  ])("at %s asks too soon in %s", (version, content, name) => {
    const finding = find(ask(content, version), "first-sync-asks-changes");
    expect(finding).toMatchObject({ severity: "error" });
    expect(finding.title).toContain(name);
    const text = mendedXml(trip(content, version), finding);
    expect(text).toContain("<SyncKey>0</SyncKey>");
    expect(text).not.toContain(name);
  });

  test("mends the first of two collections and leaves the other as it is", () => {
    const body = fromXml(
      `<Sync xmlns="AirSync"><Collections><Collection>${FIRST}<GetChanges/></Collection><Collection>${LATER}<GetChanges/><Options><p:BodyPreference xmlns:p="AirSyncBase"><p:Type>2</p:Type></p:BodyPreference></Options></Collection></Collections></Sync>`,
    );
    const both = request("Sync", body);
    const text = mendedXml(both, find(diagnose(both), "first-sync-asks-changes"));
    expect(text.match(/<GetChanges\/>/g)).toHaveLength(1);
    expect(text).toMatch(/Type>2</);
  });

  test("that the server has taken is not blamed", () => {
    const done = collection(`<SyncKey>1</SyncKey>${ID}<Status>1</Status>`);
    expect(diagnose(answered(request("Sync", collection(`${FIRST}<GetChanges/>`)), 200, done))).toEqual([]);
  });
});

describe("a Collection", () => {
  test("says which folder", () => {
    expect(rulesOf(ask("<SyncKey>7</SyncKey>"))).toEqual(["collection-id-missing"]);
    expect(rulesOf(ask("<SyncKey>7</SyncKey><CollectionId/>"))).toEqual(["collection-id-missing"]);
  });

  test("has no Class from 14.0 on; at 12.1 only a refusal makes it suspicious", () => {
    const withClass = `<Class>Email</Class>${LATER}`;
    expect(mendedXml(trip(withClass, "14.0"), find(ask(withClass, "14.0"), "class-in-collection"))).not.toContain(
      "Class",
    );
    expect(ask(withClass, "12.1")).toEqual([]);
    const refused = fromXml('<Sync xmlns="AirSync"><Status>4</Status></Sync>');
    const blamed = answered(request("Sync", collection(withClass), { version: "12.1" }), 200, refused);
    expect(rulesOf(diagnose(blamed))).toEqual(["class-in-collection", "status-4"]);
  });

  test("keeps the order of its children", () => {
    expect(find(ask(`${ID}<SyncKey>7</SyncKey>`), "collection-order")).toMatchObject({
      severity: "warning",
      title: "SyncKey comes too late in its Collection",
    });
    expect(
      ask(
        `${LATER}<GetChanges/><WindowSize>9</WindowSize><Options/><Commands><Fetch><ServerId>5:1</ServerId></Fetch></Commands>`,
      ),
    ).toEqual([]);
  });

  test("names each item by its identifier", () => {
    const commands = (content: string) => rulesOf(ask(`${LATER}<Commands>${content}</Commands>`));
    expect(commands("<Delete><ServerId/></Delete>")).toEqual(["item-without-id"]);
    expect(commands("<Fetch/>")).toEqual(["item-without-id"]);
    expect(commands("<Add><ApplicationData/></Add>")).toEqual(["item-without-id"]);
    expect(
      commands("<Delete><ServerId>5:1</ServerId></Delete><Add><ClientId>1</ClientId><ApplicationData/></Add>"),
    ).toEqual([]);
    const finding = find(
      ask(`${LATER}<Commands><Delete><ServerId>5:1</ServerId></Delete><Delete><ServerId/></Delete></Commands>`),
      "item-without-id",
    );
    expect(finding.evidence[0]).toMatchObject({ path: "/Sync/Collections/Collection/Commands/Delete[2]/ServerId" });
  });

  test("asks for changes by itself at 2.5 only", () => {
    expect(rulesOf(ask(`<Class>Email</Class>${LATER}`, "2.5"))).toEqual(["get-changes-missing"]);
    expect(ask(LATER, "14.1")).toEqual([]);
    expect(ask(`<Class>Email</Class>${LATER}<GetChanges/>`, "2.5")).toEqual([]);
  });
});

describe("MoreAvailable", () => {
  const reply = (key: string, content: string) =>
    diagnose(
      answered(
        request("Sync", collection(`${LATER}<GetChanges/>`)),
        200,
        collection(`<SyncKey>${key}</SyncKey>${ID}<Status>1</Status>${content}`),
      ),
    );

  test("without anything is told; with the old key it is a standstill", () => {
    const onward = find(reply("8", "<MoreAvailable/>"), "more-available-without-changes");
    expect(onward).toMatchObject({ severity: "warning" });
    expect(onward.advice).toContain("limited");
    expect(find(reply("7", "<MoreAvailable/>"), "more-available-without-changes").explanation).toContain("the same");
  });

  test("beside changes is how it should be", () => {
    expect(reply("8", "<MoreAvailable/><Commands><Delete><ServerId>5:1</ServerId></Delete></Commands>")).toEqual([]);
  });
});

describe("Options", () => {
  const options = "<Options><MIMESupport>0</MIMESupport></Options>";
  test("that speak of mail without BodyPreference are explained, for information", () => {
    expect(ask(`${LATER}${options}`, "12.1")).toMatchObject([{ rule: "body-preference-missing", severity: "info" }]);
    expect(ask(`<Class>Email</Class>${LATER}<GetChanges/>${options}`, "2.5")).toEqual([]);
  });

  test("of GetItemEstimate begin with FilterType when the server cares", () => {
    const estimate = (inside: string) =>
      request(
        "GetItemEstimate",
        fromXml(
          `<GetItemEstimate xmlns="GetItemEstimate" xmlns:a="AirSync"><Collections><Collection><a:SyncKey>7</a:SyncKey><CollectionId>1</CollectionId><a:Options>${inside}</a:Options></Collection></Collections></GetItemEstimate>`,
        ),
        { version: "14.0" },
      );
    const refused = fromXml('<GetItemEstimate xmlns="GetItemEstimate"><Status>103</Status></GetItemEstimate>');
    const late = estimate("<a:Class>Calendar</a:Class><a:FilterType>5</a:FilterType>");
    expect(rulesOf(diagnose(answered(late, 200, refused)))).toEqual(["options-order", "status-103"]);
    expect(diagnose(late)).toEqual([]);
    const right = estimate("<a:FilterType>5</a:FilterType><a:Class>Calendar</a:Class>");
    expect(rulesOf(diagnose(answered(right, 200, refused)))).toEqual(["status-103"]);
  });
});

describe("folder commands", () => {
  const folderTrip = (name: string, content: string) =>
    request(name, fromXml(`<${name} xmlns="FolderHierarchy"><SyncKey>3</SyncKey>${content}</${name}>`));
  const folder = (...given: Parameters<typeof folderTrip>) => diagnose(folderTrip(...given));
  const NEW = "<ParentId>0</ParentId><DisplayName>Projects</DisplayName><Type>12</Type>";

  test("FolderCreate carries no ServerId, and all it needs", () => {
    expect(folder("FolderCreate", NEW)).toEqual([]);
    const named = folderTrip("FolderCreate", `<ServerId/>${NEW}`);
    const text = mendedXml(named, find(diagnose(named), "folder-create-server-id"));
    expect(text).toContain("Projects");
    expect(text).not.toContain("ServerId");
    expect(find(folder("FolderCreate", "<ParentId>0</ParentId>"), "folder-command-incomplete").title).toContain(
      "DisplayName and Type",
    );
  });

  test("FolderDelete and FolderUpdate name the folder", () => {
    expect(rulesOf(folder("FolderDelete", "<ServerId/>"))).toEqual(["folder-command-incomplete"]);
    expect(folder("FolderDelete", "<ServerId>5</ServerId>")).toEqual([]);
    expect(rulesOf(folder("FolderUpdate", "<ServerId>5</ServerId><DisplayName>x</DisplayName>"))).toEqual([
      "folder-command-incomplete",
    ]);
  });
});

describe("Ping", () => {
  const ping = (content: string) => request("Ping", fromXml(`<Ping xmlns="Ping">${content}</Ping>`));
  const watched = (id = "5") => `<Folders><Folder><Id>${id}</Id><Class>Email</Class></Folder></Folders>`;
  const wait = (seconds: string) => `<HeartbeatInterval>${seconds}</HeartbeatInterval>`;

  test.each(["60", "480", "3540"])("of %s s is sound", (seconds) => {
    expect(diagnose(ping(wait(seconds) + watched()))).toEqual([]);
  });

  test.each([
    ["3600", "warning"],
    ["5", "warning"],
    ["soon", "error"],
  ])("of %s s is not", (seconds, severity) => {
    expect(find(diagnose(ping(wait(seconds) + watched())), "ping-heartbeat")).toMatchObject({
      severity,
      fix: [{ path: "/Ping/HeartbeatInterval", content: "480" }],
    });
  });

  test("takes the bound that Status 5 names", () => {
    const reply = fromXml(`<Ping xmlns="Ping"><Status>5</Status>${wait("3540")}</Ping>`);
    const findings = diagnose(answered(ping(wait("3600") + watched()), 200, reply));
    expect(rulesOf(findings)).toEqual(["status-5"]);
    expect(findings[0]?.fix).toEqual([{ kind: "set-content", path: "/Ping/HeartbeatInterval", content: "3540" }]);
  });

  test("takes the number of folders that Status 6 names", () => {
    const reply = fromXml('<Ping xmlns="Ping"><Status>6</Status><MaxFolders>20</MaxFolders></Ping>');
    expect(diagnose(answered(ping(wait("480") + watched()), 200, reply))[0]?.explanation).toContain("20 folders");
  });

  test("names its folders whole", () => {
    expect(rulesOf(diagnose(ping(`${wait("480")}<Folders/>`)))).toEqual(["ping-folder"]);
    expect(rulesOf(diagnose(ping(wait("480") + watched(""))))).toEqual(["ping-folder"]);
  });
});
