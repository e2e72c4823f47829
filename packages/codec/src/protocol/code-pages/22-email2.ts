import { definePage } from "../code-page.ts";
import { since140, since141, since160 } from "../versions.ts";

export const email2 = definePage({ page: 0x16, namespace: "Email2", prefix: "email2", definedIn: "MS-ASEMAIL" }, [
  [0x05, "UmCallerID", since140],
  [0x06, "UmUserNotes", since140],
  [0x07, "UmAttDuration", since140],
  [0x08, "UmAttOrder", since140],
  [0x09, "ConversationId", since140],
  [0x0a, "ConversationIndex", since140],
  [0x0b, "LastVerbExecuted", since140],
  [0x0c, "LastVerbExecutionTime", since140],
  [0x0d, "ReceivedAsBcc", since140],
  [0x0e, "Sender", since140],
  [0x0f, "CalendarType", since140],
  [0x10, "IsLeapMonth", since140],
  [0x11, "AccountId", since141],
  [0x12, "FirstDayOfWeek", since141],
  [0x13, "MeetingMessageType", since141],
  [0x15, "IsDraft", since160],
  [0x16, "Bcc", since160],
  [0x17, "Send", since160],
]);
