import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const validateCert = definePage(
  { page: 0x0b, namespace: "ValidateCert", prefix: "validatecert", definedIn: "MS-ASCMD" },
  [
    [0x05, "ValidateCert", all],
    [0x06, "Certificates", all],
    [0x07, "Certificate", all],
    [0x08, "CertificateChain", all],
    [0x09, "CheckCRL", all, { aliases: ["CheckCrl"] }],
    [0x0a, "Status", all],
  ],
);
