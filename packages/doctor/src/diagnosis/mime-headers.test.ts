import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const mail = (headers: string) =>
  request(
    "SendMail",
    fromXml(
      `<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime><![CDATA[From: a@b.example\r\n${headers}\r\n\r\nHi\r\n]]></Mime></SendMail>`,
    ),
  );
const rules = (headers: string) => rulesOf(diagnose(mail(headers)));

describe("addresses", () => {
  test.each([
    "Alex Wilber alex@contoso.example",
    "a@b.example; c@d.example",
    "Alex <alex@contoso.example",
    "<>",
    "Alex <alex>",
  ])("that cannot be read are told: %s", (to) => expect(rules(`To: ${to}`)).toEqual(["mime-bad-address"]));

  test.each([
    '"Wilber, Alex" <alex@contoso.example>, bob@contoso.example (Bob)',
    "<dave@contoso.example>,",
    "Board: eve@contoso.example, frank@contoso.example;",
    "undisclosed-recipients:;\r\nBcc: a@b.example",
  ])("that can be read are left alone: %s", (to) => expect(rules(`To: ${to}`)).toEqual([]));

  test("are an error once the server refuses", () => {
    const refused = answered(
      mail("To: Alex"),
      200,
      fromXml('<SendMail xmlns="ComposeMail"><Status>116</Status></SendMail>'),
    );
    expect(find(diagnose(refused), "mime-bad-address").severity).toBe("error");
  });
});

describe("encoded words", () => {
  test.each([
    "=?utf-8?Q?Gr=C3=BC=C3=9Fe aus?=",
    "=?utf-8?B?R3LD*?=",
    "=?utf-8?Q?Gr=CX?=",
    "=?utf-8?B?R3LDvMOfZQ==",
    "=?utf-8?8bit?Hi?=",
  ])("that cannot be read are told: %s", (word) =>
    expect(rules(`To: c@d.example\r\nSubject: ${word}`)).toEqual(word.includes("8bit") ? [] : ["mime-encoded-word"]),
  );

  test.each(["=?utf-8?B?R3LDvMOfZQ==?= =?UTF-8?q?aus_K=C3=B6ln?=", "Why =?", "a=?b?c"])(
    "or none are left alone: %s",
    (word) => expect(rules(`To: c@d.example\r\nSubject: ${word}`)).toEqual([]),
  );
});

describe("images in the text", () => {
  const related = (id: string) =>
    rules(
      `To: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<img src="cid:logo%401">\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n${id}\r\n\r\niVBORw0KGgo=\r\n--b--`,
    );

  test("have a part of their name", () => {
    expect(related("Content-ID: <logo@1>")).toEqual([]);
    expect(related("Content-ID: logo@1")).toEqual(["mime-content-id-missing"]);
    expect(related("Content-ID: <other>")).toEqual(["mime-content-id-missing"]);
  });
});
