import type { Document } from "@easel/codec/document";
import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml } from "@easel/codec/xml";
import { expect, test } from "vitest";
import { annotatorOf, notesIn } from "./reply-notes.ts";

function answer(xml: string): { document: Document; text: string } {
  const { document } = decodeWbxml(encodeWbxml(parseXml(xml).document).bytes ?? new Uint8Array());
  return { document, text: printXml(document, { newline: "\n" }) };
}
const collection = (items: string) =>
  `<Sync xmlns="AirSync" xmlns:e="Email"><Collections><Collection><CollectionId>5</CollectionId><Status>1</Status><Commands>${items}</Commands></Collection></Collections></Sync>`;
const mail = (index: number) =>
  `<Add><ServerId>5:${index}</ServerId><ApplicationData><e:Importance>2</e:Importance></ApplicationData></Add>`;

test("notes stand behind the elements they are about, ids by the names that are known", () => {
  const { document, text } = answer(collection(mail(1)));
  const known = { CollectionId: [{ value: "5", label: "Inbox" }] };
  const notes = notesIn(document, { start: 0, end: text.length }, annotatorOf(document, known));
  expect(notes.map(({ offset, text: note }) => [text.slice(0, offset).match(/<\/?([\w:]+)>$/)?.[1], note])).toEqual([
    ["CollectionId", "Inbox"],
    ["Status", "done"],
    ["email:Importance", "high"],
  ]);
});

test("the note of a long value stands before it", () => {
  const { document, text } = answer(
    `<Sync xmlns="AirSync" xmlns:e="Email2"><ApplicationData><e:ConversationIndex><![CDATA[${"0123401234".repeat(30)}]]></e:ConversationIndex></ApplicationData></Sync>`,
  );
  const [note] = notesIn(document, { start: 0, end: text.length }, annotatorOf(document, {}));
  expect(text.slice(0, note?.offset)).toMatch(/<email2:ConversationIndex>$/);
});

test("only the elements in sight are read", () => {
  const { document, text } = answer(collection(Array.from({ length: 10_000 }, (_, index) => mail(index)).join("")));
  const annotator = annotatorOf(document, {});
  let asked = 0;
  const middle = text.indexOf("5:5000<");
  const span = { start: middle, end: middle + 2_000 };
  const notes = notesIn(document, span, (element, parent) => {
    asked++;
    return annotator(element, parent);
  });
  expect(notes.length).toBeGreaterThan(5);
  expect(asked).toBeLessThan(200);
  for (const { offset } of notes) expect(text.slice(0, offset)).toMatch(/Importance>$/);
});
