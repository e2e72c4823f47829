import { describe, expect, test } from "vitest";
import { bytesOf, documentOf } from "../../test/support.ts";
import { defaultHeader, type ElementNode } from "../document.ts";
import { element } from "../protocol/index.ts";
import { parseXml, printXml } from "./index.ts";

const print = (root: ElementNode) => printXml(documentOf(root)).split("\n").slice(1, -1).join("\n");
const sync = (...content: Parameters<typeof element>[2][]) => element("AirSync", "Sync", ...content);

describe("printing", () => {
  test("begins with the declaration, indents by two, and declares prefixes on the root", () => {
    const body = element("AirSyncBase", "Body", element("AirSyncBase", "Type", "2"));
    const root = sync(
      element("AirSync", "Add", element("Email", "Subject", "Hi"), body),
      element("AirSync", "GetChanges"),
    );
    expect(printXml(documentOf(root))).toBe(`<?xml version="1.0" encoding="utf-8"?>
<Sync xmlns="AirSync" xmlns:email="Email" xmlns:airsyncbase="AirSyncBase">
  <Add>
    <email:Subject>Hi</email:Subject>
    <airsyncbase:Body>
      <airsyncbase:Type>2</airsyncbase:Type>
    </airsyncbase:Body>
  </Add>
  <GetChanges/>
</Sync>
`);
  });

  test("takes indent and line end as options, and touches no line end of the content", () => {
    const root = sync(element("AirSync", "SyncKey", "a\nb"));
    const text = printXml(documentOf(root), { indent: 1, newline: "\r\n" });
    expect(text.split("\r\n").slice(1)).toEqual(['<Sync xmlns="AirSync">', " <SyncKey>a\nb</SyncKey>", "</Sync>", ""]);
  });

  test("keeps an empty element with two tags apart from one with one", () => {
    const open = { ...element("AirSync", "Add"), selfClosed: false };
    expect(print(sync(open, element("AirSync", "Add")))).toContain("  <Add></Add>\n  <Add/>");
  });

  test("writes opaque data as CDATA, or as base64 where CDATA cannot hold it", () => {
    const mime = (bytes: Uint8Array) => print(element("ComposeMail", "Mime", bytes));
    expect(mime(new TextEncoder().encode("a\r\n]]>&"))).toBe(
      '<Mime xmlns="ComposeMail"><![CDATA[a\r\n]]]]><![CDATA[>&]]></Mime>',
    );
    const base64 = '<Mime xmlns="ComposeMail" xmlns:wire="urn:easel:wire" wire:opaque="base64">';
    expect(mime(bytesOf("E9"))).toBe(`${base64}6Q==</Mime>`);
    expect(mime(bytesOf("41 00"))).toBe(`${base64}QQA=</Mime>`);
    expect(mime(bytesOf("1B"))).toBe(`${base64}Gw==</Mime>`);
    expect(mime(bytesOf("EF BB BF 41"))).toBe('<Mime xmlns="ComposeMail"><![CDATA[\uFEFFA]]></Mime>');
  });

  test("escapes text so that no XML reader changes it", () => {
    expect(print(element("AirSync", "SyncKey", "<&>\r\n\t"))).toBe(
      '<SyncKey xmlns="AirSync">&lt;&amp;&gt;&#13;\n\t</SyncKey>',
    );
  });

  test("adds no layout where text stands between elements", () => {
    const root = sync("a ", element("AirSync", "Add"), " ");
    expect(print(root)).toBe('<Sync xmlns="AirSync">a <Add/>&#32;</Sync>');
  });

  test("says in attributes of one namespace what XML has no words for", () => {
    const wire = '<Sync xmlns="AirSync" xmlns:wire="urn:easel:wire"';
    const entity = { kind: "text", text: "é", wire: bytesOf("02 81 69") } as const;
    expect(print(sync(""))).toBe(`${wire} wire:text="empty"></Sync>`);
    expect(print(sync(entity))).toBe(`${wire} wire:token="02 81 69">é</Sync>`);
    expect(print(sync("\u0007\\"))).toBe(`${wire} wire:text="escaped">\\u0007\\\\</Sync>`);
    expect(print(sync({ kind: "opaque", bytes: bytesOf("41"), lengthBytes: 3 }))).toBe(
      `${wire} wire:length="3"><![CDATA[A]]></Sync>`,
    );
    expect(print({ ...sync(), tagBytes: bytesOf("85 05 01"), switches: [2, 0], endSwitches: [7] })).toBe(
      `${wire} wire:tag="85 05 01" wire:pages="2 0" wire:end-pages="7"></Sync>`,
    );
    const document = { header: { ...defaultHeader(), version: 2 }, root: sync(), trailing: bytesOf("AA") };
    expect(printXml(document)).toContain(`${wire} wire:header="02 01 6A 00" wire:trailing="AA"/>\n`);
  });

  test("puts an element around a string or opaque data that others would swallow", () => {
    const opaque = () => ({ kind: "opaque", bytes: bytesOf("41") }) as const;
    const wire = '<Sync xmlns="AirSync" xmlns:wire="urn:easel:wire">';
    expect(print(sync("a", "b", "c"))).toBe(`${wire}a<wire:content>b</wire:content>c</Sync>`);
    expect(print(sync("", element("AirSync", "Add")))).toBe(`${wire}<wire:content></wire:content><Add/></Sync>`);
    expect(print(sync(opaque(), opaque()))).toBe(
      `${wire}<![CDATA[A]]><wire:content><![CDATA[A]]></wire:content></Sync>`,
    );
    expect(print(sync({ kind: "opaque", bytes: bytesOf("FF"), switches: [2] }))).toBe(
      `${wire}<wire:content wire:pages="2" wire:opaque="base64">/w==</wire:content></Sync>`,
    );
  });

  test("gives every node its place in the text", () => {
    const key = element("AirSync", "SyncKey", "0");
    const text = printXml(documentOf(sync(key)));
    const slice = (span?: { start: number; end: number }) => text.slice(span?.start, span?.end);
    expect(slice(key.textSpan)).toBe("<SyncKey>0</SyncKey>");
    expect(slice(key.tagSpan)).toBe("<SyncKey>");
    expect(slice(key.children[0]?.textSpan)).toBe("0");
  });

  test("prints the declaration alone when there is no root", () => {
    expect(printXml({ header: defaultHeader() })).toBe('<?xml version="1.0" encoding="utf-8"?>\n');
  });

  test("prints trees nobody can send without throwing, and parses them again", () => {
    const { document } = parseXml('<a:Foo xmlns:a="urn:x &amp; &quot;y&quot;"><Bar/><a:Baz/></a:Foo>');
    const again = parseXml(printXml(document)).document;
    expect(again.root).toMatchObject({
      namespace: 'urn:x & "y"',
      name: "Foo",
      children: [{ name: "Bar" }, { name: "Baz" }],
    });
  });
});
