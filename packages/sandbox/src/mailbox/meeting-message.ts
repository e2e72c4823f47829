import { scanMime } from "@easel/codec/mime";
import type { User } from "../directory.ts";
import type { BodyText } from "./body-text.ts";
import { draftMime } from "./draft.ts";
import { withParts } from "./smart-message.ts";

/** An event as it is passed on; texts as the calendar keeps them. */
export interface ForwardedEvent {
  subject: string;
  location: string;
  uid: string;
  /** Compact DateTime, which is what iCalendar writes too. */
  start: string;
  end: string;
  stamp: string;
  organizer: string;
}

/** The message that passes a meeting on: what its sender adds, and the event as iCalendar (RFC 5545). */
export function meetingMessage(
  event: ForwardedEvent,
  forwardees: readonly { name: string; address: string }[],
  body: BodyText | undefined,
  user: User,
  now: Date,
): Uint8Array {
  const to = forwardees.map(({ name, address }) =>
    name === "" ? `<${address}>` : `"${name.replaceAll('"', "")}" <${address}>`,
  );
  const draft = draftMime(
    { fields: { To: to.join(", "), Subject: `FW: ${event.subject}` }, ...(body ? { body } : {}) },
    user,
    now,
  );
  const calendar = [
    "BEGIN:VCALENDAR",
    "PRODID:-//EASel//sandbox//EN",
    "VERSION:2.0",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${event.stamp}`,
    `DTSTART:${event.start}`,
    `DTEND:${event.end}`,
    `SUMMARY:${escaped(event.subject)}`,
    ...(event.location === "" ? [] : [`LOCATION:${escaped(event.location)}`]),
    `ORGANIZER:mailto:${escaped(event.organizer)}`,
    ...forwardees.map(({ address }) => `ATTENDEE;RSVP=TRUE:mailto:${escaped(address)}`),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ];
  const head = [
    'Content-Type: text/calendar; method=REQUEST; charset="utf-8"; name="meeting.ics"',
    "Content-Transfer-Encoding: 8bit",
    "",
  ];
  return withParts(draft, scanMime(draft).message, [[...head, ...calendar].join("\r\n")]);
}

/** RFC 5545 3.3.11; no text becomes a line of its own. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
