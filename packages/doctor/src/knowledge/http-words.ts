/** What the words of an answer say beyond its HTTP status: the title goes after "HTTP 403: ". */
export interface HttpWords {
  title: string;
  meaning: string;
  remedy: string;
}

type Row = readonly [statuses: readonly number[], pattern: RegExp, title: string, meaning: string, remedy: string];

const noMailboxRemedy =
  "Check that the account has a mailbox and a licence, that User and login name the same account, and whether it has just been moved; a new mailbox takes a while to be known everywhere.";

/** Words of pages and texts by which one cause of a status is known; first match counts. */
const rows: readonly Row[] = [
  [
    [401],
    /401\.1\b|0x8007052e/i,
    "name or password is wrong",
    "IIS checked them and the directory said no (401.1); an account that is locked or may not log on here is answered alike.",
    "Check the password; try the name as user@domain and as DOMAIN\\user; look whether the account is locked.",
  ],
  [
    [401],
    /401\.2\b|invalid authentication headers/i,
    "the kind of login is not switched on here",
    "IIS has no kind of login switched on that fits what the request carries (401.2); a right password is refused like a wrong one.",
    "Have Basic authentication switched on for /Microsoft-Server-ActiveSync, or use a kind the server takes.",
  ],
  [
    [401],
    /401\.3\b|ACL on resource/i,
    "the files behind the path may not be read",
    "The login was right, and the rights on the server's own files do not let it in (401.3).",
    "An administrator has to repair the rights of the virtual directory.",
  ],
  [
    [400],
    /plain HTTP request was sent to (?:an )?HTTPS port|speaking plain HTTP to an SSL-enabled server port/i,
    "http was spoken to an https port",
    "The port takes TLS only and got a request in the clear.",
    "Write https in the URL, or the port of http.",
  ],
  [
    [400, 413, 431, 494],
    /Request Header Or Cookie Too Large|size of the request headers is too long|Request Too Long|header fields too large|exceeds server limit/i,
    "the headers are too large",
    "The web server reads only so many bytes of headers; long tokens, Kerberos tickets and piled-up cookies go beyond that.",
    "Drop the cookies, use a shorter token, or have the limit for headers raised.",
  ],
  [
    [400, 403],
    /No required SSL certificate was sent|SSL certificate error|SSL client certificate|403\.7\b/i,
    "a client certificate is wanted",
    "The web server lets in only clients that show a certificate, and this request shows none it takes.",
    "Send it with the user's certificate, or have the requirement switched off for /Microsoft-Server-ActiveSync.",
  ],
  [
    [403],
    /403\.1[2367]\b|client certificate (?:has been revoked|is untrusted|has expired|is denied)/i,
    "the client certificate is not taken",
    "The request shows a certificate, and the web server says it is revoked, expired, not mapped or from an issuer it does not trust.",
    "Use a valid certificate of an issuer the server trusts.",
  ],
  [
    [400, 404],
    /Invalid Hostname/i,
    "the host name is not known to the web server",
    "No site of this web server is bound to the name in Host.",
    "Use the name the server is published under, not its address or an inner name.",
  ],
  [
    [403],
    /403\.4\b|SSL is required|must be viewed over a secure channel/i,
    "https is required",
    "The request came over http, and the directory takes https only.",
    "Use the https address.",
  ],
  [
    [403],
    /403\.6\b|IP address (?:has been )?(?:rejected|restricted|denied|blocked)|client denied by server configuration/i,
    "this network address is not let in",
    "The web server has a list of addresses, and the one this request comes from is refused.",
    "Send it from an allowed network, or have the address added.",
  ],
  [
    [403, 404],
    /403\.14\b|Directory listing denied|not configured to list the contents|Index of \//i,
    "the path leads to a folder, not to ActiveSync",
    "The web server looked for a page to show: no ActiveSync program is bound to this path.",
    "Check the path, and that ActiveSync is installed and mapped there.",
  ],
  [
    [403, 200],
    /quarantin/i,
    "the device waits in quarantine",
    "An administrator has to decide about this device first; until then it gets nothing.",
    "Have the DeviceId allowed, then send the request again.",
  ],
  [
    [403],
    /denied the specified Uniform Resource Locator|\b1220[29]\b|Forefront TMG|ISA Server/i,
    "the gateway's publishing rule refuses",
    "The page is that of ISA or TMG, a gateway in front of Exchange: no rule publishes this path or this user.",
    "Have a rule publish /Microsoft-Server-ActiveSync/* for these users.",
  ],
  [
    [404, 413],
    /404\.13\b|maxAllowedContentLength|content length that exceeds/i,
    "the body is too large for the web server",
    "Request filtering of IIS has a limit for bodies and answers 404.13 above it.",
    "Make the message smaller, or have maxAllowedContentLength and maxRequestLength raised for ActiveSync, in front end and back end.",
  ],
  [
    [404],
    /404\.11\b|double escap/i,
    "an escape in the URL is escaped again",
    "Request filtering of IIS refuses a URL that still holds escapes after they are undone once, such as %2520 or a plus sign.",
    "Encode each value exactly once.",
  ],
  [
    [404],
    /404\.1[45]\b|query string (?:is )?too long/i,
    "the URL is too long for the web server",
    "Request filtering of IIS limits URL and query.",
    "Use the base64 query, which is shorter.",
  ],
  [
    [404],
    /404\.[237]\b/i,
    "IIS has no program for this path",
    "The handler of ActiveSync is missing or forbidden in IIS.",
    "Repair the virtual directory Microsoft-Server-ActiveSync.",
  ],
  [
    [404],
    /^\s*404 page not found\s*$|default backend - 404/i,
    "the proxy has no route for this host and path",
    "The text is that of a proxy or ingress in front, not of ActiveSync.",
    "Have /Microsoft-Server-ActiveSync of this host routed to the mail server.",
  ],
  [
    [500],
    /500\.19\b|web\.config/i,
    "the web server's configuration cannot be read",
    "IIS stumbles over web.config before ActiveSync runs.",
    "An administrator has to repair the virtual directory.",
  ],
  [
    [500],
    /Server Error in '[^']{0,80}' Application|Could not load file or assembly|Unhandled Exception|HTTP Error 500\.0\b/i,
    "the application behind the path failed to run",
    "The page is that of ASP.NET or IIS: the program could not be loaded or broke off before it read the request. After an update of Exchange its files or settings are often half old, half new.",
    "An administrator has to look in the event log; repairing the update or the virtual directory usually helps.",
  ],
  [
    [500, 503],
    /Too many connections|server has gone away|Connection refused|could not connect to (?:server|database|imap)|MAPI_E_NETWORK_ERROR|max_user_connections/i,
    "the server cannot reach its own mail store or database",
    "The ActiveSync program runs, and what it reads from does not answer it.",
    "An administrator has to look at the database or mail server behind it.",
  ],
  [
    [503],
    /No server is available to handle this request|no healthy upstream|upstream connect error|backend fetch failed/i,
    "no server behind the proxy is up",
    "The load balancer in front has nobody to pass the request to: its health checks fail, or the server is down.",
    "Look at the server behind it; waiting helps only when it is being restarted.",
  ],
  [
    [503],
    /HTTP Error 503\. The service is unavailable|<h2>Service Unavailable<\/h2>|Microsoft-HTTPAPI/i,
    "the application behind the path is stopped",
    "HTTP.sys answers in place of IIS when the application pool is stopped or has crashed too often. It is not a limit the client has run into.",
    "An administrator has to start MSExchangeSyncAppPool and look in the event log for what stopped it.",
  ],
];

/** The row that the words of a page fit; `server` is its Server header. */
export function httpWords(status: number, text: string, server = ""): HttpWords | undefined {
  const found = rows.find(([statuses, pattern]) => statuses.includes(status) && pattern.test(`${text}\n${server}`));
  return found && { title: found[2], meaning: found[3], remedy: found[4] };
}

type Reason = readonly [pattern: RegExp, title: string, meaning: string, remedy: string];

/** Kinds of names that Exchange's front end gives to what went wrong on the way to the mailbox server. */
const reasons: readonly Reason[] = [
  [
    /(?:User|Mailbox|Recipient|Address|Domain|Organization|Tenant|Puid|Sid|Smtp)\w*(?:NotFound|Missing|Unknown)|NoMailbox/i,
    "Exchange finds no mailbox for this user",
    "The front end looked the account up and found no mailbox it could send the request to.",
    noMailboxRemedy,
  ],
  [
    /Kerberos|Unauthenticated|AuthenticationFail|LogonFail|Unauthorized/i,
    "Exchange's own servers do not let one another in",
    "The front end reached the mailbox server and was refused there. The client's password is not what is meant.",
    "An administrator has to look at the trust between the servers (accounts, certificates, clocks).",
  ],
  [
    /Timeout|TimedOut|Canceled/i,
    "the mailbox server did not answer in time",
    "The front end gave up waiting for the mailbox server.",
    "Send it again later; a long wait belongs into a Ping or a hanging Sync of a shorter interval.",
  ],
  [
    /Overload|Throttl|Budget|TooMany|Concurrency/i,
    "the server holds this user back",
    "The account, or the server, has used up what it may.",
    "Wait, and send less at once.",
  ],
  [
    /Server|Database|BackEnd|EndPoint|Locator|Connect|Network|Protocol|Site|Proxy/i,
    "the front end does not reach the mailbox server",
    "The front end could not find, or could not talk to, the server that holds the mailbox: it is down, or the mailbox is being moved.",
    "Send it again later; if it stays, give the administrator the time and request-id.",
  ],
];

/** What a name such as MailboxGuidWithDomainNotFound says; undefined when it fits no kind. */
export function exchangeReason(name: string): HttpWords | undefined {
  const found = reasons.find(([pattern]) => pattern.test(name));
  return found && { title: found[1], meaning: found[2], remedy: found[3] };
}
