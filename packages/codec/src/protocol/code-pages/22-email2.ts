import { definePage } from "../code-page.ts";
import { since140, since141, since160 } from "../versions.ts";

export const email2 = definePage(
  { page: 0x16, namespace: "Email2", prefix: "email2", definedIn: "MS-ASEMAIL" },
  [
    0x05,
    [
      /* 05 */ ["UmCallerID", since140],
      /* 06 */ ["UmUserNotes", since140],
      /* 07 */ ["UmAttDuration", since140],
      /* 08 */ ["UmAttOrder", since140],
      /* 09 */ ["ConversationId", since140],
      /* 0a */ ["ConversationIndex", since140],
      /* 0b */ ["LastVerbExecuted", since140],
      /* 0c */ ["LastVerbExecutionTime", since140],
      /* 0d */ ["ReceivedAsBcc", since140],
      /* 0e */ ["Sender", since140],
      /* 0f */ ["CalendarType", since140],
      /* 10 */ ["IsLeapMonth", since140],
      /* 11 */ ["AccountId", since141],
      /* 12 */ ["FirstDayOfWeek", since141],
      /* 13 */ ["MeetingMessageType", since141],
    ],
  ],
  [
    0x15,
    [
      /* 15 */ ["IsDraft", since160],
      /* 16 */ ["Bcc", since160],
      /* 17 */ ["Send", since160],
    ],
  ],
);
