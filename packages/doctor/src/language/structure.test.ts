import { parseXml } from "@easel/codec/xml";
import { describe, expect, test } from "vitest";
import { applyTextEdits, type StructureEdit, structureEdits } from "./index.ts";

const change = (text: string, ...changes: StructureEdit[]) =>
  applyTextEdits(text, structureEdits(text, parseXml(text).document.root, changes, "16.1"));
const insert = (path: string, name: string, content?: string, namespace = "AirSync"): StructureEdit => ({
  kind: "insert-element",
  path,
  element: { namespace, name, ...(content === undefined ? {} : { content }) },
});
const remove = (path: string): StructureEdit => ({ kind: "remove-element", path });

const COLLECTION = "/Sync/Collections/Collection";
const sync = (...lines: string[]) =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Sync xmlns="AirSync">',
    "  <Collections>",
    "    <Collection>",
    ...lines,
    "    </Collection>",
    "  </Collections>",
    "</Sync>",
    "",
  ].join("\r\n");

describe("an element put in", () => {
  test("stands in the specification's order, on a line of its own, and comments stay with their lines", () => {
    const before = sync(
      "      <!-- which folder -->",
      "      <CollectionId>5</CollectionId> <!-- Inbox -->",
      "      <!-- not too many -->",
      "      <WindowSize>9</WindowSize>",
    );
    expect(change(before, insert(COLLECTION, "SyncKey", "0"), insert(COLLECTION, "GetChanges"))).toBe(
      sync(
        "      <SyncKey>0</SyncKey>",
        "      <!-- which folder -->",
        "      <CollectionId>5</CollectionId> <!-- Inbox -->",
        "      <GetChanges/>",
        "      <!-- not too many -->",
        "      <WindowSize>9</WindowSize>",
      ),
    );
  });

  test("fills a container of several elements, indented as the text is", () => {
    const body: StructureEdit = {
      kind: "insert-element",
      path: `${COLLECTION}/Options`,
      element: {
        namespace: "AirSyncBase",
        name: "BodyPreference",
        content: [{ namespace: "AirSyncBase", name: "Type", content: "1" }],
      },
    };
    const written = [
      "      <Options>",
      '        <BodyPreference xmlns="AirSyncBase">',
      "          <Type>1</Type>",
      "        </BodyPreference>",
      "      </Options>",
    ];
    for (const empty of ["<Options/>", "<Options />", "<Options></Options>", "<Options>\r\n      </Options>"])
      expect(change(sync("      <SyncKey>1</SyncKey>", `      ${empty}`), body)).toBe(
        sync("      <SyncKey>1</SyncKey>", ...written),
      );
  });

  test("takes the prefix that is bound", () => {
    const text =
      '<a:Sync xmlns:a="AirSync:"><a:Collections><a:Collection><a:CollectionId>5</a:CollectionId></a:Collection></a:Collections></a:Sync>';
    expect(change(text, insert(COLLECTION, "SyncKey", "a<b"))).toBe(
      text.replace("<a:Collection>", "<a:Collection><a:SyncKey>a&lt;b</a:SyncKey>"),
    );
  });

  test("comes in order when several go to one place", () => {
    const text = '<Sync xmlns="AirSync"><Collections><Collection/></Collections></Sync>';
    expect(
      change(
        text,
        insert(COLLECTION, "GetChanges"),
        insert(COLLECTION, "CollectionId", "5"),
        insert(COLLECTION, "SyncKey", "0"),
      ),
    ).toBe(
      text.replace(
        "<Collection/>",
        "<Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId><GetChanges/></Collection>",
      ),
    );
  });

  test("goes nowhere when nothing stands at its path", () => {
    const text = sync("      <SyncKey>1</SyncKey>");
    expect(change(text, insert("/Sync/Collections/Collection[2]", "SyncKey", "0"))).toBe(text);
  });
});

describe("an element taken out", () => {
  test("goes with its line; comments and the rest stay", () => {
    const before = sync(
      "      <!-- a -->",
      "      <SyncKey>0</SyncKey>",
      "      <GetChanges/>",
      "      <!-- b -->",
      "      <WindowSize>9</WindowSize> <!-- c -->",
    );
    expect(change(before, remove(`${COLLECTION}/GetChanges`), remove(`${COLLECTION}/WindowSize`))).toBe(
      sync("      <!-- a -->", "      <SyncKey>0</SyncKey>", "      <!-- b -->", "       <!-- c -->"),
    );
  });

  test("by the place it has before anything goes", () => {
    const text =
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey></Collection><Collection/><Collection><SyncKey>3</SyncKey></Collection></Collections></Sync>';
    expect(change(text, remove(`${COLLECTION}[1]`), remove(`${COLLECTION}[2]`))).toBe(
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>3</SyncKey></Collection></Collections></Sync>',
    );
  });

  test("leaves no white space as the text of what it emptied", () => {
    const before = sync(
      "      <Options>",
      "        <!-- why -->",
      "        <FilterType>3</FilterType>",
      "      </Options>",
    );
    expect(change(before, remove(`${COLLECTION}/Options/FilterType`))).toBe(
      sync("      <Options><!-- why --></Options>"),
    );
  });

  test("takes with it what stands inside", () => {
    const before = sync(
      "      <Options>",
      "        <FilterType>3</FilterType>",
      "      </Options>",
      "      <SyncKey>1</SyncKey>",
    );
    expect(change(before, remove(`${COLLECTION}/Options`), remove(`${COLLECTION}/Options/FilterType`))).toBe(
      sync("      <SyncKey>1</SyncKey>"),
    );
  });
});

describe("an element renamed", () => {
  test("keeps its content, and takes the prefix that is bound", () => {
    const text =
      '<Sync xmlns="AirSync" xmlns:b="AirSyncBase"><Collections><Collection><Options><b:BodyPreference><Type xmlns="Email">1</Type></b:BodyPreference></Options></Collection></Collections></Sync>';
    const path = `${COLLECTION}/Options/BodyPreference/Type`;
    expect(change(text, { kind: "rename-element", path, namespace: "AirSyncBase", name: "Type" })).toBe(
      text.replace('<Type xmlns="Email">1</Type>', "<b:Type>1</b:Type>"),
    );
  });
});

describe("children put in order", () => {
  test("take the comments that speak of them along", () => {
    const before = sync(
      "      <!-- many -->",
      "      <WindowSize>9</WindowSize>",
      "      <CollectionId>5</CollectionId> <!-- Inbox -->",
      "      <SyncKey>1</SyncKey>",
      "      <!-- the end -->",
    );
    expect(change(before, { kind: "order-children", path: COLLECTION })).toBe(
      sync(
        "      <SyncKey>1</SyncKey>",
        "      <CollectionId>5</CollectionId> <!-- Inbox -->",
        "      <!-- many -->",
        "      <WindowSize>9</WindowSize>",
        "      <!-- the end -->",
      ),
    );
  });

  test("stay when they are in order", () => {
    const text = sync("      <SyncKey>1</SyncKey>", "      <CollectionId>5</CollectionId>");
    expect(change(text, { kind: "order-children", path: COLLECTION })).toBe(text);
  });
});
