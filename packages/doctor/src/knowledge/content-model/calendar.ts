import type { NamespaceTable } from "./table.ts";

export const calendarTypes =
  "=0 default|1 Gregorian|2 Gregorian US|3 Japanese era|4 Taiwan|5 Korean|6 Hijri|7 Thai|8 Hebrew lunar|9 Gregorian Middle East French|10 Gregorian Arabic|11 Gregorian transliterated English|12 Gregorian transliterated French|14 Japanese lunar|15 Chinese lunar|20 Korean lunar";

export const daysOfWeek =
  "Days added up: 1 Sunday, 2 Monday, 4 Tuesday, 8 Wednesday, 16 Thursday, 32 Friday, 64 Saturday.";

export const weekdays = "=0 Sunday|1 Monday|2 Tuesday|3 Wednesday|4 Thursday|5 Friday|6 Saturday";

export const recurrenceTypes =
  "=0 daily|1 weekly|2 monthly by date|3 monthly by weekday|5 yearly by date|6 yearly by weekday";

const exceptionFields =
  "Subject? StartTime? EndTime? AirSyncBase:Body? Body? BodyTruncated? Location? AirSyncBase:Location? AirSyncBase:Attachments?@16.0- Categories? Sensitivity? BusyStatus? AllDayEvent? Reminder? DtStamp?^16.0- MeetingStatus? UID?^16.0- Attendees?@14.0- DisallowNewTimeProposal? ResponseRequested? !AppointmentReplyTime? !ResponseType? !OnlineMeetingConfLink? !OnlineMeetingExternalLink?";

export const calendar: NamespaceTable = {
  namespace: "Calendar",
  document: "MS-ASCAL",
  prefix: "2.2.2.",
  elements: [
    ["Timezone", "44", "zone", "The event's time zone: 172 bytes with offset, names and both changes of the clock."],
    ["AllDayEvent", "1", "bool", "1: the event lasts whole days, from midnight to midnight of its time zone."],
    ["StartTime", "42", "compact", "When it begins, in UTC."],
    ["EndTime", "20", "compact", "When it ends, in UTC."],
    ["DtStamp", "18", "compact", "When the event was made or last changed, in UTC."],
    ["Subject", "43", "text?", "What the event is about."],
    ["Location", "27", "text?", "Where it takes place, up to 14.1; later AirSyncBase:Location says it."],
    ["Body", "7", "text?", "The event's text at 2.5."],
    ["BodyTruncated", "7", "bool", "At 2.5: whether the text is cut."],
    ["UID", "46", "text 300", "One name for the event in all mailboxes; from 16.0 on the server makes it."],
    ["ClientUid", "13", "text 1-300", "The client's own name for an event it adds, from 16.0 on."],
    ["OrganizerName", "36", "text?", "Who invites."],
    ["OrganizerEmail", "35", "text?", "The address of who invites."],
    ["BusyStatus", "9", "=0 free|1 tentative|2 busy|3 away|4 working elsewhere", "How the time is shown to others."],
    ["Sensitivity", "41", "=0 normal|1 personal|2 private|3 confidential", "Who may see what the event is."],
    ["Reminder", "38", "int? 0-4294967295", "How many minutes before the start to remind; empty for none."],
    [
      "MeetingStatus",
      "28",
      "=0 an appointment|1 a meeting, own|3 a meeting, received|5 own, cancelled|7 received, cancelled|9 like 1|11 like 3|13 like 5|15 like 7",
      "Whether it is a meeting, who called it, and whether it is off.",
    ],
    ["Attendees", "4", "", "Who is invited."],
    ["Attendee", "3", "", "One who is invited."],
    ["Email", "19", "text", "The attendee's address."],
    ["Name", "30", "text", "The attendee's name."],
    ["AttendeeStatus", "5", "=0 unknown|2 tentative|3 accepted|4 declined|5 no answer", "What the attendee answered."],
    ["AttendeeType", "6", "=1 required|2 optional|3 a room or thing", "How much the attendee is needed."],
    ["Categories", "11", "", "The categories of the event."],
    ["Category", "12", "text", "One category."],
    ["Recurrence", "37", "", "How the event repeats."],
    ["Type", "45", recurrenceTypes, "The pattern it repeats by; it decides which other elements are needed."],
    ["Interval", "25", "int 0-999", "Every how many days, weeks, months or years."],
    ["Until", "47", "compact", "When the last occurrence begins; not together with Occurrences."],
    ["Occurrences", "32", "int 1-999", "How many times; not together with Until."],
    ["DayOfWeek", "15", "int 1-127", daysOfWeek],
    ["DayOfMonth", "14", "int 1-31", "The day of the month."],
    ["WeekOfMonth", "48", "int 1-5", "Which week of the month; 5 is the last."],
    ["MonthOfYear", "29", "int 1-12", "The month."],
    ["CalendarType", "10", calendarTypes, "The calendar the pattern counts in."],
    ["IsLeapMonth", "26", "bool", "Whether the month is the leap month of its calendar."],
    ["FirstDayOfWeek", "24", weekdays, "The day weeks begin with."],
    ["Exceptions", "22", "", "The occurrences that differ from the series or are gone."],
    ["Exception", "21", "", "One occurrence and what is different about it."],
    ["Deleted", "16", "bool", "1: the occurrence is gone."],
    [
      "ExceptionStartTime",
      "23",
      "moment",
      "The original start of the occurrence, up to 14.1; later InstanceId names it.",
    ],
    ["DisallowNewTimeProposal", "17", "bool", "1: attendees may not propose another time."],
    ["ResponseRequested", "39", "bool", "1: who invites wants an answer."],
    ["AppointmentReplyTime", "2", "compact", "When the user answered the invitation."],
    [
      "ResponseType",
      "40",
      "=0 none|1 organiser|2 tentative|3 accepted|4 declined|5 not answered",
      "What the user answered.",
    ],
    ["OnlineMeetingConfLink", "33", "text", "The link by which a meeting client joins."],
    ["OnlineMeetingExternalLink", "34", "text", "The web page of the online meeting."],
  ],
  content: [
    ["both", "Attendees", "Attendee*"],
    [
      "both",
      "Attendee",
      "Email Name? AttendeeStatus?^16.0- AttendeeType? MeetingResponse:ProposedStartTime? MeetingResponse:ProposedEndTime?",
    ],
    ["both", "Categories", "Category*300"],
    [
      "both",
      "Recurrence",
      "Type Occurrences? Interval? WeekOfMonth? DayOfWeek? MonthOfYear? Until? DayOfMonth? CalendarType? IsLeapMonth? FirstDayOfWeek?",
    ],
    ["both", "Exceptions", "Exception*1000"],
    ["both@-14.1", "Exception", `Deleted? ExceptionStartTime ${exceptionFields}`],
    ["both@16.0-", "Exception", `Deleted? AirSyncBase:InstanceId ${exceptionFields}`],
  ],
};
