import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { soundDocuments } from "../../test/sound-documents.ts";
import { applyTextEdits, checkXml, complete, format, hover, outline, quickFixes } from "./index.ts";

describe("format", () => {
  test("puts one element on a line and leaves values alone", () => {
    const text =
      '<Sync xmlns="AirSync"><Collections><Collection><SyncKey> 1 </SyncKey><GetChanges></GetChanges></Collection></Collections></Sync>';
    expect(applyTextEdits(text, format(text))).toBe(
      '<Sync xmlns="AirSync">\n  <Collections>\n    <Collection>\n      <SyncKey> 1 </SyncKey>\n      <GetChanges></GetChanges>\n    </Collection>\n  </Collections>\n</Sync>',
    );
  });

  test("keeps comments, CDATA, line ends and mixed content", () => {
    const text = '<A xmlns="AirSync">\r\n<!-- x --><B><![CDATA[ <C> \n]]></B><D>text<E/></D></A>';
    expect(applyTextEdits(text, format(text))).toBe(
      '<A xmlns="AirSync">\r\n<!-- x --><B><![CDATA[ <C> \n]]></B>\r\n  <D>text<E/>\r\n  </D>\r\n</A>',
    );
  });

  test.each(soundDocuments.map((document) => [document.from, document.command, document.xml] as const))(
    "does nothing the second time, and changes no value: %s %s",
    (_from, _command, xml) => {
      const once = applyTextEdits(xml, format(xml));
      expect(format(once)).toEqual([]);
      expect(once.replace(/>\s+</g, "><")).toBe(xml.replace(/>\s+</g, "><"));
    },
  );
});

test("the outline names what tells elements apart", () => {
  const xml =
    '<Sync xmlns="AirSync"><Collections><Collection><SyncKey>7</SyncKey><CollectionId>5</CollectionId><Commands><Add><ClientId>c</ClientId><ApplicationData><Subject xmlns="Email">Hello</Subject></ApplicationData></Add></Commands></Collection></Collections></Sync>';
  const [root] = outline(parseXml(xml).document);
  const collection = root?.children[0]?.children[0];
  expect([collection?.name, collection?.detail]).toEqual(["Collection", "5"]);
  expect(collection?.children[2]?.children[0]).toMatchObject({ name: "Add", detail: "Hello" });
  expect(xml.slice(collection?.tagSpan?.start, collection?.tagSpan?.end)).toBe("<Collection>");
});

describe("a quick fix", () => {
  const options = { command: "Sync", version: "16.1", side: "request" as const };
  const mend = (xml: string, command = "Sync") => {
    const checked = { ...options, command };
    const [problem] = checkXml(parseXml(xml).document, checked);
    const [fix] = problem ? quickFixes(xml, problem, checked) : [];
    const text = fix ? applyTextEdits(xml, fix.edits) : xml;
    return { title: fix?.title, text, left: checkXml(parseXml(text).document, checked).map(({ code }) => code) };
  };
  const collection = (inner: string) =>
    `<Sync xmlns="AirSync"><Collections><Collection>${inner}</Collection></Collections></Sync>`;
  const KEYS = "<SyncKey>1</SyncKey><CollectionId>5</CollectionId>";

  test.each([
    ["Remove MoreAvailable", collection(`${KEYS}<MoreAvailable/>`), collection(KEYS)],
    [
      "Write 1",
      collection(`${KEYS}<DeletesAsMoves>true</DeletesAsMoves>`),
      collection(`${KEYS}<DeletesAsMoves>1</DeletesAsMoves>`),
    ],
    [
      "Make it AirSyncBase:Type",
      collection(
        `${KEYS}<Options><BodyPreference xmlns="AirSyncBase"><Type xmlns="Email">1</Type></BodyPreference></Options>`,
      ),
      collection(`${KEYS}<Options><BodyPreference xmlns="AirSyncBase"><Type>1</Type></BodyPreference></Options>`),
    ],
    [
      "Add CollectionId",
      collection("<SyncKey>1</SyncKey><GetChanges/>"),
      collection("<SyncKey>1</SyncKey><CollectionId></CollectionId><GetChanges/>"),
    ],
    [
      "Empty Title",
      collection(`${KEYS}<Supported><Title xmlns="Contacts">x</Title></Supported>`),
      collection(`${KEYS}<Supported><Title xmlns="Contacts"></Title></Supported>`),
    ],
  ])("%s", (title, before, after) => {
    expect(mend(before)).toEqual({ title, text: after, left: [] });
  });

  test("offers each of what would do", () => {
    const xml = '<Settings xmlns="Settings"><Oof/></Settings>';
    const settings = { command: "Settings", version: "14.1", side: "request" } as const;
    const [problem] = checkXml(parseXml(xml).document, settings);
    expect(problem && quickFixes(xml, problem, settings).map(({ title }) => title)).toEqual(["Add Get", "Add Set"]);
  });

  test("fills a tag that closes itself, and keeps the layout", () => {
    expect(mend('<FolderSync xmlns="FolderHierarchy"/>', "FolderSync").text).toBe(
      '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>',
    );
    expect(
      mend('<FolderDelete xmlns="FolderHierarchy">\n  <SyncKey>1</SyncKey>\n</FolderDelete>', "FolderDelete").text,
    ).toBe('<FolderDelete xmlns="FolderHierarchy">\n  <SyncKey>1</SyncKey>\n  <ServerId></ServerId>\n</FolderDelete>');
    expect(
      mend(
        '<FolderSync xmlns="FolderHierarchy">\n  <SyncKey>1</SyncKey>\n  <Status>1</Status>\n</FolderSync>',
        "FolderSync",
      ).text,
    ).toBe('<FolderSync xmlns="FolderHierarchy">\n  <SyncKey>1</SyncKey>\n</FolderSync>');
  });
});

test("no service throws on any text, at any offset", () => {
  const words = [
    "<",
    ">",
    "/",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    '"',
    "xmlns=",
    "AirSync",
    "Sync",
    "<Sync xmlns='AirSync'>",
    "<Collections>",
    "Collection",
    " ",
    "\n",
    "1",
    "&amp;",
    "b:",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 20 }), fc.nat(200), (parts, offset) => {
      const text = parts.join("");
      const at = Math.min(offset, text.length);
      const options = { command: "Sync", version: "16.1", side: "request" as const };
      const { span } = complete(text, at, options);
      expect(span.start <= span.end && span.end <= text.length).toBe(true);
      hover(text, at, options);
      applyTextEdits(text, format(text));
      const { document } = parseXml(text);
      outline(document);
      for (const problem of checkXml(document, options)) quickFixes(text, problem, options);
    }),
  );
});
