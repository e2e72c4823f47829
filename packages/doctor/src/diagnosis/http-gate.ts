import { bodyWords } from "./body-words.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { httpStory } from "./http-story.ts";
import { signInChallenge } from "./sign-in-challenge.ts";

const statusLine: Evidence = { side: "reply", kind: "status" };
const header = (name: string): Evidence => ({ side: "reply", kind: "header", name });

/** Answers that turn the request away before its body is read: who, where, when. */
export function httpGate(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply) return [];
  switch (reply.status) {
    case 401:
      // Where tokens are had the answer's own words say what is wrong.
      return facts.isSignIn ? [] : signInChallenge(facts, reply);
    case 451:
      return [redirected(facts, reply)];
    case 503:
    case 429:
      return [busy(facts, reply)];
    default:
      return [];
  }
}

function redirected(facts: Facts, reply: ReplySide): Finding {
  const location = reply.header("X-MS-Location")?.trim().slice(0, 200);
  const host = /^https?:\/\/([^/?#]*)/i.exec(location ?? "")?.[1]?.toLowerCase();
  const loops = host !== undefined && host === facts.url.host.toLowerCase();
  // Exchange Online finds a mailbox by this cookie where the login does not say where it is.
  const anchor =
    facts.exchangeOnline && !/DefaultAnchorMailbox=/i.test(facts.request.header("Cookie") ?? "")
      ? " At Exchange Online a Cookie DefaultAnchorMailbox with the address of the mailbox (percent-encoded) leads the request there by itself; without it accounts of Outlook.com are sent on again and again."
      : "";
  return {
    rule: "http-451",
    severity: "error",
    title: loops
      ? "HTTP 451: the server sends the request back to itself"
      : "HTTP 451: the mailbox is at another server",
    explanation: `${
      loops
        ? `X-MS-Location says ${location}, which is the host that was asked: a client that follows goes round for ever. The server's external address is set up wrongly, or a load balancer leads the name to several servers.`
        : location
          ? `The server asks to be called at ${location} instead. That is ActiveSync's redirect; there is no body to decode, and it is not followed by itself.`
          : "The server asks to be called elsewhere and does not say where."
    }${anchor}`,
    advice: loops
      ? "Stop after one try; run Autodiscover, and have the administrator correct the external address of ActiveSync."
      : location
        ? "Store this URL for the account and send the request, and all later ones, there."
        : "Run Autodiscover to find the right server.",
    evidence: [statusLine, ...(location ? [header("X-MS-Location")] : [])],
    spec: { document: "MS-ASHTTP", section: "3.1.5.2.2" },
  };
}

function busy(facts: Facts, reply: ReplySide): Finding {
  const after = reply.header("Retry-After");
  const rest = /^[A-Za-z]\/(\d{1,9})$/.exec(reply.header("X-MS-BackOffDuration")?.trim() ?? "")?.[1];
  const throttled = reply.header("X-MS-ASThrottle");
  const wait = after
    ? /^\s*\d+\s*$/.test(after)
      ? ` It asks to wait ${after.trim()} s (Retry-After).`
      : ` It asks to wait until ${after.slice(0, 60)} (Retry-After).`
    : rest !== undefined && Number(rest) > 0
      ? ` It asks this client to rest for ${rest} s (X-MS-BackOffDuration).`
      : "";
  const tooMany = reply.status === 429 || wait.includes("BackOff");
  const story = throttled ? undefined : httpStory(facts, reply);
  if (story) {
    return {
      rule: `http-${reply.status}`,
      severity: "error",
      title: `HTTP ${reply.status}: ${story.title}`,
      explanation: `${story.explanation}${wait}`,
      advice: story.advice,
      evidence: [statusLine, ...story.evidence, ...(after ? [header("Retry-After")] : [])],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.1" },
    };
  }
  return {
    rule: throttled ? "throttled" : `http-${reply.status}`,
    severity: "error",
    title: throttled
      ? `HTTP ${reply.status}: the server holds this device back`
      : tooMany
        ? `HTTP ${reply.status}: too many requests, the server wants a pause`
        : `HTTP ${reply.status}: the server is too busy`,
    explanation: throttled
      ? `X-MS-ASThrottle says “${throttled.slice(0, 80)}”: the device has sent too much, or the same thing too often.${wait}`
      : tooMany
        ? `The server, or a limiter in front of it, has had more from this client or address than it takes.${wait}${bodyWords(reply)}`
        : `The server cannot answer now.${wait}${bodyWords(reply)}`,
    advice: throttled
      ? "Wait, then find the loop: a command repeated for one folder without using the new SyncKey is the usual one."
      : "Wait as long as it asks, and longer each time without it.",
    evidence: [
      statusLine,
      ...(throttled ? [header("X-MS-ASThrottle")] : []),
      ...(after ? [header("Retry-After")] : []),
      ...(wait.includes("BackOff") ? [header("X-MS-BackOffDuration")] : []),
    ],
    spec: { document: "MS-ASHTTP", section: throttled ? "2.2.2.1.2.13" : "2.2.2.1.1" },
  };
}
