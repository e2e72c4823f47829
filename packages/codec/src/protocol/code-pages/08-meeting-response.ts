import { definePage } from "../code-page.ts";
import { all, legacy, since141, since160, since161 } from "../versions.ts";

export const meetingResponse = definePage(
  { page: 0x08, namespace: "MeetingResponse", prefix: "meetingresponse", definedIn: "MS-ASCMD" },
  [
    [0x05, "CalendarId", all],
    [0x06, "CollectionId", all],
    [0x07, "MeetingResponse", all],
    [0x08, "RequestId", all],
    [0x09, "Request", all],
    [0x0a, "Result", all],
    [0x0b, "Status", all],
    [0x0c, "UserResponse", all],
    [0x0d, "Version", legacy],
    [0x0e, "InstanceId", since141],
    [0x10, "ProposedStartTime", since161],
    [0x11, "ProposedEndTime", since161],
    [0x12, "SendResponse", since160],
  ],
);
