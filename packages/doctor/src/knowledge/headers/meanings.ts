import { webHeaders } from "./web-headers.ts";

export interface HeaderMeaning {
  /** As Microsoft spells it. */
  name: string;
  side: "request" | "reply" | "both";
  /** One line in plain words. */
  meaning: string;
  document: string;
  section: string;
}

export type HeaderRow = readonly [
  name: string,
  side: HeaderMeaning["side"],
  meaning: string,
  document?: string,
  section?: string,
];

const observed = "seen on live servers, not documented";

const rows: readonly HeaderRow[] = [
  [
    "Authorization",
    "request",
    "Who asks: Basic with user and password, or Bearer with a token. Exchange Online takes Bearer only.",
  ],
  [
    "MS-ASProtocolVersion",
    "request",
    "The protocol version this request is written in; a base64 query carries it itself.",
  ],
  ["X-MS-PolicyKey", "request", "The key of the policy this device has accepted; 0 before the first Provision."],
  ["MS-ASAcceptMultiPart", "request", "T: ItemOperations may answer in parts, attachments apart from the WBXML."],
  [
    "User-Agent",
    "request",
    "The client's name. Keep it the same: a server may hold back a device that changes it often.",
  ],
  ["Accept-Language", "request", "The language for sorting and searching."],
  ["Cookie", "request", "Gives back what Set-Cookie gave; required at 16.0 and later, and with a token."],
  ["Host", "request", "The server's name, from the URL.", "RFC 9110", "7.2"],
  [
    "Content-Type",
    "both",
    "What the body is: WBXML (application/vnd.ms-sync.wbxml), a mail message (message/rfc822, up to 12.1), or a multipart answer. HTML means something other than ActiveSync spoke.",
  ],
  ["Content-Length", "both", "How many bytes the body has; 0 is how mail commands say yes."],
  ["Content-Encoding", "reply", "gzip: the body was compressed on the way and is WBXML again once unpacked."],
  ["MS-Server-ActiveSync", "reply", "The version of the server's ActiveSync part."],
  ["MS-ASProtocolVersions", "reply", "The protocol versions the server speaks."],
  ["MS-ASProtocolCommands", "reply", "The commands the server has."],
  [
    "X-MS-RP",
    "reply",
    "The server has changed: throw the sync state away and start over with OPTIONS, FolderSync and Sync from key 0.",
  ],
  ["X-MS-Location", "reply", "With 451: the URL to use from now on."],
  ["X-MS-Credential-Service-Url", "reply", "The page where the user can change the password."],
  ["X-MS-Credentials-Expire", "reply", "In how many days the password expires."],
  ["X-MS-ASThrottle", "reply", "Why the server holds this device back."],
  ["Retry-After", "reply", "How many seconds to wait, or until when.", "RFC 9110", "10.2.3"],
  [
    "X-MS-BackOffDuration",
    "reply",
    "How long the server wants the client to rest: a letter for urgency and seconds; zero or less means no wait.",
    observed,
  ],
  ["Set-Cookie", "reply", "A cookie that keeps the session on one server; send it back."],
  ["WWW-Authenticate", "reply", "With 401: the kinds of credentials the server takes.", "RFC 9110", "11.6.1"],
  ["X-MS-Diagnostics", "reply", "The server's own words on why it refused.", observed],
  ["X-BEServer", "reply", "The mailbox server that did the work."],
  ["X-FEServer", "reply", "The front server that passed the request on."],
  ["X-CalculatedBETarget", "reply", "The mailbox server the front one chose.", observed],
  ["X-CalculatedFETarget", "reply", "The front server another one handed the request to.", observed],
  [
    "X-BackEndHttpStatus",
    "reply",
    "The status the mailbox server gave; compare it with the one that arrived.",
    observed,
  ],
  [
    "X-CasErrorCode",
    "reply",
    "The front server's own name for what went wrong, such as UserNotFound or ServerNotFound.",
    observed,
  ],
  [
    "X-FailureContext",
    "reply",
    "Where in Exchange the request failed: which server, which status, and a reason, parts of it as base64.",
    observed,
  ],
  [
    "Location",
    "reply",
    "Where a web server sends the request instead; ActiveSync itself uses X-MS-Location.",
    "RFC 9110",
    "10.2.2",
  ],
  ["X-DiagInfo", "reply", "The name of the mailbox server that handled the request.", observed],
  ["request-id", "reply", "This request's number in the server's logs; quote it to support."],
  ["Cache-Control", "reply", "private: nothing on the way may keep the answer."],
  ["Allow", "reply", "The HTTP methods the path takes.", "MS-ASHTTP", "4.3"],
  ["Public", "reply", "The HTTP methods the path takes.", "MS-ASHTTP", "4.3"],
  [
    "Transfer-Encoding",
    "both",
    "chunked: the body comes in pieces without a length before it; some proxies refuse such requests.",
    "RFC 9112",
    "6.1",
  ],
  ["Date", "reply", "When the server answered, by its clock.", "RFC 9110", "6.6.1"],
  ["Server", "reply", "The web server's software.", "RFC 9110", "10.2.4"],
  ["X-Powered-By", "reply", "Software behind the web server.", observed],
  ["X-AspNet-Version", "reply", "The version of ASP.NET on the server.", observed],
  ["X-OWA-Version", "reply", "The build number of Exchange, whole.", observed],
  ["X-MS-ASError", "reply", "What Exchange did not like in the body, often with the element's name.", observed],
  ["X-Z-Push-Version", "reply", "The version of Z-Push, told to those who have signed in.", "source code of Z-Push"],
  [
    "X-Grommunio-Sync-Version",
    "reply",
    "The version of grommunio-sync, told to those who have signed in.",
    "source code of grommunio-sync",
  ],
];

const byName = new Map<string, HeaderMeaning>(
  [...rows, ...webHeaders].map(([name, side, meaning, document, section]) => [
    name.toLowerCase(),
    {
      name,
      side,
      meaning,
      document: document ?? "MS-ASHTTP",
      section: section ?? (document ? "" : side === "reply" ? "2.2.2.1.2" : "2.2.1.1.2"),
    },
  ]),
);

/** Every header that is known, by its lower-case name. */
export const headerMeanings: ReadonlyMap<string, HeaderMeaning> = byName;

/** What a header says, by name in any case; undefined for one ActiveSync has no use for. */
export const headerMeaning = (name: string): HeaderMeaning | undefined => byName.get(name.toLowerCase());
