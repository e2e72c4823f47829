import { audienceHost, readTokenClaims } from "../knowledge/index.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const SCOPE = "EAS.AccessAsUser.All";
const audiences = ["outlook.office.com", "outlook.office365.com", "00000002-0000-0ff1-ce00-000000000000"];

interface Claims {
  aud?: unknown;
  scp?: unknown;
  roles?: unknown;
  exp?: unknown;
  nbf?: unknown;
}

/**
 * What a bearer token says of itself, where it can be read: for whom it is, what it allows, until when. No word of
 * the token goes into a sentence but these claims. A signature is not checked: that is the server's to do.
 */
export function bearerToken(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const token = /^\s*bearer\s+(\S+)\s*$/i.exec(request.header("Authorization") ?? "")?.[1];
  if (token === undefined || reply?.succeeded || facts.isSignIn) return [];
  const claims: Claims | undefined = readTokenClaims(token);
  if (!claims) return [];
  return [...audience(facts, claims), ...scope(facts, claims), ...expiry(facts, claims), ...tooEarly(facts, claims)];
}

const base = {
  evidence: [{ side: "request", kind: "header", name: "Authorization" }],
  spec: { document: "RFC 7519", section: "4.1" },
} satisfies Partial<Finding>;

function audience({ exchangeOnline }: Facts, { aud, scp, roles }: Claims): Finding[] {
  if (!exchangeOnline || typeof aud !== "string") return [];
  const host = audienceHost(aud);
  if (audiences.includes(host)) return [];
  // An ID token is for the application that asked: its aud is that application's number, and it allows nothing.
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(host) && scp === undefined && roles === undefined;
  return [
    {
      ...base,
      rule: "token-audience",
      severity: "error",
      title: isId ? "This is an ID token, not an access token" : "The token is for another service",
      explanation: `${isId ? "It says who the person is and allows nothing: it has neither scp nor roles. " : ""}Its aud says “${aud.slice(0, 80)}”. Exchange Online takes tokens for https://outlook.office.com or https://outlook.office365.com, and answers 401 to any other.`,
      advice: `Ask for the scope https://outlook.office.com/${SCOPE}; the audience follows from it.`,
    },
  ];
}

function scope({ exchangeOnline }: Facts, { scp, roles }: Claims): Finding[] {
  if (!exchangeOnline || (scp === undefined && roles === undefined)) return [];
  const said = typeof scp === "string" ? scp : "";
  if (said.split(" ").includes(SCOPE)) return [];
  return [
    {
      ...base,
      rule: "token-scope",
      severity: "error",
      title:
        said === "" ? "The token belongs to an application, not to a person" : "The token does not allow ActiveSync",
      explanation:
        said === ""
          ? "It has roles and no scp: an application has got it for itself. ActiveSync works in the name of a person only."
          : `Its scp says “${said.slice(0, 120)}”, without ${SCOPE}. The server answers 401.`,
      advice: `Sign a person in with the scope https://outlook.office.com/${SCOPE}.`,
    },
  ];
}

function tooEarly({ reply }: Facts, { nbf }: Claims): Finding[] {
  const now = Date.parse(reply?.header("Date") ?? "");
  // Clocks may differ by five minutes.
  if (typeof nbf !== "number" || Number.isNaN(now) || nbf * 1000 <= now + 300_000) return [];
  return [
    {
      ...base,
      rule: "token-too-early",
      severity: "error",
      title: "The token is not valid yet",
      explanation: `Its nbf lies after the time of the answer, ${new Date(now).toISOString()}: one of the clocks is wrong.`,
      advice: "Set the clock, and get a new token.",
    },
  ];
}

/** The clock is the answer's, so that a recorded round trip is judged by the time it was made. */
function expiry({ reply }: Facts, { exp }: Claims): Finding[] {
  const now = Date.parse(reply?.header("Date") ?? "");
  if (typeof exp !== "number" || Number.isNaN(now) || exp * 1000 > now) return [];
  const end = new Date(exp * 1000);
  return [
    {
      ...base,
      rule: "token-expired",
      severity: "error",
      title: "The token has expired",
      explanation: `It was good until ${Number.isNaN(end.getTime()) ? "a time nobody can read" : end.toISOString()}, and the answer is of ${new Date(now).toISOString()}.`,
      advice: "Get a new one with the refresh token, or sign in again.",
    },
  ];
}
