import { annotateWbxml, decodeWbxml, xmlToWbxml } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adoptIndex, buffersOfIndex, indexReply } from "./reply-index.ts";

const sync = (subject: string, count: number): Uint8Array =>
  xmlToWbxml(
    `<Sync xmlns="AirSync" xmlns:e="Email" xmlns:b="AirSyncBase"><Collections><Collection><Status>1</Status><Commands>${`<Add><ServerId>5:1</ServerId><ApplicationData><e:Subject>${subject}</e:Subject><e:Read/><b:Body><b:Data><![CDATA[é]]></b:Data></b:Body></ApplicationData></Add>`.repeat(count)}</Commands></Collection></Collections></Sync>`,
  ).bytes ?? new Uint8Array(0);

/** As it comes out of another thread. */
function passed(bytes: Uint8Array) {
  const index = indexReply(decodeWbxml(bytes).document);
  return structuredClone(index, { transfer: buffersOfIndex(index) });
}

function adopted(bytes: Uint8Array) {
  const { document } = decodeWbxml(bytes);
  const index = passed(bytes);
  const adopting = adoptIndex(document, index);
  let steps = 0;
  let step = adopting.next();
  for (; !step.done; step = adopting.next()) steps++;
  return { document, xml: index.xml, labels: step.value, steps };
}

function expectSame(bytes: Uint8Array) {
  const { document: here } = decodeWbxml(bytes);
  const xml = printXml(here, { newline: "\n" });
  const there = adopted(bytes);
  expect(there.xml).toBe(xml);
  expect(there.document).toEqual(here);
  const expected = annotateWbxml(here);
  expect(there.labels.length).toBe(expected.length);
  for (const [index, label] of expected.entries()) expect(there.labels.at(index)).toEqual(label);
  expect(there.labels.at(expected.length)).toBeUndefined();
  expect(there.labels.at(-1)).toEqual(expected.at(-1));
}

describe("indexReply", () => {
  it("passes on the very text, places and labels that reading the document here gives", () => {
    expectSame(sync("Hello &amp; é", 3));
  });

  it("does so for damaged bytes and bytes behind the root", () => {
    const whole = sync("Hello", 2);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        expectSame(whole.with(at, byte));
        expectSame(whole.subarray(0, at));
      }),
      { numRuns: 40 },
    );
    expectSame(new Uint8Array([...whole, ...whole.subarray(4)]));
  });

  it("gives places to some nodes at a time", () => {
    expect(adopted(sync("Hello", 400)).steps).toBeGreaterThan(1);
  });

  it("belongs to the elements of the tree it was adopted by", () => {
    const { document, labels } = adopted(sync("Hello", 1));
    expect(labels.at(1)?.element).toBe(document.root);
  });
});
