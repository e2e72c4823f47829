import { describe, expect, test } from "vitest";
import { find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const HEAD = "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n";
const send = (rest: string) =>
  diagnose(
    request(
      "SendMail",
      fromXml(`<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime><![CDATA[${HEAD}${rest}]]></Mime></SendMail>`),
    ),
  );
const LINES = [
  "UID:1",
  "DTSTAMP:20260901T080000Z",
  "DTSTART:20260930T130000Z",
  "ORGANIZER:mailto:c@d.example",
  "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example",
];
const calendar = (
  parameters: string,
  method: string,
  lines: readonly string[] = LINES,
  encode = (text: string) => text,
) =>
  send(
    `Content-Type: text/calendar; charset=utf-8${parameters}\r\n${encode("") === "" ? "" : "Content-Transfer-Encoding: base64\r\n"}\r\n${encode(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        `METHOD:${method}`,
        "BEGIN:VEVENT",
        ...lines,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    )}`,
  );

describe("a calendar part", () => {
  test("that names its method in both places is left alone", () => {
    for (const method of ["REQUEST", "REPLY"]) expect(calendar(`; method=${method}`, method)).toEqual([]);
    expect(calendar("; method=reply", "REPLY")).toEqual([]);
  });

  test.each([
    ["calendar-part-method-missing", calendar("", "REQUEST")],
    ["calendar-part-method-differs", calendar("; method=REQUEST", "REPLY")],
    ["calendar-part-incomplete", calendar("; method=REPLY", "REPLY", LINES.slice(0, 4))],
    ["calendar-part-incomplete", calendar("; method=REQUEST", "REQUEST", LINES.slice(1))],
    [
      "calendar-reply-without-answer",
      calendar("; method=REPLY", "REPLY", [...LINES.slice(0, 4), "ATTENDEE:mailto:a@b.example"]),
    ],
  ])("gives %s", (rule, findings) => expect(rulesOf(findings)).toEqual([rule]));

  test("is read through its transfer encoding", () => {
    const encode = (text: string) => (text === "" ? " " : btoa(text).replace(/.{76}/g, "$&\r\n"));
    expect(rulesOf(calendar("", "REQUEST", LINES, encode))).toEqual(["calendar-part-method-missing"]);
  });
});

describe("what is signed or encrypted", () => {
  const signed = (parameters: string, parts = 2) =>
    send(
      `Content-Type: multipart/signed; boundary=s${parameters}\r\n\r\n${"--s\r\nContent-Type: text/plain\r\n\r\nHi\r\n".repeat(parts)}--s--\r\n`,
    );
  const WHOLE = '; protocol="application/pkcs7-signature"; micalg=sha-256';

  test("names how, and has two parts", () => {
    expect(signed(WHOLE)).toEqual([]);
    expect(find(signed("; micalg=sha-256"), "mime-security-parameters").title).toContain("protocol");
    expect(rulesOf(signed(WHOLE, 3))).toEqual(["mime-security-parts"]);
  });
});

describe("what a part says of itself", () => {
  test.each([
    ["mime-unknown-transfer-encoding", "Content-Type: text/plain\r\nContent-Transfer-Encoding: utf-8\r\n\r\nHi\r\n"],
    ["mime-unknown-charset", "Content-Type: text/plain; charset=utf8-german\r\n\r\nHi\r\n"],
    [
      "mime-charset-mismatch",
      "Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n",
    ],
    [
      "mime-encoded-multipart",
      "Content-Type: multipart/mixed; boundary=s\r\nContent-Transfer-Encoding: base64\r\n\r\n--s\r\n\r\nHi\r\n--s--\r\n",
    ],
  ])("gives %s", (rule, rest) => expect(rulesOf(send(rest))).toContain(rule));

  test("and a boundary of at most 70 characters", () => {
    const mixed = (length: number) => {
      const boundary = "b".repeat(length);
      return rulesOf(
        send(
          `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n\r\nHi\r\n--${boundary}--\r\n`,
        ),
      );
    };
    expect(mixed(71)).toEqual(["mime-boundary-too-long"]);
    expect(mixed(70)).toEqual([]);
  });

  test("is left alone when it is so", () =>
    expect(send("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n")).toEqual(
      [],
    ));
});

test.each(["SaveInSentItems", "ReplaceMime"])("%s with content is told", (name) => {
  const reply = (inner: string) =>
    diagnose(
      request(
        "SmartReply",
        fromXml(
          `<SmartReply xmlns="ComposeMail"><ClientId>1</ClientId><Source><FolderId>5</FolderId><ItemId>5:1</ItemId></Source>${inner}<Mime><![CDATA[${HEAD}Content-Type: text/plain\r\n\r\nHi\r\n]]></Mime></SmartReply>`,
        ),
      ),
    );
  expect(find(reply(`<${name}>false</${name}>`), "mail-flag-with-content").advice).toContain("Leave");
  expect(reply(`<${name}/>`)).toEqual([]);
});

describe("what is encrypted", () => {
  const data = (encoding: string) =>
    rulesOf(
      send(
        `Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\nMIIB\r\n`,
      ),
    );

  test("travels as base64", () => {
    expect(data("7bit")).toEqual(["mime-smime-not-base64"]);
    expect(data("base64")).toEqual([]);
  });
});

describe("headers behind the blank line", () => {
  test("are told", () =>
    expect(
      rulesOf(
        send(
          "Subject: x\r\n\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHi\r\n",
        ),
      ),
    ).toEqual(["mime-headers-in-body"]));

  test.each([
    "Content-Type: text/plain\r\n\r\nSubject: something\r\nsaid\r\n",
    "Subject: x\r\n\r\nDate: tomorrow\r\n\r\nHi\r\n",
  ])("are not seen in text: %#", (rest) => expect(rulesOf(send(rest))).not.toContain("mime-headers-in-body"));
});
