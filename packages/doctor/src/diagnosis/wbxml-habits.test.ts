import { decodeHex, encodeHex } from "@easel/codec/bytes";
import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf, syncItem } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const EVENT =
  "<c:Subject>x</c:Subject><c:StartTime>20260909T130000Z</c:StartTime><c:EndTime>20260909T140000Z</c:EndTime>";

describe("a page switch that is missing", () => {
  test.each([
    ["Contacts", "<k:FirstName>Ann</k:FirstName><k:LastName>Doe</k:LastName>", "0001"],
    ["Tasks", "<t:Subject>x</t:Subject><t:Importance>1</t:Importance>", "0009"],
  ])("to %s is told by what the tokens would be", (name, data, code) => {
    const roundTrip = syncItem(data);
    const hex = encodeHex(roundTrip.request.body).toLowerCase();
    const body = decodeHex(hex.replace(`5d${code}`, "5d")) ?? new Uint8Array(0);
    const findings = diagnose({ request: { ...roundTrip.request, body } });
    expect(find(findings, "page-switch-missing").title).toContain(name);
    expect(rulesOf(findings)).not.toContain("element-not-here");
    expect(rulesOf(diagnose(roundTrip))).toEqual([]);
  });
});

describe("a string as opaque data", () => {
  const sync = (key: string) =>
    request(
      "Sync",
      fromXml(
        `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>${key}</SyncKey><CollectionId>1</CollectionId></Collection></Collections></Sync>`,
      ),
    );

  test("is a warning, an error once the server refuses", () => {
    const roundTrip = sync("<![CDATA[7]]>");
    expect(find(diagnose(roundTrip), "string-as-opaque").severity).toBe("warning");
    const refused = answered(roundTrip, 200, fromXml('<Sync xmlns="AirSync"><Status>4</Status></Sync>'));
    expect(find(diagnose(refused), "string-as-opaque").severity).toBe("error");
  });

  test("is not told of bytes, of a body's text and of strings", () => {
    expect(rulesOf(diagnose(sync("7")))).toEqual([]);
    const body = "<b:Body><b:Type>1</b:Type><b:Data><![CDATA[Long text]]></b:Data></b:Body>";
    expect(rulesOf(diagnose(syncItem(EVENT + body)))).toEqual([]);
  });
});

describe("text encoded twice", () => {
  test.each([
    ["MÃ¼ller", "Müller"],
    ["itâ€™s late", "it’s late"],
    ["Ð˜Ð²Ð°Ð½", "Иван"],
    ["10 â‚¬", "10 €"],
  ])("is seen in %s", (met, meant) => {
    const { title } = find(diagnose(syncItem(`<k:FileAs>${met}</k:FileAs>`)), "text-encoded-twice");
    expect(title).toContain(meant);
  });

  test.each(["Müller", "SÃO JOÃO, Â", "IRMÃ, «Ã»", "Pâte à l’ail", "Ñandú", "日本"])("is not seen in %s", (text) => {
    expect(rulesOf(diagnose(syncItem(`<k:FileAs>${text}</k:FileAs>`)))).toEqual([]);
  });

  test("is told of an answer", () => {
    const ask = request("Sync", new Uint8Array(0));
    const reply = fromXml(
      '<Sync xmlns="AirSync" xmlns:e="Email"><Collections><Collection><SyncKey>8</SyncKey><CollectionId>1</CollectionId><Status>1</Status><Commands><Add><ServerId>1:1</ServerId><ApplicationData><e:Subject>GrÃ¼ÃŸe</e:Subject></ApplicationData></Add></Commands></Collection></Collections></Sync>',
    );
    expect(rulesOf(diagnose(answered(ask, 200, reply)))).toContain("reply-text-encoded-twice");
  });
});
