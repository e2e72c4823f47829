import type { DocumentNode, ElementNode } from "@easel/codec/document";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDifference } from "./bytes.ts";
import { compareSides } from "./comparison.ts";
import { compareLists } from "./lists.ts";
import { describeComparison } from "./sentences.ts";
import { sideOf } from "./side.ts";
import { compareTrees } from "./trees.ts";

const root = (xml: string) => parseXml(xml).document.root;
const differences = (a: string, b: string) => compareTrees(root(a), root(b)).differences;
const wbxml = (xml: string) => encodeWbxml(parseXml(xml).document).bytes ?? new Uint8Array();

const URL = "https://mail.example/Microsoft-Server-ActiveSync?Cmd=SendMail&User=a&DeviceId=D1&DeviceType=EASel";
const TYPE: [string, string][] = [["Content-Type", "application/vnd.ms-sync.wbxml"]];
const request = (xml: string, version: string, url = URL) =>
  sideOf({ method: "POST", url, headers: [["MS-ASProtocolVersion", version], ...TYPE], body: wbxml(xml) });
const send = (inner: string) => `<SendMail xmlns="ComposeMail">${inner}</SendMail>`;

describe("elements", () => {
  it("are matched by key where they repeat, not by line", () => {
    const one = `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>1</SyncKey><CollectionId>5</CollectionId></Collection><Collection><SyncKey>9</SyncKey><CollectionId>7</CollectionId></Collection></Collections></Sync>`;
    const other = `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>9</SyncKey><CollectionId>7</CollectionId></Collection><Collection><SyncKey>0</SyncKey><CollectionId>5</CollectionId><GetChanges/></Collection></Collections></Sync>`;
    expect(differences(one, other)).toMatchObject([
      { path: "/Sync/Collections/Collection[CollectionId=5]/GetChanges", kind: "only-b" },
      { path: "/Sync/Collections/Collection[CollectionId=5]/SyncKey", kind: "value", a: "1", b: "0" },
    ]);
  });

  it("that say the same as text and as opaque data are told apart", () => {
    expect(differences(send("<Mime>abc</Mime>"), send("<Mime><![CDATA[abc]]></Mime>"))).toMatchObject([
      { path: "/SendMail/Mime", kind: "form", forms: ["text", "opaque bytes"], sameText: true },
    ]);
  });

  it("in another order are told once, at their parent", () => {
    const [one, two] = [send("<ClientId>1</ClientId><Mime>m</Mime>"), send("<Mime>m</Mime><ClientId>1</ClientId>")];
    expect(differences(one, two)).toMatchObject([
      { path: "/SendMail", kind: "order", a: "ClientId, Mime", b: "Mime, ClientId" },
    ]);
  });

  it("of one and the same document never differ, and both ways round the same things do", () => {
    const name = fc.constantFrom("Status", "SyncKey", "Collection", "CollectionId");
    const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        fc.tuple(name, fc.constantFrom("1", "2", "")).map(([tag, text]) => `<${tag}>${text}</${tag}>`),
        fc
          .tuple(name, fc.array(tie("node"), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join("")}</${tag}>`),
      ),
    })).node;
    const document = fc.array(tree, { maxLength: 4 }).map((inner) => `<Sync xmlns="AirSync">${inner.join("")}</Sync>`);
    const flipped = {
      "only-a": "only-b",
      "only-b": "only-a",
      value: "value",
      form: "form",
      order: "order",
      root: "root",
    };
    fc.assert(
      fc.property(document, document, (one, two) => {
        expect(differences(one, one)).toEqual([]);
        const there = differences(one, two).map(({ path, kind }) => `${kind} ${path}`);
        const back = differences(two, one).map(({ path, kind }) => `${flipped[kind]} ${path}`);
        expect(back.toSorted()).toEqual(there.toSorted());
      }),
    );
  });

  it("ten thousand deep do no harm", () => {
    const element = (...children: DocumentNode[]): ElementNode => ({
      kind: "element",
      page: 0,
      token: 7,
      namespace: "AirSync",
      name: "Add",
      children,
      selfClosed: false,
    });
    const deep = (text: string) => {
      let tree = element({ kind: "text", text });
      for (let level = 0; level < 10_000; level++) tree = element(tree);
      return tree;
    };
    expect(compareTrees(deep("a"), deep("b")).total).toBe(1);
  });
});

describe("lists", () => {
  it("compare names without case and keep what stands several times", () => {
    const a: [string, string][] = [
      ["X-A", "1"],
      ["Set-Cookie", "one"],
      ["Set-Cookie", "two"],
    ];
    const b: [string, string][] = [
      ["x-a", "1"],
      ["set-cookie", "one"],
    ];
    expect(compareLists(a, b)).toEqual([
      { name: "X-A", a: ["1"], b: ["1"], same: true },
      { name: "Set-Cookie", a: ["one", "two"], b: ["one"], same: false },
    ]);
  });
});

describe("sentences", () => {
  const failed = { state: "finished", startedAt: 0, durationMs: 1, times: {} } as const;

  it("begin with what a server looks at first, and put last what differs each time", () => {
    const one = request(send("<ClientId>1</ClientId><Mime>From: a</Mime>"), "14.1");
    const two = request(send("<ClientId>2</ClientId><SaveInSentItems/><Mime><![CDATA[From: a]]></Mime>"), "16.1");
    const { headline, sentences } = describeComparison(compareSides(one, two));
    expect(headline).toBe("3 differences between the two requests.");
    expect(sentences.map(({ text }) => text)).toEqual([
      "MS-ASProtocolVersion is “14.1” in A and “16.1” in B.",
      "Only B has /SendMail/SaveInSentItems, empty.",
      "/SendMail/Mime is text in A and opaque bytes in B; what it says is the same.",
      "/SendMail/ClientId is “1” in A and “2” in B.",
    ]);
  });

  it("say which of the two worked", () => {
    const sent = { method: "POST", url: URL, headers: TYPE, body: wbxml(send("<ClientId>1</ClientId>")) };
    const reply = { status: 200, reason: "OK", headers: [], body: new Uint8Array(), httpVersion: "1.1" };
    const asked = { ...sent, headers: TYPE };
    const good = sideOf(sent, { roundTrip: { ...failed, request: asked, reply: { ...reply, ended: "complete" } } });
    const bad = sideOf(
      { ...sent, url: URL.replace("SendMail", "Sync") },
      { roundTrip: { ...failed, request: asked, reply: { ...reply, status: 500, ended: "complete" } } },
    );
    const { headline } = describeComparison(compareSides(bad, good));
    expect(headline).toBe("B worked and A did not. One difference may explain it.");
  });

  it("find nothing between a request and itself", () => {
    const one = request(send("<ClientId>1</ClientId>"), "16.1");
    expect(describeComparison(compareSides(one, one))).toEqual({
      headline: "Both requests are the same, byte for byte.",
      sentences: [],
    });
  });

  it("compare a base64 query by what it says", () => {
    const base64 = "https://mail.example/Microsoft-Server-ActiveSync?oQkJBAJEMQAFRUFTZWw=";
    const plain = "https://mail.example/Microsoft-Server-ActiveSync?Cmd=FolderSync&DeviceId=D1&DeviceType=EASel";
    const [one, two] = [request("<FolderSync/>", "16.1", base64), request("<FolderSync/>", "16.1", plain)];
    const rows = compareSides(one, two).line.filter(({ same }) => !same);
    expect(rows).toContainEqual({ name: "Form of the query", a: ["base64"], b: ["plain"], same: false });
  });

  it("name bodies of two kinds first", () => {
    const one = sideOf({ method: "POST", url: URL, headers: [], body: new TextEncoder().encode("<SendMail/>") });
    const two = sideOf({ method: "POST", url: URL, headers: [], body: Uint8Array.of(3, 1, 0x6a, 0, 0, 0x15, 0x45, 1) });
    expect(describeComparison(compareSides(one, two)).sentences[0]?.text).toBe(
      "The body of A is XML as text, that of B is WBXML.",
    );
  });
});

describe("bytes", () => {
  it("tell each offset at which they differ, and where one only goes on", () => {
    const [a, b] = [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9, 3, 4)];
    expect([nextDifference(a, b, 0), nextDifference(a, b, 2), nextDifference(a, b, 4)]).toEqual([1, 3, undefined]);
  });
});
