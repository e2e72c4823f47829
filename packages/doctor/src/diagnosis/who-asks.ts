import { decodeBase64 } from "@easel/codec/bytes";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** Answers that a wrong name explains. */
const refusals = new Set([400, 401, 403, 404, 500, 501]);

/** The user of the query against the one who signs in, and what a client calls itself. */
export function whoAsks(facts: Facts): Finding[] {
  const { reply, method } = facts;
  if (method !== "POST" || !facts.hasRequest || facts.isSignIn || reply?.succeeded || facts.command === "Autodiscover")
    return [];
  const isRefused = reply !== undefined && refusals.has(reply.status);
  return [...userAgainstLogin(facts, isRefused), ...browserAgent(facts, isRefused)];
}

function userAgainstLogin({ request, url }: Facts, isRefused: boolean): Finding[] {
  const user = url.command.user;
  const basic = /^\s*basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(request.header("Authorization") ?? "")?.[1];
  const bytes = basic === undefined ? undefined : decodeBase64(basic);
  const login = bytes && new TextDecoder().decode(bytes).split(":", 1)[0];
  if (!user || !login || bareName(user) === bareName(login)) return [];
  return [
    {
      rule: "user-against-login",
      severity: isRefused ? "warning" : "info",
      title: "The query names another user than the one who signs in",
      explanation:
        "User in the query and the name in Authorization are two people by their names. A server that opens the mailbox of User for the login of another refuses, unless the names belong to one account.",
      advice: "Write the same name into both, as user@domain or DOMAIN\\user.",
      evidence: [
        { side: "request", kind: "url", part: "user" },
        { side: "request", kind: "header", name: "Authorization" },
      ],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.1.1" },
    },
  ];
}

/** The name without domain: people write it as user, user@domain and DOMAIN\user. */
const bareName = (name: string): string =>
  name
    .slice(name.lastIndexOf("\\") + 1)
    .split("@", 1)[0]
    ?.trim()
    .toLowerCase() ?? "";

function browserAgent({ request }: Facts, isRefused: boolean): Finding[] {
  const agent = request.header("User-Agent");
  if (!agent || !/^Mozilla\/\d/.test(agent.trim())) return [];
  return [
    {
      rule: "browser-user-agent",
      severity: isRefused ? "warning" : "info",
      title: "The User-Agent is a browser's",
      explanation:
        "Exchange and firewalls in front of it send browsers to a sign-in page or turn them away, and device rules go by this name.",
      advice: "Send a name of the client's own, and keep it the same.",
      evidence: [{ side: "request", kind: "header", name: "User-Agent" }],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
    },
  ];
}
