import { percentDecode } from "@easel/codec/http";
import { signInError } from "../knowledge/index.ts";
import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";

/** How much of an answer or a query is looked through. */
const MAX_SEARCHED = 20_000;

/** The step before ActiveSync: getting a token. An error of it may come as JSON, as a page, or as a redirect. */
export function signInAnswer(facts: Facts): Finding[] {
  const { reply } = facts;
  if (!reply || reply.kind === "wbxml" || reply.kind === "binary" || reply.kind === "gzip") return [];
  const text = new TextDecoder().decode(reply.body.subarray(0, MAX_SEARCHED));
  const location = reply.header("Location")?.slice(0, MAX_SEARCHED) ?? "";
  const fromBody = facts.isSignIn || /\bAADSTS\d{4}/.test(text) ? signInError(text) : undefined;
  const found = fromBody ?? (facts.isSignIn || /AADSTS/.test(location) ? signInError(location) : undefined);
  if (!found) return [];
  const evidence: Evidence = fromBody
    ? { side: "reply", kind: "bytes", span: { start: 0, end: reply.body.length } }
    : { side: "reply", kind: "header", name: "Location" };
  return [
    {
      rule: "sign-in-refused",
      severity: "error",
      title: `${found.code}: ${found.title}`,
      explanation: `${found.meaning} The request to ActiveSync has not been made yet.`,
      advice: found.remedy,
      evidence: [evidence],
      spec: { document: "RFC 6749", section: fromBody ? "5.2" : "4.1.2.1" },
    },
  ];
}

/** Which permission a token is asked for: ActiveSync takes one of its own only. */
export function signInScope(facts: Facts): Finding[] {
  if (!facts.isSignIn) return [];
  const { url, roundTrip } = facts;
  const query = url.text.slice(url.text.indexOf("?") + 1, MAX_SEARCHED);
  const form = new TextDecoder().decode(roundTrip.request.body.subarray(0, MAX_SEARCHED));
  const raw =
    /(?:^|&)(?:scope|resource)=([^&]*)/.exec(query)?.[1] ?? /(?:^|&)(?:scope|resource)=([^&]*)/.exec(form)?.[1];
  if (raw === undefined) return [];
  const scope = percentDecode(raw.replaceAll("+", " ")).text;
  if (/EAS\.AccessAsUser\.All/i.test(scope)) return [];
  return [
    {
      rule: "oauth-scope",
      severity: "warning",
      title: "The token is not asked for ActiveSync",
      explanation: `The scope says “${scope.slice(0, 120)}”. ActiveSync takes a token with EAS.AccessAsUser.All; a registration without it answers invalid_scope, and a token for anything else gets 401.`,
      advice: "Ask for https://outlook.office.com/EAS.AccessAsUser.All with offline_access.",
      evidence: [{ side: "request", kind: "url", part: "query" }],
      spec: { document: "RFC 6749", section: "3.3" },
    },
  ];
}
