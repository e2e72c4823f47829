import { definePage } from "../code-page.ts";
import { all } from "../versions.ts";

export const validateCert = definePage(
  { page: 0x0b, namespace: "ValidateCert", prefix: "validatecert", definedIn: "MS-ASCMD" },
  [
    0x05,
    [
      /* 05 */ ["ValidateCert", all],
      /* 06 */ ["Certificates", all],
      /* 07 */ ["Certificate", all],
      /* 08 */ ["CertificateChain", all],
      /* 09 */ ["CheckCRL", all, { aliases: ["CheckCrl"] }],
      /* 0a */ ["Status", all],
    ],
  ],
);
