export interface HttpStatusMeaning {
  status: number;
  name: string;
  /** What it says in an ActiveSync answer. */
  meaning: string;
  remedy?: string;
  /** Status values of 14.0 and later that earlier versions are told by this HTTP status (MS-ASCMD 2.2.2). */
  standsFor?: readonly number[];
  document: string;
  section: string;
}

type Row = readonly [
  status: number,
  name: string,
  meaning: string,
  remedy: string,
  extras?: { standsFor?: number[]; from?: [string, string] },
];

const observed: [string, string] = ["seen on live servers, not documented", ""];
const general: [string, string] = ["RFC 9110", "15"];
const commandDocument: [string, string] = ["MS-ASCMD", "2.2.2"];

const rows: readonly Row[] = [
  [
    200,
    "OK",
    "The command was taken in. Whether it worked stands in the Status elements; no body at all is how mail commands and a Sync without changes say yes.",
    "",
  ],
  [
    301,
    "Moved Permanently",
    "The web server sends the request elsewhere; ActiveSync itself moves a mailbox by 451.",
    "Use the address in Location.",
    { from: general },
  ],
  [
    302,
    "Found",
    "Somebody sent the request elsewhere, most often to a sign-in page; ActiveSync itself does not answer so.",
    "Check the URL and what stands in front of the server.",
    { from: general },
  ],
  [
    400,
    "Bad Request",
    "The server cannot make sense of the request line, the headers or the body.",
    "Check query, MS-ASProtocolVersion, Content-Type and body; the same request fails every time.",
    { standsFor: [101, 103, 106, 138, 147] },
  ],
  [
    401,
    "Unauthorized",
    "The credentials are missing, wrong, or of a kind the server does not take.",
    "Compare Authorization with the kinds in WWW-Authenticate.",
  ],
  [
    403,
    "Forbidden",
    "The server knows who asks and refuses: ActiveSync is off for the user, or the device is blocked or held back.",
    "An administrator has to look at the mailbox's ActiveSync setting and the device access rules.",
    { standsFor: [112, 125, 126, 132, 140] },
  ],
  [
    404,
    "Not Found",
    "There is nothing at this path.",
    "The path is /Microsoft-Server-ActiveSync; if it is, this host has no ActiveSync.",
  ],
  [
    405,
    "Method Not Allowed",
    "The path does not take this method.",
    "Commands are sent with POST, capabilities asked with OPTIONS.",
    { from: general },
  ],
  [
    307,
    "Temporary Redirect",
    "The web server wants the same request at another address; ActiveSync itself moves a mailbox by 451.",
    "Use the address in Location.",
    { from: general },
  ],
  [
    308,
    "Permanent Redirect",
    "The web server wants the same request at another address, from now on.",
    "Use the address in Location.",
    { from: general },
  ],
  [
    407,
    "Proxy Authentication Required",
    "A proxy between client and server wants to know who asks.",
    "Sign in at the proxy, or go around it.",
    { from: general },
  ],
  [408, "Request Timeout", "The body did not come in time.", "Send it again, in one piece.", { from: general }],
  [
    411,
    "Length Required",
    "The body came without Content-Length, as with chunked transfer, and something on the way does not take that.",
    "Send the body in one piece with Content-Length.",
    { from: general },
  ],
  [
    413,
    "Content Too Large",
    "The body is larger than the server or a proxy before it takes.",
    "Make the message smaller, or have the limit raised.",
    { from: general },
  ],
  [
    415,
    "Unsupported Media Type",
    "The server does not take this Content-Type.",
    "Use application/vnd.ms-sync.wbxml, or message/rfc822 for mail up to 12.1.",
    { from: general },
  ],
  [
    417,
    "Expectation Failed",
    "Something on the way does not take Expect: 100-continue, which HTTP libraries add to larger bodies by themselves.",
    "Switch the Expect header off in the client.",
    { from: general },
  ],
  [
    429,
    "Too Many Requests",
    "The server or a firewall before it has had too many requests.",
    "Wait as long as Retry-After says, and longer each time without it.",
    { from: ["RFC 6585", "4"] },
  ],
  [
    440,
    "Login Timeout",
    "IIS says that a session has ended; it comes from the web mail of Exchange, not from ActiveSync.",
    "Check the URL; send the request again without old cookies.",
    { from: observed },
  ],
  [
    449,
    "Retry With",
    "A policy is in force and the device has not accepted it, or holds an old policy key.",
    "Run Provision in both steps, then send the request again with the new X-MS-PolicyKey.",
    { standsFor: [140, 141, 142, 143, 144], from: commandDocument },
  ],
  [
    451,
    "Redirect",
    "The mailbox is better reached at another server.",
    "Send the request, and all later ones, to the URL in X-MS-Location; without it run Autodiscover.",
  ],
  [456, "Blocked", "The account is blocked.", "Stop sending; the user has to talk to the administrator."],
  [
    457,
    "Password Expired",
    "The password has expired.",
    "Stop sending; the user has to change it at the page in X-MS-Credential-Service-Url.",
  ],
  [
    500,
    "Internal Server Error",
    "The server failed while handling the request. Exchange also answers so to a request it did not expect, without saying why.",
    "Look for a fault in the request first; then at request-id and the server's logs.",
    { standsFor: [106, 110, 132] },
  ],
  [
    501,
    "Not Implemented",
    "The server does not have this command or method.",
    "See MS-ASProtocolCommands in the OPTIONS answer.",
    { standsFor: [137, 147] },
  ],
  [502, "Bad Gateway", "A proxy could not reach the server behind it.", "Try later; check the host name."],
  [
    503,
    "Service Unavailable",
    "The server is too busy, or holds this device back for sending too much.",
    "Wait as long as Retry-After says, and longer each time without it.",
    { standsFor: [111] },
  ],
  [
    504,
    "Gateway Timeout",
    "A proxy gave up waiting for the server.",
    "With Ping or a waiting Sync: use a shorter interval, or give the proxy a longer time-out.",
    { from: general },
  ],
  [
    505,
    "HTTP Version Not Supported",
    "The protocol version is not offered.",
    "Choose one from MS-ASProtocolVersions.",
    { standsFor: [138], from: commandDocument },
  ],
  [
    507,
    "Insufficient Storage",
    "The mailbox is full.",
    "Delete something or have the quota raised.",
    { standsFor: [113] },
  ],
];

/** What Cloudflare says of the server behind it. */
const cloudflare: readonly (readonly [status: number, meaning: string])[] = [
  [520, "The server behind Cloudflare answered in a way Cloudflare cannot pass on."],
  [521, "The server behind Cloudflare refuses connections."],
  [522, "The server behind Cloudflare does not answer in time."],
  [524, "The server behind Cloudflare took longer than 100 s, which a Ping or a waiting Sync does."],
  [525, "Cloudflare and the server behind it cannot agree on TLS."],
  [526, "Cloudflare does not trust the certificate of the server behind it."],
];

const byStatus = new Map<number, HttpStatusMeaning>(
  [
    ...rows,
    ...cloudflare.map(
      ([status, meaning]): Row => [
        status,
        "Cloudflare",
        meaning,
        "Look at the server itself, past Cloudflare.",
        { from: observed },
      ],
    ),
  ].map(([status, name, meaning, remedy, extras]) => {
    const [document, section] = extras?.from ?? ["MS-ASHTTP", "2.2.2.1.1"];
    return [
      status,
      {
        status,
        name,
        meaning,
        ...(remedy === "" ? {} : { remedy }),
        ...(extras?.standsFor ? { standsFor: extras.standsFor } : {}),
        document,
        section,
      },
    ];
  }),
);

/** Every HTTP status that is known. */
export const httpStatusMeanings: ReadonlyMap<number, HttpStatusMeaning> = byStatus;

/** What an HTTP status says in an ActiveSync answer; undefined for one that has no meaning of its own there. */
export const httpStatusMeaning = (status: number): HttpStatusMeaning | undefined => byStatus.get(status);
