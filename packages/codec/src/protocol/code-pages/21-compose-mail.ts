import { definePage } from "../code-page.ts";
import { since140, since141, since160 } from "../versions.ts";

// 0x17 and 0x18 are Name and Email in the specification, ForwardeeName and ForwardeeEmail in the schema.
export const composeMail = definePage(
  { page: 0x15, namespace: "ComposeMail", prefix: "composemail", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["SendMail", since140],
      /* 06 */ ["SmartForward", since140],
      /* 07 */ ["SmartReply", since140],
      /* 08 */ ["SaveInSentItems", since140],
      /* 09 */ ["ReplaceMime", since140],
    ],
  ],
  [
    0x0b,
    [
      /* 0b */ ["Source", since140],
      /* 0c */ ["FolderId", since140],
      /* 0d */ ["ItemId", since140],
      /* 0e */ ["LongId", since140],
      /* 0f */ ["InstanceId", since140],
      /* 10 */ ["Mime", since140, { aliases: ["MIME"] }],
      /* 11 */ ["ClientId", since140],
      /* 12 */ ["Status", since140],
      /* 13 */ ["AccountId", since141],
    ],
  ],
  [
    0x15,
    [
      /* 15 */ ["Forwardees", since160],
      /* 16 */ ["Forwardee", since160],
      /* 17 */ ["Name", since160, { aliases: ["ForwardeeName"] }],
      /* 18 */ ["Email", since160, { aliases: ["ForwardeeEmail"] }],
    ],
  ],
);
