import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { basicAtExchangeOnline, usesBasic } from "./identity.ts";

const statusLine: Evidence = { side: "reply", kind: "status" };
const header = (name: string): Evidence => ({ side: "reply", kind: "header", name });

/** Answers that turn the request away before its body is read: who, where, when. */
export function httpGate(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply) return [];
  switch (reply.status) {
    case 401:
      return unauthorized(facts, reply);
    case 451:
      return [redirected(reply)];
    case 503:
    case 429:
      return [busy(reply)];
    default:
      return [];
  }
}

function unauthorized(facts: Facts, reply: ReplySide): Finding[] {
  const authorization = facts.request.header("Authorization");
  if (facts.exchangeOnline && usesBasic(authorization)) {
    const finding = basicAtExchangeOnline("error");
    return [
      {
        ...finding,
        rule: "http-401",
        title: `HTTP 401: ${finding.title}`,
        evidence: [statusLine, ...finding.evidence],
      },
    ];
  }
  const challenges = facts.roundTrip.reply?.headers.filter(([name]) => name.toLowerCase() === "www-authenticate") ?? [];
  const kinds = challenges.map(([, value]) => value.trim().split(/[\s,]/)[0] ?? "").filter(Boolean);
  const offered = kinds.length > 0 ? ` The server takes: ${[...new Set(kinds)].join(", ")}.` : "";
  const wantsBearer = kinds.some((kind) => /^bearer$/i.test(kind)) && !kinds.some((kind) => /^basic$/i.test(kind));
  const story = !authorization
    ? "The request carries no Authorization header."
    : usesBasic(authorization)
      ? wantsBearer
        ? "The request carries user and password, which this server does not take."
        : "User name or password is wrong, or the server wants the user name in another form."
      : "The token is expired, made for another resource, or lacks the scope for ActiveSync.";
  return [
    {
      rule: "http-401",
      severity: "error",
      title: "HTTP 401: the server does not accept who asks",
      explanation: `${story}${offered}`,
      advice:
        !authorization || wantsBearer
          ? "Sign in with one of the kinds the server takes."
          : usesBasic(authorization)
            ? "Check the password; try the name as user@domain and as DOMAIN\\user."
            : "Get a new token for the scope EAS.AccessAsUser.All.",
      evidence: [
        statusLine,
        { side: "request", kind: "header", name: "Authorization" },
        ...(reply.header("WWW-Authenticate") ? [header("WWW-Authenticate")] : []),
      ],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.1" },
    },
  ];
}

function redirected(reply: ReplySide): Finding {
  const location = reply.header("X-MS-Location");
  return {
    rule: "http-451",
    severity: "error",
    title: "HTTP 451: the mailbox is at another server",
    explanation: location
      ? `The server asks to be called at ${location.slice(0, 200)} instead. That is ActiveSync's redirect; there is no body to decode, and it is not followed by itself.`
      : "The server asks to be called elsewhere and does not say where.",
    advice: location
      ? "Store this URL for the account and send the request, and all later ones, there."
      : "Run Autodiscover to find the right server.",
    evidence: [statusLine, ...(location ? [header("X-MS-Location")] : [])],
    spec: { document: "MS-ASHTTP", section: "3.1.5.2.2" },
  };
}

function busy(reply: ReplySide): Finding {
  const after = reply.header("Retry-After");
  const throttled = reply.header("X-MS-ASThrottle");
  const wait = after
    ? /^\s*\d+\s*$/.test(after)
      ? ` It asks to wait ${after.trim()} s (Retry-After).`
      : ` It asks to wait until ${after.slice(0, 60)} (Retry-After).`
    : "";
  return {
    rule: throttled ? "throttled" : `http-${reply.status}`,
    severity: "error",
    title: throttled
      ? `HTTP ${reply.status}: the server holds this device back`
      : `HTTP ${reply.status}: the server is too busy`,
    explanation: throttled
      ? `X-MS-ASThrottle says “${throttled.slice(0, 80)}”: the device has sent too much, or the same thing too often.${wait}`
      : `The server cannot answer now.${wait}`,
    advice: throttled
      ? "Wait, then find the loop: a command repeated for one folder without using the new SyncKey is the usual one."
      : "Wait as long as it asks, and longer each time without it.",
    evidence: [
      statusLine,
      ...(throttled ? [header("X-MS-ASThrottle")] : []),
      ...(after ? [header("Retry-After")] : []),
    ],
    spec: { document: "MS-ASHTTP", section: throttled ? "2.2.2.1.2.13" : "2.2.2.1.1" },
  };
}
