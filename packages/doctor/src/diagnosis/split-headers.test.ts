import { expect, test } from "vitest";
import { splitHeaders } from "./split-headers.ts";

test.each<[string, string[], string, boolean]>([
  [
    "From: a@x.example To: b@x.example Subject: Hi\r\n\r\nBody",
    ["From: a@x.example", "To: b@x.example", "Subject: Hi"],
    "Body",
    false,
  ],
  [
    "From: a@x.example To: b@x.example MIME-Version: 1.0 Hello there.",
    ["From: a@x.example", "To: b@x.example", "MIME-Version: 1.0"],
    "Hello there.",
    false,
  ],
  ["From: a@x.example To: b@x.example Hello there.", ["From: a@x.example", "To: b@x.example"], "Hello there.", true],
  [
    'From: a@x.example To: "B, C" <b@x.example>, d@x.example Hello',
    ["From: a@x.example", 'To: "B, C" <b@x.example>, d@x.example'],
    "Hello",
    true,
  ],
  [
    "To: b@x.example Date: Mon, 02 Nov 2026 17:30:52 +0100 Hello",
    ["To: b@x.example", "Date: Mon, 02 Nov 2026 17:30:52 +0100"],
    "Hello",
    false,
  ],
  [
    'To: b@x.example Content-Type: text/plain; charset="utf-8"; format=flowed Hello',
    ["To: b@x.example", 'Content-Type: text/plain; charset="utf-8"; format=flowed'],
    "Hello",
    false,
  ],
  ["To: b@x.example Message-ID: <1@x.example> Hello", ["To: b@x.example", "Message-ID: <1@x.example>"], "Hello", true],
  [
    "From: a@x.example To: b@x.example Subject: Lunch today This is the text.",
    ["From: a@x.example", "To: b@x.example", "Subject: Lunch today"],
    "This is the text.",
    true,
  ],
  [
    "From: a@x.example To: b@x.example Subject: lunch",
    ["From: a@x.example", "To: b@x.example", "Subject: lunch"],
    "",
    false,
  ],
  ["From: a@x.example\r\n To: b@x.example\r\n\r\nBody", ["From: a@x.example", "To: b@x.example"], "Body", false],
  [
    "From: a@x.example\r\nSubject: one\r\n two\r\nHello\r\nBye",
    ["From: a@x.example", "Subject: one\r\n two"],
    "Hello\r\nBye",
    false,
  ],
])("%j is taken apart", (text, headers, body, guessed) => {
  expect(splitHeaders(text)).toEqual({ headers, body, guessed });
});

test("a value of a megabyte is taken apart as fast as a short one", () => {
  for (const filler of ["1".repeat(1_000_000), "1.".repeat(500_000), "A ".repeat(500_000), '"a" '.repeat(250_000)]) {
    expect(splitHeaders(`From: a@x.example To: b@x.example X-Mailer: ${filler}`).headers).toHaveLength(3);
  }
});
