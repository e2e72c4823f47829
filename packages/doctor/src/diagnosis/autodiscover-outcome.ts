import type { Facts, ReplySide } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_SEARCHED = 16_384;
const body = (reply: ReplySide): Finding["evidence"] => [
  { side: "reply", kind: "bytes", span: { start: 0, end: reply.body.length } },
];

/** Where an answer of Autodiscover leads when it is no error: on to another address, round in a circle, or nowhere. */
export function autodiscoverOutcome(facts: Facts): Finding[] {
  const { reply, command } = facts;
  if (!reply || command !== "Autodiscover") return [];
  const next = nextPlace(facts);
  if (next !== undefined) return [sentOn(facts, next)];
  const text = new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED));
  if (reply.kind === "json") return fromJson(reply, text);
  if (reply.kind !== "xml" || reply.document?.root?.name !== "Autodiscover" || /<ErrorCode\b/.test(text)) return [];
  const redirect = textIn(text, "Redirect") ?? textIn(text, "RedirectAddr");
  if (redirect) return [redirected(facts, redirect)];
  if (/<Action>[\s\S]{0,200}<Error>/.test(text)) return [refused(reply, text)];
  const url = /<Type>\s*MobileSync\s*<\/Type>[\s\S]{0,500}?<Url>\s*([^<]*?)\s*<\/Url>/i.exec(text)?.[1];
  if (url) return /\/Microsoft-Server-ActiveSync/i.test(url) ? [] : [oddUrl(reply, url)];
  return reply.status === 200 ? [noServer(reply)] : [];
}

/** Where a redirect of Autodiscover leads, when that is Autodiscover again: a step of the search and no fault. */
export function nextPlace({ reply, command }: Facts): string | undefined {
  if (command !== "Autodiscover" || !reply || reply.status < 301 || reply.status > 308) return undefined;
  const location = reply.header("Location")?.trim().slice(0, 500);
  return location !== undefined && /\/autodiscover\.(?:xml|json|svc)\b/i.test(location) ? location : undefined;
}

function sentOn({ url }: Facts, location: string): Finding {
  const loops = location.toLowerCase() === url.text.toLowerCase();
  const plain = /^http:/i.test(location);
  return {
    rule: loops ? "autodiscover-loop" : "autodiscover-redirect",
    severity: loops ? "error" : plain ? "warning" : "info",
    title: loops ? "Autodiscover redirects to the address that was asked" : "Autodiscover is at another place",
    explanation: loops
      ? "Location is the URL of the request: a client that follows goes round for ever. This is the web server's doing."
      : `Location leads to ${location}. ${plain ? "That is http, over which no login may go: a client goes on to https places only." : "A client asks the person before it follows to another domain, then sends its document there by POST."}`,
    advice: loops
      ? "Have the redirect corrected, or set the server by hand."
      : "Send the Autodiscover document there, with the login, a limited number of times.",
    evidence: [
      { side: "reply", kind: "status" },
      { side: "reply", kind: "header", name: "Location" },
    ],
    spec: { document: "MS-ASCMD", section: "3.1.5.1" },
  };
}

const textIn = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}\\b[^>]*>\\s*([^<]+?)\\s*</${name}>`).exec(text)?.[1];

function redirected(facts: Facts, target: string): Finding {
  const sent = new TextDecoder().decode(facts.request.body.subarray(0, MAX_SEARCHED));
  const asked = textIn(sent, "EMailAddress");
  const loops = asked?.toLowerCase() === target.toLowerCase();
  return {
    rule: loops ? "autodiscover-loop" : "autodiscover-redirect",
    severity: loops ? "error" : "info",
    title: loops ? "Autodiscover sends back to the address it was asked about" : "Autodiscover names another address",
    explanation: loops
      ? `Redirect holds “${target.slice(0, 120)}”, which is the EMailAddress of the request. A client that follows goes round for ever; this is the server's doing, most often a mailbox or forwarding address set up in both places.`
      : `Redirect holds “${target.slice(0, 120)}”: the account goes by this address, and its domain knows the server.`,
    advice: loops
      ? "Stop after a few redirects; set the server by hand, and have the administrator correct the account's address."
      : "Run Autodiscover again for this address and its domain, a limited number of times.",
    evidence: [
      { side: "reply", kind: "element", path: "/Autodiscover/Response/Action/Redirect" },
      { side: "request", kind: "element", path: "/Autodiscover/Request/EMailAddress" },
    ],
    spec: { document: "MS-ASCMD", section: "2.2.3.140" },
  };
}

function refused(reply: ReplySide, text: string): Finding {
  const status = textIn(text, "Status");
  const message = textIn(text, "Message");
  const meaning =
    status === "2"
      ? " Status 2: the protocol asked for is not served here."
      : status === "1"
        ? " Status 1: the server has no more to say than that it failed."
        : "";
  return {
    rule: "autodiscover-action-error",
    severity: "error",
    title: "Autodiscover answers with an Error for this account",
    explanation: `The request was understood, and Action holds Error instead of Settings.${meaning}${message ? ` It says “${message.slice(0, 160)}”.` : ""}`,
    advice: "Check that the account has a mailbox with ActiveSync switched on; set the server by hand otherwise.",
    evidence: body(reply),
    spec: { document: "MS-ASCMD", section: "2.2.3.61" },
  };
}

const oddUrl = (reply: ReplySide, url: string): Finding => ({
  rule: "autodiscover-odd-url",
  severity: "warning",
  title: "The address that Autodiscover names is not ActiveSync's usual one",
  explanation: `Url says “${url.slice(0, 160)}”, and ActiveSync answers at /Microsoft-Server-ActiveSync. Set up by hand, the external address is often forgotten or wrong.`,
  advice: "Try https://<that host>/Microsoft-Server-ActiveSync, and have the server's external address corrected.",
  evidence: body(reply),
  spec: { document: "MS-ASCMD", section: "2.2.3.187" },
});

const noServer = (reply: ReplySide): Finding => ({
  rule: "autodiscover-no-server",
  severity: "error",
  title: "The answer of Autodiscover names no ActiveSync server",
  explanation:
    "The status is a success, but there is no Server of Type MobileSync with a Url in Settings: this responder serves other protocols, or the account may not use ActiveSync.",
  advice: "Ask OPTIONS of https://<server>/Microsoft-Server-ActiveSync directly.",
  evidence: body(reply),
  spec: { document: "MS-ASCMD", section: "2.2.3.150" },
});

/** Autodiscover v2 speaks JSON: {"Protocol","Url"}, or {"ErrorCode","ErrorMessage"}. */
function fromJson(reply: ReplySide, text: string): Finding[] {
  const word = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`, "i").exec(text)?.[1];
  const code = word("ErrorCode");
  if (code === undefined) return [];
  const message = word("ErrorMessage");
  const story = /user|mailbox|notfound/i.test(code)
    ? "it does not know the address"
    : /protocol/i.test(code)
      ? "it does not serve this protocol"
      : /parameter|email|invalid|mandatory/i.test(code)
        ? "a parameter is missing or wrong"
        : "it refuses";
  return [
    {
      rule: "autodiscover-v2-error",
      severity: "error",
      title: `Autodiscover v2: ${story} (${code.slice(0, 60)})`,
      explanation: `The answer is an error in JSON${message ? `: “${message.slice(0, 160)}”` : ""}. The request is a GET with Email and Protocol=ActiveSync in its query; an account that lives on a server of its own is unknown to Exchange Online.`,
      advice: "Check address and Protocol; for a mailbox elsewhere ask the domain's own autodiscover.xml.",
      evidence: body(reply),
    },
  ];
}
