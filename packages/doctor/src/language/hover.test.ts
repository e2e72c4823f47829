import { describe, expect, test } from "vitest";
import { VIENNA } from "../../test/make-round-trip.ts";
import { type CheckOptions, hover, hoverCommand, hoverHeader, hoverHttpStatus } from "./index.ts";

/** `|` marks the pointer. */
function at(marked: string, options: Partial<CheckOptions> = {}) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return hover(text, offset, { command: "Sync", version: "16.1", side: "request", ...options });
}
const fact = (found: ReturnType<typeof at>, label: string) => found?.facts.find((each) => each.label === label)?.text;
const item = (inner: string) =>
  `<Sync xmlns="AirSync"><Collections><Collection><Commands><Add><ApplicationData>${inner}</ApplicationData></Add></Commands></Collection></Collections></Sync>`;

describe("hover", () => {
  test("says what an element is for, its versions and its section", () => {
    const found = at('<Sync xmlns="AirSync"><Coll|ections/></Sync>');
    expect(found).toMatchObject({
      title: "AirSync:Collections",
      meaning: "The folders this Sync is about.",
      spec: { document: "MS-ASCMD", section: "2.2.3.31.2" },
    });
    expect(fact(found, "Versions")).toBe("in every version");
  });

  test("says what took its place", () => {
    expect(fact(at(item('<Loca|tion xmlns="Calendar">x</Location>')), "Versions")).toBe(
      "up to 14.1; then AirSyncBase:Location",
    );
  });

  test("reads values: choices, days, dates, time zones", () => {
    expect(fact(at(item('<BusyStatus xmlns="Calendar">|2</BusyStatus>')), "2")).toBe("busy");
    expect(fact(at(item('<Recurrence xmlns="Calendar"><DayOfWeek>|62</DayOfWeek></Recurrence>')), "62")).toBe(
      "Monday, Tuesday, Wednesday, Thursday, Friday",
    );
    expect(fact(at(item('<StartTime xmlns="Calendar">|20261123T080000Z</StartTime>')), "Is")).toBe(
      "Mon, 23 Nov 2026 08:00:00 UTC",
    );
    const zone = at(item(`<Timezone xmlns="Calendar">${VIENNA}|</Timezone>`));
    expect(fact(zone, "Is")).toBe("UTC+1, summer time from last Sunday of March 02:00 to last Sunday of October 03:00");
    expect(fact(zone, "StandardDate")).toBe("last Sunday of October 03:00");
  });

  test("reads a Status by its command and place", () => {
    const moved = '<MoveItems xmlns="Move"><Response><SrcMsgId>1</SrcMsgId><Status>|3</Status></Response></MoveItems>';
    expect(at(moved, { command: "MoveItems", side: "reply" })?.facts[0]).toMatchObject({
      label: "3",
      text: expect.stringMatching(/./),
    });
    const sync = '<Sync xmlns="AirSync"><Status>14|2</Status></Sync>';
    expect(at(sync, { side: "reply" })?.facts[0]?.label).toBe("142 DeviceNotProvisioned");
  });

  test("reads bytes", () => {
    const send = '<SendMail xmlns="ComposeMail"><Mime><![CDATA[From: |a]]></Mime></SendMail>';
    expect(fact(at(send, { command: "SendMail" }), "Is")).toBe("7 bytes");
    const index = '<Email2:ConversationId xmlns:Email2="Email2"><![CDATA[|0123456789abcdef]]></Email2:ConversationId>';
    expect(fact(at(item(index)), "Is")).toBe("30313233-3435-3637-3839-616263646566");
  });

  test("is silent where there is nothing to say", () => {
    expect(at('|<Sync xmlns="AirSync"/>')?.title).toBe("AirSync:Sync");
    expect(at('<Sync xmlns="AirSync"/>\n|')).toBeUndefined();
    expect(at('<Frob|nicate xmlns="AirSync"/>')).toBeUndefined();
  });
});

test("headers, HTTP statuses and commands explain themselves", () => {
  expect(hoverHeader("x-ms-policykey")).toMatchObject({ title: "X-MS-PolicyKey", facts: [{ text: "requests" }] });
  expect(hoverHttpStatus(449)?.facts.map(({ label }) => label)).toEqual(["Do", "Up to 12.1 for"]);
  const mail = hoverCommand("sendmail");
  expect(mail?.facts).toContainEqual({ label: "Body", text: "the bare message up to 12.1" });
  expect(mail?.facts).toContainEqual({ label: "Query", text: "SaveInSent" });
  expect([hoverHeader("X-Nothing"), hoverHttpStatus(418), hoverCommand("Frobnicate")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
