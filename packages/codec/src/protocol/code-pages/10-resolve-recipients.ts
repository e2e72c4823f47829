import { definePage } from "../code-page.ts";
import { all, since140, since141 } from "../versions.ts";

export const resolveRecipients = definePage(
  { page: 0x0a, namespace: "ResolveRecipients", prefix: "resolverecipients", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["ResolveRecipients", all],
      /* 06 */ ["Response", all],
      /* 07 */ ["Status", all],
      /* 08 */ ["Type", all],
      /* 09 */ ["Recipient", all],
      /* 0a */ ["DisplayName", all],
      /* 0b */ ["EmailAddress", all],
      /* 0c */ ["Certificates", all],
      /* 0d */ ["Certificate", all],
      /* 0e */ ["MiniCertificate", all],
      /* 0f */ ["Options", all],
      /* 10 */ ["To", all],
      /* 11 */ ["CertificateRetrieval", all],
      /* 12 */ ["RecipientCount", all],
      /* 13 */ ["MaxCertificates", all],
      /* 14 */ ["MaxAmbiguousRecipients", all],
      /* 15 */ ["CertificateCount", all],
      /* 16 */ ["Availability", since140],
      /* 17 */ ["StartTime", since140],
      /* 18 */ ["EndTime", since140],
      /* 19 */ ["MergedFreeBusy", since140],
      /* 1a */ ["Picture", since141],
      /* 1b */ ["MaxSize", since141],
      /* 1c */ ["Data", since141],
      /* 1d */ ["MaxPictures", since141],
    ],
  ],
);
