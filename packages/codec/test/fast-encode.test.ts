import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteStringOf } from "../src/bytes/index.ts";
import { hasError, type Problem } from "../src/problem.ts";
import { encodeFromText } from "../src/wbxml/fast/index.ts";
import { decodeWbxml, encodeWbxml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml } from "../src/xml/index.ts";
import captures from "./captures/index.json";
import { anyTree, damagedText } from "./generators.ts";
import { documentOf, readBytes, readText } from "./support.ts";
import vectors from "./vectors/index.json";

const printed = fc
  .tuple(anyTree, fc.constantFrom("\n" as const, "\r\n" as const, "" as const), fc.nat(4))
  .map(([root, newline, indent]) => printXml(documentOf(root), { newline, indent }));
const samples = [
  ...captures.files.map(({ file }) => printXml(decodeWbxml(readBytes(`./captures/${file}`)).document)),
  ...vectors.map(({ name }) => readText(`./vectors/${name}.xml`)),
];

/** The tree road alone. */
function byTree(text: string): { bytes?: Uint8Array; problems: Problem[] } {
  const { document, problems } = parseXml(text);
  if (hasError(problems)) return { problems };
  const encoded = encodeWbxml(document);
  const all = [...problems, ...encoded.problems];
  return encoded.bytes ? { bytes: encoded.bytes, problems: all } : { problems: all };
}

/** The runner's own comparison takes seconds for a long array, so bytes are compared as one string. */
const shown = ({ bytes, problems }: { bytes?: Uint8Array; problems: unknown }) => ({
  bytes: bytes && byteStringOf(bytes),
  problems,
});

function expectAgreement(text: string): void {
  const tree = shown(byTree(text));
  expect(shown(xmlToWbxml(text))).toEqual(tree);
  const fast = encodeFromText(text);
  if (fast) expect(shown(fast)).toEqual(tree);
}

const mail = (content: string): string =>
  `<?xml version="1.0"?><Sync xmlns="AirSync:" xmlns:email="Email"><email:Subject>${content}</email:Subject></Sync>`;

describe("both roads from text to bytes agree", { timeout: 120_000 }, () => {
  test("on every vector and capture", () => {
    for (const text of samples) expectAgreement(text);
  });

  test("on generated documents", () => {
    fc.assert(fc.property(printed, expectAgreement), { numRuns: 300 });
  });

  test("on damaged vectors and captures", () => {
    fc.assert(fc.property(damagedText(fc.constantFrom(...samples)), expectAgreement), { numRuns: 600 });
  });

  test("on damaged documents and random text", () => {
    const text = fc.oneof(damagedText(printed), fc.string({ unit: "binary", maxLength: 80 }));
    fc.assert(fc.property(text, expectAgreement), { numRuns: 600 });
  });

  test("on every character alone in a text, in CDATA, in base64 and in a tag, at every place of a word", () => {
    const characters = [...Array.from({ length: 0x102 }, (_, code) => String.fromCharCode(code)), "日", "😀", "\uFEFF"];
    characters.push(
      "\uFFFD",
      "\uFFFE",
      "\uFFFF",
      "\uD800",
      "\uDC00",
      "]]>",
      "&amp;",
      "&#13;",
      "&#0;",
      "&quot;",
      "<!---->",
    );
    characters.push(
      "&#x1F600;",
      "&#128512;",
      "&#xD800;",
      "&#1114112;",
      "&#000000000000065;",
      "&#00000000000000065;",
      "&bad;",
      "&#;",
      "&;",
    );
    for (const character of characters) {
      for (const before of [0, 3, 11, 13, 28, 35]) {
        const content = `${"a".repeat(before)}${character}${"b".repeat(20)}`;
        expectAgreement(mail(content));
        expectAgreement(mail(`<![CDATA[${content}]]>`));
      }
      expectAgreement(mail(character));
      expectAgreement(`<Sync xmlns="AirSync"${character}><Status wire:opaque="base64">AB${character}=</Status></Sync>`);
      expectAgreement(`${character}<Sync${character} xmlns="AirSync"/>${character}`);
      expectAgreement(`<Sync xmlns="AirSync${character}"><St${character}atus/></Sync${character}>`);
    }
  });

  test("on texts of every length around the sizes that are treated apart", () => {
    for (const filling of ["a", "é", "日", "😀", "&lt;", "\r\n"]) {
      for (const length of [1, 3, 11, 12, 13, 15, 16, 17, 31, 43_600, 43_650, 43_700, 131_000, 140_000]) {
        expectAgreement(mail(filling.repeat(length)));
        expectAgreement(mail(`<![CDATA[${filling.repeat(length)}]]>`));
      }
    }
  });

  test.each([
    [
      "base64",
      [
        "",
        " ",
        "AA==",
        "AAE=",
        "AAEC",
        "AAECAw==",
        "AB==",
        "AAF=",
        "A",
        "AA",
        "AA=",
        "A===",
        "====",
        "AA==AAAA",
        "A A==",
        "<a/>",
        "&#65;AA=",
      ],
    ],
    [
      "blank text and layout",
      [
        "",
        " ",
        "\n",
        " <![CDATA[a]]>",
        "<![CDATA[a]]> ",
        "<![CDATA[a]]><![CDATA[b]]>",
        "<![CDATA[a]]> <![CDATA[b]]>",
        "<![CDATA[]]>",
        "<![CDATA[a]]]]><![CDATA[>b]]>",
        "a<![CDATA[b]]>",
        "<![CDATA[a]]>b",
        "&#32;",
        " &#32;",
      ],
    ],
    [
      "mixed content",
      [
        "a<Status/>",
        "<Status/>a",
        "<Status/> <Status/>",
        "<!-- --><Status/>",
        "<Status></Status>",
        "<Status />",
        "<Status/ >",
        "<?pi?>",
      ],
    ],
  ])("on %s", (_, contents) => {
    for (const content of contents) {
      expectAgreement(mail(content));
      expectAgreement(`<Sync xmlns="AirSync"><Status wire:opaque="base64">${content}</Status></Sync>`);
      expectAgreement(`<Sync xmlns="AirSync"><Add>${content}</Add></Sync>`);
    }
  });

  test.each([
    '<Sync xmlns="AirSync" xmlns:email="Email" xmlns:email="Email"/>',
    '<Sync xmlns="AirSync" xmlns:email="Contacts"><email:Subject>1</email:Subject></Sync>',
    '<Sync xmlns="AirSync" xmlns:EMAIL="Email"><EMAIL:Subject>1</EMAIL:Subject></Sync>',
    '<Sync xmlns="AirSync" xmlns:e="Email"><e:Subject>1</e:Subject></Sync>',
    '<Sync xmlns="AirSync"><email:Subject>1</email:Subject></Sync>',
    '<Sync xmlns="AirSync"><Add xmlns="Email:"><Subject>1</Subject></Add></Sync>',
    '<Sync xmlns="AirSync"><ApplicationData><Subject xmlns="Email:">1</Subject><Status>1</Status></ApplicationData></Sync>',
    '<Sync xmlns="AirSync"><Add><Subject xmlns="Email"/><Flag xmlns="Email" /><Status/></Add></Sync>',
    '<Sync xmlns="AirSync"><Body xmlns=" AirSyncBase "><Type>1</Type></Body><Status>1</Status></Sync>',
    '<Sync xmlns="AirSync"><Status xmlns=""/></Sync>',
    "<Sync><Status/></Sync>",
    '<airsync:Sync xmlns:airsync="AirSync"><airsync:Status>1</airsync:Status></airsync:Sync>',
    '<airsync:Sync xmlns:airsync="AirSync"><Status>1</Status></airsync:Sync>',
    '<Sync xmlns="AirSync" xmlns:wire="urn:easel:wire"/>',
    '<Sync xmlns="AirSync" xmlns:wire="Email"><Status wire:opaque="base64">AA==</Status></Sync>',
    '<Sync xmlns="AirSync" xml:lang="en" a="b"><Status/></Sync>',
    '<Sync xmlns = "AirSync"><Status/></Sync >',
    "<Sync xmlns='AirSync'></Sync>",
    "<Sync xmlns='AirSync'>text</Sync>",
    "<Sync xmlns='AirSync'/>tail",
    "<Sync xmlns='AirSync'/><Sync xmlns='AirSync'/>",
    "<Sync xmlns='AirSync'><Add></Sync></Add>",
    "<Sync xmlns='AirSync'><Add>",
    "<Sync xmlns='AirSync'",
    "<Sync xmlns='AirSync'><Status>",
    "<Sync xmlns='AirSync'><Status>1</Statu>",
    '<SendMail xmlns="ComposeMail"><MIME><![CDATA[<html>]]></MIME></SendMail>',
    '<?xml version="1.0"?><SendMail xmlns="ComposeMail"><Mime><![CDATA[<html><body>]]></Mime></SendMail>',
    '<!DOCTYPE ActiveSync PUBLIC "-//M>[" "http://x/"><Sync xmlns="AirSync"/>',
    '<?xml?><!DOCTYPE é><Sync xmlns="AirSync"/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><Sync xmlns="AirSync"/>',
    '<!doctype a><Sync xmlns="AirSync"/>',
    '<!DOCTYPE html><Sync xmlns="AirSync"/>',
    ' <?xml version="1.0"?>\n<Sync xmlns="AirSync"/>\n',
    '\uFEFF<?xml version="1.0"?><Sync xmlns="AirSync"/>',
    '<?xml version="1.0?><Sync xmlns="AirSync"/>',
    '<?xml version="1?.0"?><Sync xmlns="AirSync"/>',
    '<?xml?><Sync xmlns="AirSync"/>',
    '<?xml-stylesheet a?><Sync xmlns="AirSync"/>',
    '<Notify xmlns="AirNotify"/>',
    '<Sync xmlns="AirSync"><Unknown-3F/></Sync>',
  ])("on %s", (text) => expectAgreement(text));

  test("on nesting around the limit", () => {
    for (const levels of [60, 64, 65, 130, 9_998, 9_999, 10_000, 10_001]) {
      const text = `<Sync xmlns="AirSync">${"<Add>".repeat(levels)}${"</Add>".repeat(levels)}</Sync>`;
      expectAgreement(text);
    }
  });
});

test("what servers and clients really send takes the fast road", () => {
  const slow = samples
    .slice(0, captures.files.length)
    .filter(
      (text) =>
        byTree(text).problems.length === 0 && !/ wire:(?!opaque)|<wire:|Unknown-/.test(text) && !encodeFromText(text),
    );
  expect(slow).toEqual([]);
});
