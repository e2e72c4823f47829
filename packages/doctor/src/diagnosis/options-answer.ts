import type { Facts } from "./facts.ts";
import type { Evidence, Finding } from "./finding.ts";

const SPEC = { document: "MS-ASHTTP", section: "2.2.2.1.2" };

/** The answer to OPTIONS has two headers that matter; without them something else has answered. */
export function optionsAnswer(facts: Facts): Finding[] {
  const { reply, method } = facts;
  if (!reply || method !== "OPTIONS" || reply.status < 200 || reply.status > 299 || facts.isSignIn) return [];
  const versions = reply.header("MS-ASProtocolVersions");
  const statusLine: Evidence = { side: "reply", kind: "status" };
  if (versions === undefined || versions.trim() === "") {
    const allow = ["Access-Control-Allow-Methods", "Allow", "Public"].find((name) => reply.header(name));
    const who = allow?.startsWith("Access")
      ? "The answer is that to a preflight of a browser, which a proxy gives for the server."
      : allow
        ? "The answer lists HTTP methods, as any web server or proxy does, and did not come from ActiveSync."
        : "Something on the way answered in place of ActiveSync, or ActiveSync is switched off for this user or client.";
    const server = reply.header("Server")?.slice(0, 60);
    // A recording without any header proves nothing.
    const recorded = (facts.roundTrip.reply?.headers.length ?? 0) > 0;
    return [
      {
        rule: "options-without-versions",
        severity: recorded ? "error" : "info",
        title: "The answer to OPTIONS names no protocol versions",
        explanation: `ActiveSync answers OPTIONS with MS-ASProtocolVersions and MS-ASProtocolCommands, and here the first is ${versions === undefined ? "missing" : "empty"}. ${who}${server ? ` The server calls itself ${server}.` : ""}`,
        advice:
          "Check the URL, have OPTIONS passed on to ActiveSync at /Microsoft-Server-ActiveSync, and send it with the user's login; otherwise set the version by hand.",
        evidence: [statusLine, ...(allow ? [{ side: "reply", kind: "header", name: allow } as const] : [])],
        spec: SPEC,
      },
    ];
  }
  if (!/(?:^|[\s,])\d{1,2}\.\d(?=$|[\s,])/.test(versions)) {
    return [
      {
        rule: "options-versions-unreadable",
        severity: "error",
        title: "MS-ASProtocolVersions lists no version",
        explanation: `It says “${versions.slice(0, 80)}”; due is a list such as 12.1,14.0,14.1,16.1 with commas between.`,
        advice: "This is the server's or a proxy's doing; set the version by hand.",
        evidence: [{ side: "reply", kind: "header", name: "MS-ASProtocolVersions" }],
        spec: SPEC,
      },
    ];
  }
  if (reply.header("MS-ASProtocolCommands")?.trim()) return [];
  return [
    {
      rule: "options-without-commands",
      severity: "warning",
      title: "The answer to OPTIONS names no commands",
      explanation:
        "MS-ASProtocolVersions is there and MS-ASProtocolCommands is not: a client cannot know what the server has, and some stop here.",
      advice: "Go by the versions; a command the server lacks is answered with 501 or Status 137.",
      evidence: [statusLine],
      spec: SPEC,
    },
  ];
}
