import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCalendar } from "./read-calendar.ts";
import { readMail } from "./read-mail.ts";
import { firstToRead, partBytes, partText } from "./read-part.ts";

const bytesOf = (lines: string[]) => new TextEncoder().encode(lines.join("\r\n"));

const calendar = [
  "BEGIN:VCALENDAR",
  "METHOD:REQUEST",
  "BEGIN:VEVENT",
  "SUMMARY:Lunch\\, and",
  "  more",
  "DTSTART;TZID=Europe/Berlin:20261201T120000",
  "DTEND:20261201T120000Z",
  "RRULE:FREQ=WEEKLY;COUNT=3",
  "ORGANIZER;CN=Megan Bowen:mailto:megan@contoso.example",
  'ATTENDEE;CN="Alex, W";PARTSTAT=NEEDS-ACTION:mailto:alex@contoso.example',
  "END:VEVENT",
  "END:VCALENDAR",
];

const message = bytesOf([
  "From: =?utf-8?q?J=C3=BCrgen?= <j@x.example>",
  "Subject: =?utf-8?b?R3LDvMOfZQ==?=",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="m"',
  "",
  "--m",
  'Content-Type: multipart/alternative; boundary="a"',
  "",
  "--a",
  "Content-Type: text/plain; charset=iso-8859-1",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Gr=FC=DFe",
  "--a",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<p>Hello</p>",
  "--a--",
  "--m",
  "Content-Type: text/calendar; method=REQUEST",
  "",
  ...calendar,
  "--m",
  "Content-Type: application/octet-stream",
  "Content-Transfer-Encoding: base64",
  "Content-Disposition: attachment; filename*0*=utf-8''Rech; filename*1*=nung%20%C3%BC.pdf",
  "",
  "AAEC",
  "--m",
  "Content-Type: application/ms-tnef; name=winmail.dat",
  "",
  "x",
  "--m",
  "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
  "",
  "x",
  "--m",
  "Content-Type: message/rfc822",
  "",
  "Subject: inner",
  "",
  "Inner text",
  "--m--",
  "",
]);

describe("a message is read", () => {
  test("as the tree of its parts, each with its nature, name and size", async () => {
    const { all } = await readMail(message);
    expect(all.map(({ id, kind, size }) => [id, kind, size])).toEqual([
      ["", "multipart", expect.any(Number)],
      ["1", "multipart", expect.any(Number)],
      ["1.1", "text", 5],
      ["1.2", "html", 12],
      ["2", "calendar", calendar.join("\r\n").length],
      ["3", "file", 3],
      ["4", "file", 1],
      ["5", "file", 1],
      ["6", "message", expect.any(Number)],
      ["6.1", "text", 10],
    ]);
    const byId = new Map(all.map((part) => [part.id, part]));
    expect(byId.get("3")).toMatchObject({ fileName: "Rechnung ü.pdf", isAttachment: true });
    expect(byId.get("4")?.what).toContain("winmail.dat");
    expect(byId.get("5")?.what).toContain("encrypted");
  });

  test("with its headers decoded and their places kept", async () => {
    const { root } = await readMail(message);
    const [from, subject] = root.headers;
    expect(from).toMatchObject({ name: "From", value: "Jürgen <j@x.example>" });
    expect(subject).toMatchObject({ value: "Grüße", raw: "=?utf-8?b?R3LDvMOfZQ==?=" });
    const { start = 0, end = 0 } = subject?.span ?? {};
    expect(new TextDecoder().decode(message.subarray(start, end))).toBe("Subject: =?utf-8?b?R3LDvMOfZQ==?=\r\n");
  });

  test("with its text in the charset it names, attachments byte for byte, and a message inside", async () => {
    const { all } = await readMail(message);
    const part = (id: string) => {
      const found = all.find((each) => each.id === id);
      if (!found) throw new Error(`no part ${id}`);
      return found;
    };
    expect((await partText(message, part("1.1"))).trim()).toBe("Grüße");
    expect((await partText(message, part("1.2"))).trim()).toBe("<p>Hello</p>");
    expect(partBytes(message, part("3")).bytes).toEqual(new Uint8Array([0, 1, 2]));
    expect((await partText(message, part("6.1"))).trim()).toBe("Inner text");
    expect(firstToRead(all)?.id).toBe("1.1");
  });

  test("with bytes that are no UTF-8 as marked bytes, not as U+FFFD", async () => {
    const head = new TextEncoder().encode("Content-Type: text/plain; charset=utf-8\r\n\r\nGr");
    const bytes = new Uint8Array([...head, 0xfc, 0x65]);
    expect(await partText(bytes, (await readMail(bytes)).root)).toBe("Gr\uefFCe");
  });

  test("with a long text in its charset, too", async () => {
    const head = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    const long = new TextEncoder().encode(head + "Gr=FC=DFe\r\n".repeat(120_000));
    const { root } = await readMail(long);
    expect((await partText(long, root)).slice(-9)).toBe("\r\nGrüße\r\n");
  });

  test("without a fault whatever the bytes, every part inside the message", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(message.length), async (noise, at) => {
        const bytes = message.slice();
        bytes.set(noise.subarray(0, bytes.length - at), at);
        const { all } = await readMail(bytes);
        for (const part of all) {
          expect(part.headerSpan.start).toBeGreaterThanOrEqual(0);
          expect(part.bodySpan.end).toBeLessThanOrEqual(bytes.length);
          expect(typeof (await partText(bytes, part))).toBe("string");
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a calendar entry is read", () => {
  test("as its key facts", async () => {
    const [event] = (await readCalendar(calendar.join("\r\n"))) ?? [];
    expect(event?.title).toBe("Event");
    expect(event?.rows).toEqual([
      ["Method", "REQUEST: an invitation, or a change of one"],
      ["Summary", "Lunch, and more"],
      ["Starts", "2026-12-01 12:00:00 Europe/Berlin"],
      ["Ends", "2026-12-01 12:00:00 UTC"],
      ["Repeats", "freq WEEKLY, count 3"],
      ["Organiser", "Megan Bowen <megan@contoso.example>"],
      ["Attendee", "Alex, W <alex@contoso.example>, needs-action"],
    ]);
  });

  test("and a contact, and what is neither is not", async () => {
    const card =
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alex Wilber\r\nEMAIL:a@x.example\r\nADR:;;Road 1;Town;;1;X\r\nEND:VCARD\r\n";
    expect(await readCalendar(card)).toEqual([
      {
        title: "Contact",
        rows: [
          ["Name", "Alex Wilber"],
          ["Mail", "a@x.example"],
          ["Address", "Road 1, Town, 1, X"],
        ],
      },
    ]);
    expect(await readCalendar("not a calendar")).toBeUndefined();
  });
});
