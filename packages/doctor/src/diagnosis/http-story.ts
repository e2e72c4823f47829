import { exchangeReason, failureFields, type HttpWords, httpWords } from "../knowledge/index.ts";
import type { Facts, ReplySide } from "./facts.ts";
import type { Evidence } from "./finding.ts";
import { gaveUp, tooLarge } from "./http-limits.ts";
import { redirectStory } from "./redirect-story.ts";

/** How much of a page is looked through. */
const MAX_SEARCHED = 8192;
const MAX_WORDS = 200;

export interface HttpStory {
  title: string;
  explanation: string;
  advice: string;
  evidence: Evidence[];
}

const header = (name: string): Evidence => ({ side: "reply", kind: "header", name });

/** What an HTTP status means here, where headers or words of the answer say more than the status; else undefined. */
export function httpStory(facts: Facts, reply: ReplySide): HttpStory | undefined {
  const redirect = redirectStory(facts, reply);
  if (redirect) return { ...redirect, evidence: [header("Location")] };
  return (
    fromExchange(reply) ??
    fromPage(reply) ??
    gaveUp(facts, reply) ??
    tooLarge(facts, reply) ??
    anonymous(facts, reply) ??
    wrongMethod(facts, reply) ??
    noResponder(facts, reply)
  );
}

/** Exchange's front end names what went wrong in headers of its own. */
function fromExchange(reply: ReplySide): HttpStory | undefined {
  if (reply.status < 400) return undefined;
  const code = reply.header("X-CasErrorCode")?.trim().slice(0, 100);
  const context = failureContext(reply.header("X-FailureContext"));
  const words = [code ?? "", ...context].map((word) => [word, exchangeReason(word)] as const);
  const [said, reason] = words.find(([, found]) => found) ?? [];
  if (said === undefined || !reason) {
    const other = code ?? context[0];
    if (!other) return undefined;
    return {
      title: `Exchange says ${other}`,
      explanation: `The front end of Exchange gives this as the reason; the request did not get through to the mailbox.`,
      advice: "Send it again; if it stays, give the administrator these words and request-id.",
      evidence: [header(code ? "X-CasErrorCode" : "X-FailureContext")],
    };
  }
  return {
    title: reason.title,
    explanation: `${reason.meaning} It says “${said.slice(0, MAX_WORDS)}”.`,
    advice: reason.remedy,
    evidence: [header(said === code ? "X-CasErrorCode" : "X-FailureContext")],
  };
}

/** The words of X-FailureContext: parts between semicolons, some as base64; numbers and names of servers left out. */
export function failureContext(value: string | undefined): string[] {
  return failureFields((value ?? "").slice(0, 2000))
    .filter(({ raw }) => raw !== "" && !/^\d+$/.test(raw) && !/^(?:FrontEnd|BackEnd|Cafe)$/i.test(raw))
    .map(({ text }) => text)
    .filter((text) => text.length > 3);
}

function fromPage(reply: ReplySide): HttpStory | undefined {
  if (reply.kind === "wbxml" || reply.kind === "binary" || reply.kind === "gzip") return undefined;
  const text = new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED));
  const found: HttpWords | undefined = httpWords(reply.status, text, reply.header("Server"));
  return (
    found && {
      title: found.title,
      explanation: found.meaning,
      advice: found.remedy,
      evidence: [{ side: "reply", kind: "bytes", span: { start: 0, end: reply.body.length } }],
    }
  );
}

/** 403 without a login: the server, or something in front of it, should have asked for one with 401. */
function anonymous({ request }: Facts, reply: ReplySide): HttpStory | undefined {
  if (reply.status !== 403 || request.header("Authorization")) return undefined;
  return {
    title: "nobody has signed in",
    explanation:
      "The request carries no Authorization header. The usual answer is 401 with WWW-Authenticate; some servers and proxies answer 403 instead, and a client that waits to be asked never signs in.",
    advice: "Send Authorization with the first request.",
    evidence: [{ side: "request", kind: "header", name: "Authorization" }],
  };
}

/** 405 to a method of ActiveSync, or 501 to OPTIONS: the path is another program's. */
function wrongMethod({ method }: Facts, reply: ReplySide): HttpStory | undefined {
  const refusesMethod = reply.status === 405 || (reply.status === 501 && method === "OPTIONS");
  if (!refusesMethod || (method !== "POST" && method !== "OPTIONS")) return undefined;
  const allow = reply.header("Allow")?.slice(0, 100);
  return {
    title: `nothing at this path takes ${method}`,
    explanation: `ActiveSync takes ${method} at its path, so something else answers there: a web server that has only files, or a proxy that does not pass the path on.${allow ? ` It takes ${allow}.` : ""}`,
    advice: "Check host and path, and that the proxy passes POST and OPTIONS of /Microsoft-Server-ActiveSync on.",
    evidence: allow ? [header("Allow")] : [{ side: "request", kind: "url", part: "endpoint" }],
  };
}

/** 404 at an address of Autodiscover: one of several places that a client tries. */
function noResponder({ command, url }: Facts, reply: ReplySide): HttpStory | undefined {
  if (reply.status !== 404 || command !== "Autodiscover") return undefined;
  return {
    title: "no Autodiscover answers here",
    explanation: `${url.host.slice(0, 80) || "This host"} has nothing at ${url.path.slice(0, 80)}. It is one of several places where the settings of a domain may be.${/[A-Z]/.test(url.path) ? " Outside IIS a path is case-sensitive, and clients write it in several ways: a rule for one of them misses the others." : ""}`,
    advice:
      "Try https://<domain>/autodiscover/autodiscover.xml, https://autodiscover.<domain>/autodiscover/autodiscover.xml, the redirect of http://autodiscover.<domain> by GET, and the SRV record _autodiscover._tcp.<domain>.",
    evidence: [{ side: "request", kind: "url", part: "endpoint" }],
  };
}
