import { definePage } from "../code-page.ts";
import { all, legacy, since141, since160, since161 } from "../versions.ts";

export const meetingResponse = definePage(
  { page: 0x08, namespace: "MeetingResponse", prefix: "meetingresponse", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["CalendarId", all],
      /* 06 */ ["CollectionId", all],
      /* 07 */ ["MeetingResponse", all],
      /* 08 */ ["RequestId", all],
      /* 09 */ ["Request", all],
      /* 0a */ ["Result", all],
      /* 0b */ ["Status", all],
      /* 0c */ ["UserResponse", all],
      /* 0d */ ["Version", legacy],
      /* 0e */ ["InstanceId", since141],
    ],
  ],
  [
    0x10,
    [
      /* 10 */ ["ProposedStartTime", since161],
      /* 11 */ ["ProposedEndTime", since161],
      /* 12 */ ["SendResponse", since160],
    ],
  ],
);
