import { definePage } from "../code-page.ts";
import { all, since140, since141 } from "../versions.ts";

export const resolveRecipients = definePage(
  { page: 0x0a, namespace: "ResolveRecipients", prefix: "resolverecipients", definedIn: "MS-ASCMD" },
  [
    [0x05, "ResolveRecipients", all],
    [0x06, "Response", all],
    [0x07, "Status", all],
    [0x08, "Type", all],
    [0x09, "Recipient", all],
    [0x0a, "DisplayName", all],
    [0x0b, "EmailAddress", all],
    [0x0c, "Certificates", all],
    [0x0d, "Certificate", all],
    [0x0e, "MiniCertificate", all],
    [0x0f, "Options", all],
    [0x10, "To", all],
    [0x11, "CertificateRetrieval", all],
    [0x12, "RecipientCount", all],
    [0x13, "MaxCertificates", all],
    [0x14, "MaxAmbiguousRecipients", all],
    [0x15, "CertificateCount", all],
    [0x16, "Availability", since140],
    [0x17, "StartTime", since140],
    [0x18, "EndTime", since140],
    [0x19, "MergedFreeBusy", since140],
    [0x1a, "Picture", since141],
    [0x1b, "MaxSize", since141],
    [0x1c, "Data", since141],
    [0x1d, "MaxPictures", since141],
  ],
);
