import { definePage } from "../code-page.ts";
import { since140, since141, since160 } from "../versions.ts";

// 0x17 and 0x18 are Name and Email in the specification, ForwardeeName and ForwardeeEmail in the schema.
export const composeMail = definePage(
  { page: 0x15, namespace: "ComposeMail", prefix: "composemail", definedIn: "MS-ASCMD" },
  [
    [0x05, "SendMail", since140],
    [0x06, "SmartForward", since140],
    [0x07, "SmartReply", since140],
    [0x08, "SaveInSentItems", since140],
    [0x09, "ReplaceMime", since140],
    [0x0b, "Source", since140],
    [0x0c, "FolderId", since140],
    [0x0d, "ItemId", since140],
    [0x0e, "LongId", since140],
    [0x0f, "InstanceId", since140],
    [0x10, "Mime", since140, { aliases: ["MIME"] }],
    [0x11, "ClientId", since140],
    [0x12, "Status", since140],
    [0x13, "AccountId", since141],
    [0x15, "Forwardees", since160],
    [0x16, "Forwardee", since160],
    [0x17, "Name", since160, { aliases: ["ForwardeeName"] }],
    [0x18, "Email", since160, { aliases: ["ForwardeeEmail"] }],
  ],
);
