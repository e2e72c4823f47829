import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Span } from "../src/document.ts";
import {
  applyTextEdit,
  decodeAroundOpaque,
  openSession,
  patchLeaf,
  readLongCdata,
  readText,
  type WireSession,
} from "../src/incremental/index.ts";
import { PieceBytes, PieceText } from "../src/pieces/index.ts";
import { decodeWbxml, encodeWbxml } from "../src/wbxml/index.ts";
import { printXml } from "../src/xml/index.ts";
import { anyTree, damagedText } from "./generators.ts";
import { documentOf, nodesOf } from "./support.ts";

const printed = fc
  .tuple(anyTree, fc.constantFrom("\n" as const, "\r\n" as const), fc.nat(2))
  .map(([root, newline, indent]) => printXml(documentOf(root), { newline, indent }));
const sendMail = fc
  .tuple(fc.constantFrom("<![CDATA[", ""), fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(2))
  .map(
    ([opening, mime, many]) =>
      `<SendMail xmlns="ComposeMail">\r\n  <ClientId>7</ClientId>\r\n${`  <Mime>${opening}${mime.replace(/[<&]/g, "")}${opening ? "]]>" : ""}</Mime>\r\n`.repeat(many)}<!-- a --></SendMail>\r\n`,
  );
const content = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom("a", "ö", "😀", " ", "\r\n", "]", ">"), maxLength: 20 }) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z ]{100,140}$/).map((text) => `<![CDATA[${text}]]>`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      "a<!-- b -->c",
      "a&lt;b",
      "<![CDATA[]]>",
      "<![CDATA[a]]]]><![CDATA[>b]]>",
      "d<![CDATA[e]]>f",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("\u0001", "a & b", "<Sybject>c</Sybject>", "]]>", "<?wire token 03 41 00?>"),
  },
);
const sync = fc
  .array(fc.tuple(fc.constantFrom("ServerId", "Status", "SyncKey", "a:Data", "Class"), content), { maxLength: 6 })
  .map(
    (children) =>
      `<Sync xmlns="AirSync" xmlns:a="AirSyncBase">\n${children.map(([name, inner]) => `<${name}>${inner}</${name}>`).join("\n")}</Sync>`,
  );
const anyText = fc.oneof(
  { weight: 6, arbitrary: sync },
  { weight: 2, arbitrary: sendMail },
  { weight: 2, arbitrary: printed },
  { weight: 1, arbitrary: damagedText(fc.oneof(printed, sendMail, sync)) },
);

const typed = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom("x", "yz", "é", "😀", " ", "\r\n", "\n", "]", "]]", ">", "") },
  { weight: 1, arbitrary: fc.constantFrom("<", "&", "&amp;", "]]>", "<![CDATA[", "</", "\u0001", "\u0000", "\uD83D") },
  { weight: 1, arbitrary: fc.string({ minLength: 100, maxLength: 200 }) },
);
/** Where: a share of the text; near: mostly go on where the last edit was, as typing does. */
const edits = fc.array(fc.record({ where: fc.nat(), near: fc.nat(3), removed: fc.nat(6), inserted: typed }), {
  minLength: 1,
  maxLength: 8,
});

/** Everything a session says, put together: what two sessions of one text must agree on. */
function told(session: WireSession): unknown {
  const { labels, tree, text } = session;
  const places = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(text.length * share));
  const spans: Span[] = places.map((start) => ({ start, end: start + 1 }));
  return {
    text: text.toString(),
    bytes: Buffer.from(session.bytes.toBytes()).toString("hex"),
    labels: Array.from({ length: labels.length }, (_, index) => {
      const { element, ...label } = labels.at(index) ?? {};
      return { ...label, name: element?.name };
    }),
    problems: session.problems,
    complete: session.complete,
    document: plain(tree.document),
    textOfBytes: spans.map(tree.textOfBytes),
    bytesOfText: places.map(tree.bytesOfText),
  };
}

/** Own values, so that what is made when asked for is asked for. */
const plain = (value: unknown): unknown => structuredClone(value);

/** Places inside text, CDATA mostly: edits anywhere would seldom meet one. */
function placeIn(text: string, where: number): number {
  const inside = [...text.matchAll(/>[^<\s][^<]*<|CDATA\[[^\]]*\]/g)].flatMap(({ index, 0: met }) =>
    Array.from({ length: met.length - 1 }, (_, at) => index + 1 + at),
  );
  return inside.length > 0 && where % 8 > 0 ? (inside[where % inside.length] ?? 0) : where % (text.length + 1);
}

describe("a text that is edited", { timeout: 120_000 }, () => {
  test("is on the wire what it is when read whole, after each edit", () => {
    let patched = 0;
    let all = 0;
    fc.assert(
      fc.property(anyText, edits, (text, changes) => {
        let session = openSession(PieceText.of(text));
        let last = -1;
        for (const { where, near, removed, inserted } of changes) {
          const start = Math.min(
            near > 0 && last >= 0 ? last : placeIn(session.text.toString(), where),
            session.text.length,
          );
          const end = Math.min(session.text.length, start + (removed > 3 ? removed - 3 : 0));
          const edit = { start, end, inserted: PieceText.of(inserted) };
          const isPatched = patchLeaf(session, edit) !== undefined;
          all++;
          if (isPatched) patched++;
          const next = applyTextEdit(session, edit);
          expect(told(next)).toEqual(told(openSession(PieceText.of(next.text.toString()))));
          // A text that is broken mostly stays it: half of the time go on from before.
          if (!isPatched && where % 2 > 0) continue;
          session = next;
          last = start + inserted.length;
        }
      }),
      { numRuns: 800 },
    );
    // Were everything read again, the test would say nothing.
    expect(patched / all).toBeGreaterThan(0.1);
  });

  test("whose bulk is CDATA is read around it, with the same result", () => {
    let long = 0;
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, section) => {
        const session = readLongCdata(PieceText.of(text), readText, { section, rest: 10_000 });
        if (!session) return;
        long++;
        expect(told(session)).toEqual(told(openSession(PieceText.of(text))));
        for (const { span, bytes } of session.long)
          expect(Buffer.from(bytes.toBytes()).toString()).toBe(text.slice(span.start, span.end));
      }),
      { numRuns: 2000 },
    );
    expect(long).toBeGreaterThan(100);
  });

  test("and its bytes are decoded around any opaque data, with the same result", () => {
    let met = 0;
    fc.assert(
      fc.property(anyTree, (root) => {
        const bytes = encodeWbxml(documentOf(root)).bytes ?? new Uint8Array(0);
        const whole = decodeWbxml(bytes);
        for (const { node } of nodesOf(whole.document.root)) {
          if (node.kind !== "opaque" || !node.contentSpan) continue;
          const around = decodeAroundOpaque(PieceBytes.of(bytes), node.contentSpan);
          expect(around === undefined).toBe(whole.problems.length > 0 || node.lengthBytes !== undefined);
          if (!around) continue;
          met++;
          expect(plain(around)).toEqual(plain(whole.document));
        }
        expect(decodeAroundOpaque(PieceBytes.of(bytes), { start: 2, end: 3 })).toBe(undefined);
      }),
      { numRuns: 1000 },
    );
    expect(met).toBeGreaterThan(50);
  });
});
