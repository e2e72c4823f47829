import { scanMime } from "@easel/codec/mime";
import { PieceText } from "@easel/codec/pieces";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeWire } from "../../test/whole-wire.ts";
import { isQuick } from "./body-reading.ts";
import { buildWire } from "./build-wire.ts";
import { bytesToByteText, byteTextToBytes } from "./byte-text.ts";
import { type LiveDraft, liveDraft, plainDraft, reviseText } from "./live-draft.ts";
import { readMessage, writeMessage } from "./message.ts";
import { readMime, writeMime } from "./mime-in-xml.ts";
import { starterDraft } from "./starters.ts";

const HEAD = "From: a@contoso.example\r\nTo: b@contoso.example\r\nSubject: x\r\n\r\n";
const LINE = "A line of text, as long as lines in mail are.\r\n";
/** Long enough not to be read whole at each keystroke. */
const LONG = HEAD + LINE.repeat(1500);

const xmlOf = (mime: string) =>
  `<SendMail xmlns="ComposeMail">\r\n  <ClientId>1</ClientId>\r\n  <Mime><![CDATA[${mime}]]></Mime>\r\n</SendMail>\r\n`;
const inserted = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("x", "ö", "😀", "\r\n", "\n", "--a\r\n", "]", "") },
  { weight: 1, arbitrary: fc.constantFrom("]]>", "\u0001", "\uEF80", "\uEF0A", "\uD83D", "<", "&", "\r") },
);
const edits = fc.array(fc.record({ where: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat(3), inserted }), {
  minLength: 1,
  maxLength: 5,
});
const edit = (text: PieceText, { where, removed, inserted }: { where: number; removed: number; inserted: string }) => {
  const start = Math.floor(where * text.length);
  return text.edit(start, Math.min(text.length, start + removed), inserted);
};

/** What the wire of a draft must be, worked out from its whole strings. */
function expectWire(draft: LiveDraft): void {
  const wire = wholeWire(buildWire(draft, "https://x/Microsoft-Server-ActiveSync"));
  const { mime, xml, protocolVersion } = plainDraft(draft);
  if (protocolVersion === "12.1") {
    const { bytes } = byteTextToBytes(mime);
    expect(wire.sendable).toBe(bytes !== undefined);
    if (!bytes) return;
    expect(Buffer.from(wire.body).equals(bytes)).toBe(true);
    expect(wire.problems).toEqual(scanMime(bytes).problems);
    expect(wire.labels.length).toBe(scanMime(bytes).message.lines.length);
    return;
  }
  const { document, problems } = parseXml(xml);
  const encoded = encodeWbxml(document);
  if (encoded.bytes) expect(Buffer.from(wire.body).equals(encoded.bytes)).toBe(true);
  const own = wire.problems.filter(({ source }) => source !== "mime" && source !== "url");
  expect(own).toEqual([...problems, ...encoded.problems]);
  if (!wire.mime) return;
  const message = scanMime(wire.mime.bytes);
  expect(wire.problems.filter(({ source }) => source === "mime")).toEqual(message.problems);
  expect(readMessage(draft).mime.toString()).toBe(readMime(xml).mime);
}

describe("a draft in pieces", { timeout: 120_000 }, () => {
  it("becomes the same wire as its whole strings, whatever is typed into a long message at 12.1", () => {
    fc.assert(
      fc.property(edits, (changes) => {
        let draft: LiveDraft = { ...liveDraft(starterDraft("SendMail", "12.1")), mime: PieceText.of(LONG) };
        for (const change of changes) {
          draft = writeMessage(draft, edit(draft.mime, change));
          expectWire(draft);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("and at 16.1, typed as MIME or as XML; writing the message changes the XML as it does in one string", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), edits, (panes, changes) => {
        let draft: LiveDraft = { ...liveDraft(starterDraft("SendMail", "16.1")), xml: PieceText.of(xmlOf(LONG)) };
        for (const [index, change] of changes.entries()) {
          if (panes[index]) draft = { ...draft, xml: edit(draft.xml, change) };
          else {
            const mime = edit(readMessage(draft).mime, change);
            const wanted = readMessage(draft).writable ? writeMime(draft.xml.toString(), mime.toString()) : draft.xml;
            draft = writeMessage(draft, mime);
            expect(draft.xml.toString() === wanted.toString()).toBe(true);
          }
          expectWire(draft);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is built quickly after typing, and slowly only where a long text must be read again", () => {
    const draft: LiveDraft = { ...liveDraft(starterDraft("SendMail", "16.1")), xml: PieceText.of(xmlOf(LONG)) };
    expect(isQuick(draft)).toBe(true);
    const items = `<Sync xmlns="AirSync">${"<ServerId>1</ServerId>".repeat(4000)}</Sync>`;
    const sync: LiveDraft = { ...liveDraft(starterDraft("Sync", "16.1")), xml: PieceText.of(items) };
    expect(isQuick(sync)).toBe(false);
    buildWire(sync, "https://x/");
    expect(isQuick({ ...sync, xml: sync.xml.edit(32, 32, "2") })).toBe(true);
    expect(isQuick({ ...sync, xml: sync.xml.edit(22, 22, "<Add/>") })).toBe(false);
  });

  it("shares its pieces with the draft before it", () => {
    const before = PieceText.of(LONG);
    const after = reviseText(before, LONG.replace("Subject: x", "Subject: y"));
    expect(after.pieces.filter((piece) => !before.pieces.includes(piece)).length).toBe(1);
    expect(bytesToByteText(new TextEncoder().encode(after.toString()))).toBe(LONG.replace("Subject: x", "Subject: y"));
    const draft = liveDraft(starterDraft("SendMail", "16.1"));
    expect(liveDraft(plainDraft(draft))).toBe(draft);
  });
});
