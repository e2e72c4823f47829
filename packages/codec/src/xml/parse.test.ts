import { describe, expect, test } from "vitest";
import { bytesOf } from "../../test/support.ts";
import { elementAt, elementText } from "../document.ts";
import { parseXml } from "./index.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseXml(text);

/** Problems as `error code "the text they point at"`. */
function problemsOf(text: string): string[] {
  return parse(text).problems.map(({ severity, code, span }) => {
    const at = span ? ` "${text.slice(span.start, span.end)}"` : "";
    return `${severity} ${code}${at}`;
  });
}

const inSync = (content: string) => `<Sync xmlns="AirSync">${content}</Sync>`;
const rootOf = (text: string) => parse(text).document.root;

describe("an ordinary document", () => {
  const text =
    '<?xml version="1.0"?>\n<Sync xmlns="AirSync:" xmlns:e="Email">\n  <SyncKey>0</SyncKey>\n  <e:To/>\n</Sync>\n';

  test("becomes a tree with spans of whole nodes and of start tags", () => {
    const { document, problems } = parse(text);
    const slice = (span?: { start: number; end: number }) => text.slice(span?.start, span?.end);
    expect(problems).toEqual([]);
    const key = document.root?.children[0];
    expect(document.root).toMatchObject({ page: 0, token: 5, namespace: "AirSync", name: "Sync", selfClosed: false });
    expect(slice(document.root?.textSpan)).toBe(text.slice(22, -1));
    expect(slice(document.root?.tagSpan)).toBe('<Sync xmlns="AirSync:" xmlns:e="Email">');
    expect(slice(key?.textSpan)).toBe("<SyncKey>0</SyncKey>");
    expect(key?.kind === "element" && slice(key.children[0]?.textSpan)).toBe("0");
    expect(document.root?.children[1]).toMatchObject({ page: 2, namespace: "Email", name: "To", selfClosed: true });
  });

  test("has its layout left out and its text kept, white space and line ends included", () => {
    const root = rootOf(inSync("\r\n\t<SyncKey> a\r\nb\rc\n </SyncKey>\n<ServerId>  </ServerId>\n"));
    expect(root?.children).toHaveLength(2);
    expect(root?.children).toMatchObject([{ children: [{ text: " a\r\nb\rc\n " }] }, { children: [{ text: "  " }] }]);
  });

  test("keeps white space between elements that is written as a reference", () => {
    expect(rootOf(inSync("&#32;<Add/>"))?.children).toMatchObject([{ text: " " }, { name: "Add" }]);
  });

  test("knows an element by its other spellings", () => {
    expect(rootOf('<MIME xmlns="ComposeMail:">x</MIME>')).toMatchObject({ name: "Mime", token: 0x10 });
  });

  test("takes prefixes declared anywhere, and gives them up with their element", () => {
    const text = inSync('<x:Body xmlns:x="AirSyncBase"><x:Type/></x:Body><x:Body/>');
    expect(problemsOf(text)).toEqual(['error unknown-prefix "x:Body"']);
  });

  test("ignores a byte order mark", () => {
    expect(problemsOf(`\uFEFF<?xml version="1.0"?>${inSync("")}`)).toEqual([]);
  });
});

describe("CDATA", () => {
  const mime = (content: string) => rootOf(`<Mime xmlns="ComposeMail">${content}</Mime>`)?.children;

  test("is opaque data, with every character as it stands", () => {
    expect(mime("<![CDATA[a\r\nb\r\rc &amp; <x>é]]>")).toMatchObject([
      { kind: "opaque", bytes: utf8("a\r\nb\r\rc &amp; <x>é") },
    ]);
  });

  test("may be empty", () => {
    expect(mime("<![CDATA[]]>")).toMatchObject([{ kind: "opaque", bytes: bytesOf("") }]);
  });

  test("is one node where sections touch, since ]]> can only be written split", () => {
    expect(mime("<![CDATA[a]]]]><![CDATA[>b]]>")).toMatchObject([{ bytes: utf8("a]]>b") }]);
    expect(mime("<![CDATA[a]]><!-- --><![CDATA[b]]>")).toHaveLength(2);
  });

  test("may stand on lines of its own", () => {
    expect(mime("\n  <![CDATA[a]]>\n")).toMatchObject([{ kind: "opaque", bytes: utf8("a") }]);
  });

  test("keeps text beside it", () => {
    expect(mime("x<![CDATA[a]]>&#10;")).toMatchObject([{ text: "x" }, { kind: "opaque" }, { text: "\n" }]);
  });

  test("may hold control characters, with a warning", () => {
    const text = '<Mime xmlns="ComposeMail"><![CDATA[\u001b\0]]></Mime>';
    expect(problemsOf(text)).toEqual(['warning control-character "\u001b"', 'warning control-character "\0"']);
    expect(rootOf(text)?.children).toMatchObject([{ bytes: bytesOf("1B 00") }]);
  });
});

describe("wire:opaque", () => {
  test("marks text as base64 of opaque data, line ends and all", () => {
    for (const name of ["wire:opaque", "opaque"]) {
      const root = rootOf(`<Mime xmlns="ComposeMail" xmlns:wire="urn:easel:wire" ${name}="base64">\n/wA\n=</Mime>`);
      expect(root?.children).toMatchObject([{ kind: "opaque", bytes: bytesOf("FF 00") }]);
    }
  });

  test("says so when the text is not base64 or the value another", () => {
    expect(problemsOf('<Mime xmlns="ComposeMail" wire:opaque="base64">x!</Mime>')).toEqual(['error bad-base64 "x!"']);
    expect(problemsOf('<Mime xmlns="ComposeMail" wire:opaque="hex">00</Mime>')).toEqual([
      'error bad-wire-attribute "hex"',
    ]);
  });
});

describe("references and comments", () => {
  test("the five entities and numbers are replaced", () => {
    expect(elementText(rootOf(inSync("&lt;&gt;&amp;&quot;&apos;&#13;&#x1F600;")) ?? fail())).toBe("<>&\"'\r😀");
  });

  test("comments vanish and do not split a text", () => {
    expect(rootOf(inSync("<SyncKey>1<!-- a < b -->2</SyncKey>"))?.children).toMatchObject([
      { children: [{ text: "12" }] },
    ]);
  });

  test("a document type is passed over and instructions are left out, with a note", () => {
    const text = `<!DOCTYPE Sync [<!ENTITY x "]>"> <!-- ' -->]>${inSync("<SyncKey>1<?php x ?>2</SyncKey>")}`;
    expect(problemsOf(text).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "info doctype-dropped",
      "info instruction-dropped",
    ]);
    expect(rootOf(text)?.children).toMatchObject([{ children: [{ text: "12" }] }]);
  });
});

describe("half-typed text gives a sentence with an exact place", () => {
  test.each<[string, string, string[]]>([
    [
      "an unclosed element",
      '<Sync xmlns="AirSync"><SyncKey>0',
      ['error unclosed-element "<SyncKey>"', 'error unclosed-element "<Sync xmlns="AirSync">"'],
    ],
    ["an unclosed tag", inSync("<SyncKey<Add/></SyncKey>"), ['error unfinished-tag "<SyncKey"']],
    [
      "a tag at the end of the text",
      '<Sync xmlns="AirSync"><SyncK',
      [
        'error unfinished-tag "<SyncK"',
        'error unknown-element "SyncK"',
        'error unclosed-element "<Sync xmlns="AirSync">"',
      ],
    ],
    ["an end tag without >", '<Sync xmlns="AirSync"></Sync', ['error unfinished-tag "</Sync"']],
    ["a mistyped end tag", inSync("<SyncKey>0</SyncKy><Add/>"), ['error wrong-nesting "</SyncKy>"']],
    [
      "crossed elements",
      inSync("<Add><Fetch></Add></Fetch>"),
      ['error wrong-nesting "</Add>"', 'error wrong-nesting "</Fetch>"'],
    ],
    ["an end tag too many", `${inSync("")}</Sync>`, ['error stray-end-tag "</Sync>"']],
    ["two roots", `${inSync("")}\n${inSync("")}`, ['error second-root "<Sync xmlns="AirSync">"']],
    ["text outside the root", `a ${inSync("")} b`, ['error text-outside-root "a "', 'error text-outside-root "b"']],
    ["an unknown element", inSync("<Colections/>"), ['error unknown-element "Colections"']],
    ["an element of another namespace", inSync("<Subject/>"), ['error wrong-namespace "Subject"']],
    ["an unknown namespace", '<Sync xmlns="AirSnyc"><Add/></Sync>', ['error unknown-namespace "AirSnyc"']],
    ["no namespace", "<Sync><SyncKey/></Sync>", ['error missing-namespace "Sync"']],
    ["an unknown prefix", inSync("<email:To/>"), ['error unknown-prefix "email:To"']],
    ["a namespace of nothing", '<Sync xmlns="AirSync" xmlns:e=""/>', ['error empty-namespace ""']],
    ["an attribute", inSync('<Add id="1"/>'), ['error unknown-attribute "id="1"']],
    [
      "an attribute of XML tools",
      inSync('<Add xml:space="preserve"/>'),
      ['info attribute-dropped "xml:space="preserve"'],
    ],
    ["an attribute written twice", '<Sync xmlns="AirSync" xmlns="Email"/>', ['error duplicate-attribute "xmlns"']],
    ["a missing quote", '<Sync xmlns="AirSync>\n<Add/></Sync>', ['error missing-quote ""AirSync"']],
    ["missing quotes", "<Sync xmlns=AirSync></Sync>", ['error missing-quote "AirSync"']],
    [
      "an attribute without value",
      '<Sync xmlns="AirSync" a></Sync>',
      ['error attribute-without-value "a"', 'error unknown-attribute "a"'],
    ],
    ["a character that begins no attribute", '<Sync xmlns="AirSync" ;></Sync>', ['error bad-character-in-tag ";"']],
    ["an ampersand", inSync("<SyncKey>a & b</SyncKey>"), ['error bad-entity "&"']],
    ["an unknown entity", inSync("<SyncKey>&nbsp;</SyncKey>"), ['error bad-entity "&nbsp;"']],
    ["a reference to half a surrogate", inSync("<SyncKey>&#xD800;</SyncKey>"), ['error bad-entity "&#xD800;"']],
    ["a less-than sign", inSync("<SyncKey>a < b</SyncKey>"), ['error stray-less-than "<"']],
    [
      "a control character",
      inSync("<SyncKey>\u0007&#8;</SyncKey>"),
      ['warning control-character "\u0007"', 'warning control-character "&#8;"'],
    ],
    ["a NUL", inSync("<SyncKey>\0&#0;</SyncKey>"), ['error control-character "\0"', 'error control-character "&#0;"']],
    ["a lone surrogate", inSync("<SyncKey>\uD83D</SyncKey>"), ['error lone-surrogate "\uD83D"']],
    ["a stray end of CDATA", inSync("<SyncKey>a]]></SyncKey>"), ['error stray-cdata-end "]]>"']],
    [
      "an unclosed CDATA section",
      '<Mime xmlns="ComposeMail"><![CDATA[a',
      ['error unclosed-cdata-section "<![CDATA[a"', 'error unclosed-element "<Mime xmlns="ComposeMail">"'],
    ],
    ["an unclosed comment", `${inSync("")}<!-- a`, ['error unclosed-comment "<!-- a"']],
    [
      "an unclosed document type",
      `<!DOCTYPE x [ ${inSync("")}`,
      [
        `error unclosed-document-type "<!DOCTYPE x [ ${inSync("")}"`,
        `info doctype-dropped "<!DOCTYPE x [ ${inSync("")}"`,
      ],
    ],
    ["another declaration", inSync("<!ELEMENT a>"), ['error bad-markup "<!ELEMENT a>"']],
    [
      "a declaration in the middle",
      `${inSync("")}<?xml version="1.0"?>`,
      ['error misplaced-declaration "<?xml version="1.0"?>"'],
    ],
    ["a tag only older tools know", inSync("<RTFTruncation/>"), ['warning legacy-tag "RTFTruncation"']],
    ["a comment alone", "<!-- a -->", ['error no-root "<!-- a -->"']],
    ["nothing", "", ['error empty ""']],
  ])("%s", (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test("names what was probably meant", () => {
    const message = (text: string) => parse(text).problems[0]?.message;
    expect(message(inSync("<Colections/>"))).toContain("Did you mean Collections?");
    expect(message(inSync("<syncKey/>"))).toContain("Did you mean SyncKey?");
    expect(message(inSync("<Body/>"))).toContain('airsyncbase:Body with xmlns:airsyncbase="AirSyncBase"');
    expect(message('<Sync xmlns="AirSnyc"/>')).toContain('xmlns="AirSync"');
    expect(message("<SendMail/>")).toContain('<SendMail xmlns="ComposeMail">');
    expect(message(inSync("<email:To/>"))).toContain('xmlns:email="Email"');
    expect(message(inSync("<Add><Fetch></Add>"))).toContain("<Fetch> is still open where </Add>");
  });

  test("keeps the best tree", () => {
    const root = rootOf("<SendMail><ClientId>1</ClientId><Mime><![CDATA[x]]></Mim></SendMail>");
    expect(root).toMatchObject({ page: 21, token: 5, namespace: "ComposeMail" });
    expect(elementAt(root, "/SendMail/ClientId")).toMatchObject({ page: 21, token: 0x11 });
    expect(elementAt(root, "/SendMail/Mime")?.children).toMatchObject([{ kind: "opaque" }]);
    expect(rootOf(inSync("<email:To>x</email:To>"))?.children[0]).toMatchObject({ page: 2, name: "To" });
    expect(rootOf(inSync("<Nonsense><Add/></Nonsense>"))?.children[0]).toMatchObject({
      token: 0,
      children: [{ name: "Add" }],
    });
  });
});

test("an end tag without a name is an error, and closes its element for the tree", () => {
  const { document, problems } = parse('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</></FolderSync>');
  expect(problems).toMatchObject([{ code: "unnamed-end-tag", severity: "error" }]);
  expect(elementAt(document.root, "/FolderSync/SyncKey")).toMatchObject({ children: [{ text: "0" }] });
});

describe("wire attributes", () => {
  const one = (attributes: string, content = "") =>
    parse(inSync(`<SyncKey ${attributes}>${content}</SyncKey>`)).document.root?.children[0];
  const codesOf = (text: string) => parse(text).problems.map(({ code }) => code);

  test("give strings and opaque data what plain XML cannot say of them", () => {
    expect(one('wire:token="83 00"', "A")).toMatchObject({ children: [{ text: "A", wire: bytesOf("83 00") }] });
    expect(one('wire:text="empty"')).toMatchObject({ children: [{ text: "" }] });
    expect(one('wire:text="escaped"', "\\u0007\\\\x")).toMatchObject({ children: [{ text: "\u0007\\x" }] });
    expect(one('wire:length="3"', "<![CDATA[A]]>")).toMatchObject({ children: [{ lengthBytes: 3 }] });
    expect(one('wire:opaque="base64" wire:length="2"', "QQ==")).toMatchObject({
      children: [{ kind: "opaque", bytes: bytesOf("41"), lengthBytes: 2 }],
    });
  });

  test("give tags their bytes, and places their page switches", () => {
    expect(one('wire:tag="CB 05 01" wire:pages="2 0" wire:end-pages="7"')).toMatchObject({
      tagBytes: bytesOf("CB 05 01"),
      switches: [2, 0],
      endSwitches: [7],
    });
    expect(parse('<A_x0020_b xmlns="AirSync" wire:tag="04 00"/>').document.root).toMatchObject({ name: "A b" });
  });

  test("of the document stand on its root", () => {
    const { document } = parse('<Sync xmlns="AirSync" wire:header="02 01 6A 00" wire:trailing="AA"/>');
    expect(document.header.wire).toEqual(bytesOf("02 01 6A 00"));
    expect(document.trailing).toEqual(bytesOf("AA"));
    expect(codesOf(inSync('<Add wire:trailing="AA"/>'))).toEqual(["bad-wire-attribute"]);
  });

  test("wire:content is one string or run of opaque data among others", () => {
    const children = rootOf(
      inSync(
        'a<wire:content>b</wire:content> <wire:content/><wire:content wire:pages="2"><![CDATA[c]]></wire:content>',
      ),
    )?.children;
    expect(children).toMatchObject([
      { text: "a" },
      { text: "b" },
      { text: "" },
      { kind: "opaque", bytes: utf8("c"), switches: [2] },
    ]);
  });

  test.each<[string, string, string]>([
    ["bytes that are no hex", '<Sync xmlns="AirSync" wire:tag="0x"/>', "bad-wire-attribute"],
    ["a page that is none", '<Sync xmlns="AirSync" wire:pages="256"/>', "bad-wire-attribute"],
    ["a length of six bytes", '<Sync xmlns="AirSync" wire:length="6"/>', "bad-wire-attribute"],
    ["another attribute", '<Sync xmlns="AirSync" wire:pagse="1"/>', "bad-wire-attribute"],
    ["one twice", '<Sync xmlns="AirSync" xmlns:w="urn:easel:wire" wire:pages="1" w:pages="2"/>', "duplicate-attribute"],
    ["a length of text", '<Sync xmlns="AirSync" wire:length="2">a</Sync>', "bad-wire-content"],
    ["a token for CDATA", '<Sync xmlns="AirSync" wire:token="83 00"><![CDATA[a]]></Sync>', "bad-wire-content"],
    ["a token for an element", '<Sync xmlns="AirSync" wire:token="83 00"><Add/></Sync>', "bad-wire-content"],
    ["empty text that is not", '<Sync xmlns="AirSync" wire:text="empty">a</Sync>', "bad-wire-content"],
    ["a lonely backslash", '<Sync xmlns="AirSync" wire:text="escaped">\\u12</Sync>', "bad-wire-content"],
    ["content in content", inSync("<wire:content><wire:content/></wire:content>"), "bad-wire-content"],
    ["content as the root", "<wire:content/>", "bad-wire-content"],
  ])("%s are refused: %s", (_, text, code) => {
    expect(codesOf(text)).toContain(code);
    expect(parse(text).problems.some(({ severity }) => severity === "error")).toBe(true);
  });
});

describe("text that is something else", () => {
  test.each([
    ["looks-like-hex", "03 01 6A 00 00 07 56 52 03 30 00 01 01"],
    ["looks-like-hex", "03016A0000075652033000010"],
    ["looks-like-base64", "AwFqAAAHVlIDMAABAQ=="],
    ["looks-like-html", "<!DOCTYPE html>\n<html><body>No</body></html>"],
    ["looks-like-json", '{"a": 1}'],
    ["looks-like-mime", "From: a@example.test\nTo: b@example.test\n\nHello"],
    ["empty", " \n"],
  ])("%s", (code, text) => {
    expect(parse(text).problems).toMatchObject([{ code, severity: "error", span: { start: 0, end: text.length } }]);
  });
});

const fail = (): never => {
  throw new Error("expected a root");
};
