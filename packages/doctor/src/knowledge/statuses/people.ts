import { statusTable } from "./status.ts";

const notice = "notice" as const;

export const resolveRecipientsStatuses = statusTable("MS-ASCMD", "2.2.3.177.12", [
  [1, "Done.", ""],
  [
    2,
    "Several people fit; all of them are listed.",
    "Let the user choose.",
    { outcome: notice, parents: ["Response"] },
  ],
  [
    3,
    "Several people fit; some of them are listed, RecipientCount says how many there are.",
    "Let the user choose, or ask for more.",
    { outcome: notice, parents: ["Response"] },
  ],
  [4, "Nobody fits.", "Check the name.", { outcome: notice, parents: ["Response"] }],
  [5, "A parameter is not valid or out of range.", "Correct the request.", { parents: ["ResolveRecipients"] }],
  [6, "The server failed.", "Try again.", { parents: ["ResolveRecipients"] }],
  [
    7,
    "There is no valid certificate for this person.",
    "Send without encryption, or not at all.",
    { outcome: notice, parents: ["Certificates"] },
  ],
  [
    8,
    "There are more certificates than are returned at once.",
    "Ask for fewer people.",
    { outcome: notice, parents: ["Certificates"] },
  ],
]);

export const searchStatuses = statusTable("MS-ASCMD", "2.2.3.177.13", [
  [1, "Done.", ""],
  [2, "A parameter of the search is not valid.", "Change the query.", { parents: ["Store"] }],
  [3, "The server failed, most often for a moment.", "Try again."],
  [4, "The link is not valid.", "Correct it.", { parents: ["Store"] }],
  [5, "Access to the store is denied.", "Ask for the right to read it.", { parents: ["Store"] }],
  [6, "Nothing was found at the link.", "", { parents: ["Store"] }],
  [7, "The store could not be reached.", "Try again, then ask the administrator.", { parents: ["Store"] }],
  [8, "The query is too complex.", "Make it simpler.", { parents: ["Store"] }],
  [10, "The search took too long.", "Try again, narrower.", { parents: ["Store"] }],
  [11, "The folders have changed since the last FolderSync.", "Run FolderSync, then search.", { parents: ["Store"] }],
  [
    12,
    "The range lies beyond what can be fetched.",
    "Stop paging, or narrow the query.",
    { outcome: notice, parents: ["Store"] },
  ],
  [13, "Access to the store is blocked.", "An administrator has to allow it.", { parents: ["Store"] }],
  [
    14,
    "The store wants credentials.",
    "Send UserName and Password, over TLS to a server you trust.",
    { parents: ["Store"] },
  ],
]);

export const findStatuses = statusTable("MS-ASCMD", "2.2.3.177.2", [
  [1, "Done.", ""],
  [2, "A parameter of the search is not valid.", "Change the query."],
  [3, "The folders have changed since the last FolderSync.", "Run FolderSync, then Find."],
  [4, "A search begins with a range that starts at 0.", "Ask again from 0."],
]);

export const validateCertStatuses = statusTable("MS-ASCMD", "2.2.3.177.18", [
  [1, "The certificate is valid.", ""],
  [2, "A parameter of the request is not valid.", "Correct the request."],
  [3, "The signature of the certificate does not verify.", "Use another certificate."],
  [4, "The issuer is not trusted here.", "An administrator can add the issuer."],
  [5, "The chain of certificates is malformed.", "Send CertificateChain in its documented form."],
  [6, "The certificate is not meant for signing mail.", "Use one that is."],
  [7, "The certificate has expired or is not valid yet.", "Get a new one."],
  [8, "The validity times within the chain do not fit together.", "Get the current chain."],
  [9, "A certificate of the chain is used for what it may not be used for.", "Get a new one."],
  [10, "Data of the certificate is missing or wrong.", "Get a new one."],
  [11, "An end certificate stands where an authority's should, or the other way round.", "Get the right chain."],
  [12, "The certificate names another address; somebody may be posing.", "Do not trust it."],
  [13, "The certificate has been revoked.", "Get a new one."],
  [14, "The server that knows about revocation does not answer.", "Try again later."],
  [15, "A certificate of the chain has been revoked.", "Get a new one."],
  [16, "Whether it has been revoked could not be found out.", "Try again later."],
  [17, "The server failed in a way it cannot name.", "Try again; an administrator may have to add the issuer."],
]);
