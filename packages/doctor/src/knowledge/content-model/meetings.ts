import type { NamespaceTable } from "./table.ts";

export const meetingResponse: NamespaceTable = {
  namespace: "MeetingResponse",
  document: "MS-ASCMD",
  prefix: "2.2.",
  elements: [
    ["MeetingResponse", "1.11", "", "Accepts or declines invitations."],
    ["Request", "3.150.2", "", "One invitation and the answer to it."],
    ["UserResponse", "3.194", "=1 accept|2 tentative|3 decline", "What the user says."],
    ["CollectionId", "3.30.4", "text 64", "The folder the invitation is in."],
    ["RequestId", "3.151", "text 64", "The invitation, by its ServerId."],
    ["InstanceId", "3.92.1", "date", "The original start of the one occurrence that is meant."],
    ["SendResponse", "3.163", "", "From 16.0 on: mail the answer to the organiser, with these words."],
    ["ProposedStartTime", "3.141", "moment", "Another start the attendee proposes."],
    ["ProposedEndTime", "3.140", "moment", "Another end the attendee proposes."],
    ["Result", "3.155.2", "", "How answering one invitation went."],
    ["CalendarId", "3.18", "text 64", "The event that came of it, by its ServerId."],
    ["Status", "3.177.9", "int", "How it went; 1 is well."],
  ],
  content: [
    ["request", "MeetingResponse", "Request+"],
    ["request", "Request", "UserResponse CollectionId? RequestId? Search:LongId? InstanceId? SendResponse?"],
    ["request", "SendResponse", "AirSyncBase:Body? ProposedStartTime? ProposedEndTime?"],
    ["reply", "MeetingResponse", "Result*"],
    ["reply", "Result", "RequestId? Search:LongId? Status CalendarId? InstanceId?"],
  ],
};
