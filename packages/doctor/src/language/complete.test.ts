import { commands } from "@easel/codec/protocol";
import { parseXml } from "@easel/codec/xml";
import { describe, expect, test } from "vitest";
import { type CompletionOptions, checkXml, complete } from "./index.ts";

/** `|` marks the cursor. */
function at(marked: string, options: Partial<CompletionOptions> = {}) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { span, items } = complete(text, offset, { command: "Sync", version: "16.1", side: "request", ...options });
  return {
    labels: items.map(({ label }) => label),
    items,
    /** The text after choosing an item, snippet stops left out. */
    choose: (label: string) => {
      const item = items.find((candidate) => candidate.label === label);
      const insert = item?.insert.replace(/\$\{\d+\|([^,|]*)[^}]*\}|\$\d+/g, "$1") ?? "";
      return text.slice(0, span.start) + insert + text.slice(span.end);
    },
  };
}
const COLLECTION = '<Sync xmlns="AirSync"><Collections><Collection>';

describe("elements", () => {
  test("begin with the root of the command", () => {
    expect(at("|").items[0]).toMatchObject({ label: "Sync", isNeeded: true });
    expect(at("|", { command: "FolderSync" }).choose("FolderSync")).toBe(
      '<FolderSync xmlns="FolderHierarchy">\n\t<SyncKey></SyncKey>\n</FolderSync>',
    );
  });

  test("are those the parent takes and has not got", () => {
    expect(at('<Sync xmlns="AirSync">|</Sync>').labels).toEqual([
      "Collections",
      "Wait",
      "HeartbeatInterval",
      "WindowSize",
      "Partial",
    ]);
    expect(at('<Sync xmlns="AirSync"><Wait>5</Wait>|<Partial/></Sync>').labels).not.toContain("Wait");
  });

  test("match what is typed, and replace it", () => {
    const half = at('<Sync xmlns="AirSync"><Col|');
    expect(half.labels).toEqual(["Collections"]);
    expect(half.choose("Collections")).toBe(
      '<Sync xmlns="AirSync"><Collections>\n\t<Collection>\n\t\t<SyncKey></SyncKey>\n\t\t<CollectionId></CollectionId>\n\t</Collection>\n</Collections>',
    );
    expect(at('<Sync xmlns="AirSync"><Co|ll/></Sync>').choose("Collections")).toContain("</Collections>/></Sync>");
  });

  test("of a strict order come in their turn, what is needed first", () => {
    expect(at(`${COLLECTION}|`).labels.slice(0, 2)).toEqual(["SyncKey", "CollectionId"]);
    expect(
      at(`${COLLECTION}<SyncKey>1</SyncKey><CollectionId>5</CollectionId>|<Commands/></Collection>`).labels,
    ).toEqual(["Supported", "DeletesAsMoves", "GetChanges", "WindowSize", "ConversationMode", "Options"]);
  });

  test("are those of the version and of the side", () => {
    expect(at(`${COLLECTION}|`, { version: "12.1" }).labels).toContain("Class");
    expect(at(`${COLLECTION}|`, { version: "14.1" }).labels).not.toContain("Class");
    expect(at(`${COLLECTION}|`, { side: "reply" }).labels).toContain("MoreAvailable");
    const item = `${COLLECTION}<Commands><Add><ApplicationData><|`;
    expect(at(item, { version: "16.1" }).labels).not.toContain("DtStamp");
    expect(at(item, { version: "14.1" }).labels).toContain("DtStamp");
  });

  test("of another namespace declare it, or use the prefix that is bound", () => {
    const options = `${COLLECTION}<Options>|`;
    expect(at(options).choose("BodyPreference")).toContain(
      '<BodyPreference xmlns="AirSyncBase">\n\t<Type>1</Type>\n</BodyPreference>',
    );
    const bound = at('<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><Collections><Collection><Options>|');
    expect(bound.choose("BodyPreference")).toContain("<b:BodyPreference>\n\t<b:Type>1</b:Type>\n</b:BodyPreference>");
  });

  test("know the meaning and the namespace", () => {
    expect(at(`${COLLECTION}<SyncK|`).items[0]).toMatchObject({
      detail: "AirSync",
      documentation: expect.stringContaining("state both sides agree on"),
    });
  });

  test("hold one of a choice", () => {
    const find = at('<Find xmlns="Find"><SearchId>1</SearchId>|', { command: "Find" });
    expect(find.labels).toEqual(["ExecuteSearch"]);
    expect(find.choose("ExecuteSearch")).toContain("<MailBoxSearchCriterion>");
    expect(at('<Settings xmlns="Settings"><Oof><Get/>|', { command: "Settings" }).labels).toEqual([]);
  });

  test("are none inside a value, a tag, or a place nobody knows", () => {
    expect(at(`${COLLECTION}<SyncKey>|`).labels).toEqual([]);
    expect(at('<Sync |xmlns="AirSync">').labels).toEqual([]);
    expect(at("<Frobnicate><|").labels).toEqual([]);
    expect(at("|", { command: "Frobnicate" }).labels).toEqual([]);
  });

  test("pass over comments and CDATA", () => {
    expect(at('<Sync xmlns="AirSync"><!-- <Collections> -->|').labels).toContain("Collections");
    expect(
      at('<SendMail xmlns="ComposeMail"><Mime><![CDATA[<Source>]]></Mime>|', { command: "SendMail" }).labels,
    ).toContain("ClientId");
  });
});

describe("values", () => {
  test("of an enumeration say what they mean", () => {
    const { items, choose } = at(`${COLLECTION}<Options><Conflict>|</Conflict>`);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ["0", "client wins"],
      ["1", "server wins"],
    ]);
    expect(choose("1")).toContain("<Conflict>1</Conflict>");
  });

  test("known from earlier answers come with their names", () => {
    const known = { CollectionId: [{ value: "5", label: "Inbox" }, { value: "6" }] };
    expect(at(`${COLLECTION}<CollectionId>|</CollectionId>`, { known }).items[0]).toMatchObject({
      label: "5",
      detail: "Inbox",
    });
  });

  test("replace what stands there", () => {
    expect(at(`${COLLECTION}<DeletesAsMoves>0|0</DeletesAsMoves>`).choose("1")).toContain(
      "<DeletesAsMoves>1</DeletesAsMoves>",
    );
  });
});

test("a closing tag closes the innermost element, prefix and all", () => {
  expect(at(`${COLLECTION}</|`).labels).toEqual(["</Collection>"]);
  expect(at('<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><b:Body></b|>').choose("</b:Body>")).toBe(
    '<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><b:Body></b:Body>',
  );
});

test("namespaces are the twenty-five of the code pages", () => {
  expect(at('<Sync xmlns="|').labels).toHaveLength(25);
  expect(at('<Sync xmlns="AirS|').labels).toEqual(["AirSync", "AirSyncBase"]);
});

const documents = commands.flatMap(({ name, namespace, requestRoot, versions }) =>
  name === "Autodiscover" || !namespace || !requestRoot ? [] : versions.map((version) => [name, version] as const),
);

test.each(documents)("the document offered for %s at %s is whole and in order", (command, version) => {
  const { items } = complete("", 0, { command, version, side: "request" });
  const isMessage =
    items.length === 0 || (["SendMail", "SmartReply", "SmartForward"].includes(command) && Number(version) < 14);
  if (isMessage) return;
  const text = items[0]?.insert.replace(/\$\{\d+\|([^,|]*)[^}]*\}|\$\d+/g, "$1") ?? "";
  const { document, problems } = parseXml(text);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  // A place to type is still empty; everything around it stands.
  const faults = checkXml(document, { command, version, side: "request" }).filter(
    ({ code }) => !code.startsWith("value-"),
  );
  expect(faults.map(({ title }) => title)).toEqual([]);
});
