import { httpWords, tokenFault } from "../knowledge/index.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";
import { basicAtExchangeOnline, usesBasic } from "./identity.ts";

const MAX_WORDS = 200;
const statusLine: Evidence = { side: "reply", kind: "status" };

/** 401: what was shown against what the server takes, and what it says of the token. */
export function signInChallenge(facts: Facts, reply: ReplySide): Finding[] {
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
  const offered = kindsOffered(facts);
  const { title, explanation, advice } = story(facts, reply, authorization, offered);
  const takes = offered.length > 0 ? ` The server takes: ${offered.join(", ")}.` : "";
  return [
    {
      rule: "http-401",
      severity: "error",
      title: `HTTP 401: ${title}`,
      explanation: `${explanation}${takes}`,
      advice,
      evidence: [
        statusLine,
        { side: "request", kind: "header", name: "Authorization" },
        ...["WWW-Authenticate", "X-MS-Diagnostics"]
          .filter((name) => reply.header(name))
          .map((name): Evidence => ({ side: "reply", kind: "header", name })),
      ],
      spec: { document: "MS-ASHTTP", section: "2.2.2.1.1" },
    },
  ];
}

interface Story {
  title: string;
  explanation: string;
  advice: string;
}

function story(facts: Facts, reply: ReplySide, authorization: string | undefined, offered: readonly string[]): Story {
  const takes = (kind: string) => offered.some((other) => other.toLowerCase() === kind);
  if (!authorization) {
    return {
      title: "nobody has signed in",
      explanation: "The request carries no Authorization header.",
      advice: "Sign in with one of the kinds the server takes.",
    };
  }
  const page =
    reply.kind === "html" || reply.kind === "text" ? new TextDecoder().decode(reply.body.subarray(0, 8192)) : "";
  const words = httpWords(401, page);
  if (words) return { title: words.title, explanation: words.meaning, advice: words.remedy };
  if (usesBasic(authorization)) {
    if (offered.length > 0 && !takes("basic")) {
      return {
        title: "the server takes no user and password in this form",
        explanation: takes("bearer")
          ? "The request carries user and password, which this server does not take."
          : "The request carries user and password as Basic, and Basic is not among what the server takes: it is switched off at this path. A right password is refused like a wrong one.",
        advice: takes("bearer")
          ? "Sign in with one of the kinds the server takes."
          : "Have Basic authentication switched on for /Microsoft-Server-ActiveSync, or use a kind the server takes.",
      };
    }
    return {
      title: "the server does not accept who asks",
      explanation: "User name or password is wrong, or the server wants the user name in another form.",
      advice: "Check the password; try the name as user@domain and as DOMAIN\\user.",
    };
  }
  if (!/^\s*bearer\b/i.test(authorization)) {
    return {
      title: "the server does not accept who asks",
      explanation: "The kind of login in Authorization is not one the server takes, or what it holds is wrong.",
      advice: "Sign in with one of the kinds the server takes.",
    };
  }
  if (offered.length > 0 && !takes("bearer")) {
    return {
      title: "the server takes no token",
      explanation: "The request carries a bearer token, and the server does not list Bearer among what it takes.",
      advice: "Sign in with one of the kinds it lists.",
    };
  }
  const said = spokenWords(facts, reply);
  const fault = tokenFault(said);
  if (fault) {
    return {
      title: fault.title,
      explanation: `${fault.meaning} The server says: “${said.slice(0, MAX_WORDS)}”.`,
      advice: fault.remedy,
    };
  }
  return {
    title: "the server does not accept who asks",
    explanation: `The token is expired, made for another resource, or lacks the scope for ActiveSync.${said ? ` The server says: “${said.slice(0, MAX_WORDS)}”.` : ""}`,
    advice: "Get a new token for the scope EAS.AccessAsUser.All.",
  };
}

/** The values of a header in all its lines. */
const valuesOf = (facts: Facts, name: string): string[] =>
  (facts.roundTrip.reply?.headers ?? [])
    .filter(([other]) => other.toLowerCase() === name)
    .map(([, value]) => value.slice(0, 4000));

/** The kinds of login in WWW-Authenticate: one a line, or several in one line between commas (RFC 9110 11.6.1). */
function kindsOffered(facts: Facts): string[] {
  const kinds = valuesOf(facts, "www-authenticate").flatMap((value) =>
    value
      .replace(/"(?:[^"\\]|\\.)*"/g, '""')
      .split(",")
      // A parameter of the kind before it has "=" after its name; a kind has a space or nothing.
      .map((part) => /^\s*([A-Za-z][A-Za-z0-9_-]*)(?=\s*$|\s+[^=\s])/.exec(part)?.[1] ?? "")
      .filter(Boolean),
  );
  const seen = new Map(kinds.map((kind) => [kind.toLowerCase(), kind]));
  return [...seen.values()].slice(0, 10);
}

/** What the server says of the token, in its own words: the reason of X-MS-Diagnostics, or error and description. */
function spokenWords(facts: Facts, reply: ReplySide): string {
  const diagnostics = (reply.header("X-MS-Diagnostics") ?? "").slice(0, 2000);
  const challenge = valuesOf(facts, "www-authenticate").join(" ");
  const quoted = (text: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`, "i").exec(text)?.[1];
  return [
    quoted(diagnostics, "reason") ?? diagnostics,
    quoted(diagnostics, "error_category"),
    quoted(challenge, "error_description"),
  ]
    .filter(Boolean)
    .join("; ");
}
