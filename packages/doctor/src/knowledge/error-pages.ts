/** Who wrote a page or a text that came instead of an answer: software in front of the server, or under it. */
export interface PageMaker {
  name: string;
  /** What that says about the way the request took. */
  meaning: string;
}

type Row = readonly [pattern: RegExp, name: string, meaning: string];

const front = "It stands in front of the ActiveSync server; the request may not have reached that at all.";

/** Words by which the pages of common software are known; first match counts. */
const rows: readonly Row[] = [
  [/cloudflare/i, "Cloudflare", front],
  [
    /The requested URL was rejected|support ID is/i,
    "an F5 firewall",
    `${front} A rule there did not like the request; the number on the page names it.`,
  ],
  [/incapsula|imperva/i, "an Imperva firewall", front],
  [/Access Denied[\s\S]{0,400}Reference\s?&?#?/i, "an Akamai firewall", front],
  [/awselb|Amazon CloudFront/i, "a load balancer of Amazon", front],
  [/citrix|netscaler/i, "a Citrix gateway", front],
  [/squid/i, "a Squid proxy", front],
  [/haproxy|<h1>503 Service Unavailable<\/h1>\s*No server is available/i, "HAProxy", front],
  [/nginx/i, "nginx", front],
  [
    /Z-Push/i,
    "Z-Push",
    "The ActiveSync server itself failed before it could answer; its log (z-push-error.log) says more.",
  ],
  [/grommunio/i, "grommunio", "The ActiveSync server itself failed before it could answer; its log says more."],
  [/SOGo|sogod/i, "SOGo", "The ActiveSync server itself failed before it could answer; its log says more."],
  [
    /<b>(?:Fatal error|Parse error|Warning|Notice)<\/b>:|PHP (?:Fatal error|Warning)/i,
    "PHP",
    "The program behind the URL failed while it ran, before it could answer; the text names file and line.",
  ],
  [
    /X-OWA|\/owa\/auth|Outlook Web App/i,
    "Outlook on the web",
    "The request reached the web mail of Exchange instead of ActiveSync.",
  ],
  [
    /SSL client certificate is required|403\.7\b/i,
    "IIS",
    "It wants a client certificate, which this request does not show.",
  ],
  [
    /HTTP Error \d{3}\.\d|Internet Information Services|Server Error in '\/' Application|Microsoft-HTTPAPI/i,
    "IIS",
    "The web server of Exchange answered, not ActiveSync in it; the number after the point says why.",
  ],
  [/Apache(?:\/|\s+Server)/i, "Apache", front],
];

/** The maker of a page by its words or its Server header; undefined when neither says. */
export function pageMaker(text: string, server = ""): PageMaker | undefined {
  const found = rows.find(([pattern]) => pattern.test(text)) ?? rows.find(([pattern]) => pattern.test(server));
  return found && { name: found[1], meaning: found[2] };
}
