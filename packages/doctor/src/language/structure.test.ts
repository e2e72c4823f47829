import { childElements, type ElementNode, elementAt, walkElements } from "@easel/codec/document";
import { parseXml } from "@easel/codec/xml";
import { describe, expect, test } from "vitest";
import { soundDocuments } from "../../test/sound-documents.ts";
import { applyTextEdits, format, type NewElement, type StructureEdit, structureEdits } from "./index.ts";

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

/** A document laid out, with a comment before each element and behind those on one line. */
const commented = (xml: string) =>
  applyTextEdits(xml, format(xml))
    .replace(/^( *)<(?=[a-zA-Z])/gm, "$1<!-- before -->\n$1<")
    .replace(/^( *<[a-zA-Z][^\n]*>)$/gm, "$1 <!-- behind -->");

/** What a document holds, whatever the order. */
const shape = ({ name, namespace, children }: ElementNode): string =>
  JSON.stringify([
    namespace,
    name,
    ...children
      .flatMap((child) =>
        child.kind === "element"
          ? [shape(child)]
          : child.kind === "text"
            ? [child.text.trim()].filter(Boolean)
            : [[...child.bytes].join()],
      )
      .sort(),
  ]);

const requests = soundDocuments.filter(({ side, command }) => side === "request" && command !== "Autodiscover");

describe("in every sound request, with comments everywhere,", () => {
  test("each element can be taken out, and be put in again", () => {
    for (const { xml, versions } of requests) {
      const text = commented(xml);
      const { root } = parseXml(text).document;
      if (!root) continue;
      walkElements(root, (element, path) => {
        if (element === root) return;
        const version = versions.at(-1);
        const edits = structureEdits(text, root, [{ kind: "remove-element", path }], version);
        const left = applyTextEdits(text, edits);
        const rest = parseXml(left);
        expect(rest.problems.filter(({ severity }) => severity === "error")).toEqual([]);
        const after = rest.document.root;
        const parentPath = path.slice(0, path.lastIndexOf("/"));
        const parent = elementAt(root, parentPath);
        const same = parent && childElements(parent).filter((child) => child.name === element.name).length === 1;
        if (!after || !same || !parent) return;
        // One of its kind: putting it in again gives the document that was.
        const again = structureEdits(
          left,
          after,
          [{ kind: "insert-element", path: parentPath, element: asNew(element) }],
          version,
        );
        const whole = applyTextEdits(left, again);
        expect(parseXml(whole).document.root && shape(parseXml(whole).document.root as ElementNode)).toEqual(
          shape(root),
        );
      });
    }
  });
});

const asNew = ({ namespace, name, children }: ElementNode): NewElement => {
  const elements = children.filter((child): child is ElementNode => child.kind === "element");
  const [first] = children;
  const content =
    elements.length > 0
      ? elements.map(asNew)
      : first?.kind === "text"
        ? first.text
        : first?.kind === "opaque"
          ? first.bytes
          : undefined;
  return { namespace, name, ...(content === undefined ? {} : { content }) };
};
