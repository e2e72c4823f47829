import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml } from "@easel/codec/xml";
import { expect, test } from "vitest";
import { printBytes, takePlaces } from "./printed-text.ts";

const bytesOf = (items: number) =>
  encodeWbxml(
    parseXml(
      `<Sync xmlns="AirSync" xmlns:e="Email2"><Status>1</Status>${"<Add><ServerId>a &amp; b</ServerId><e:ConversationId><![CDATA[0123]]></e:ConversationId><MoreAvailable/></Add>".repeat(items)}</Sync>`,
    ).document,
  ).bytes ?? new Uint8Array();

test("a text printed elsewhere gives each node the place that printing it here would", async () => {
  const bytes = bytesOf(5000);
  const { document } = decodeWbxml(bytes);
  const printed = printBytes(bytes);
  let pauses = 0;
  const pause = async () => {
    pauses++;
  };
  expect(await takePlaces(document, printed, pause)).toBe(true);
  expect(pauses).toBeGreaterThan(0);
  const { document: other } = decodeWbxml(bytes);
  expect(printed.text).toBe(printXml(other, { newline: "\n" }));
  expect(document.root).toEqual(other.root);
});

test("the places of another document are not taken", async () => {
  const { document } = decodeWbxml(bytesOf(2));
  expect(await takePlaces(document, printBytes(bytesOf(3)), async () => undefined)).toBe(false);
  expect(document.root?.textSpan).toBeUndefined();
});
