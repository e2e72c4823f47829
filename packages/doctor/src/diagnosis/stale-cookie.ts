import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** Answers by which front ends fail when a cookie sends the request to a back end that is gone. */
const failures = new Set([400, 403, 440, 500, 502, 503, 504]);

/** Cookies choose the back end at Exchange and at load balancers; old ones send requests astray. */
export function staleCookie(facts: Facts): Finding[] {
  const { reply, roundTrip, request, method } = facts;
  if (!request.header("Cookie")) return [];
  const noAnswer = !reply && roundTrip.error !== undefined;
  if (!noAnswer && !(reply && failures.has(reply.status) && !reply.header("X-MS-ASThrottle"))) return [];
  // A fault in the request itself explains the answer better.
  if (facts.faults.some(({ severity }) => severity === "error")) return [];
  const what = noAnswer ? "no answer came" : `the answer is ${reply?.status}`;
  return [
    {
      rule: "stale-cookie",
      severity: "warning",
      title: "A stored cookie may send this request astray",
      explanation: `The request carries a Cookie and ${what}${method === "OPTIONS" ? ", though OPTIONS has nothing else that could be wrong" : ""}. Load balancers and Exchange's front end keep the way to a back end in cookies; one from an earlier session, or of another account, leads nowhere.`,
      advice: "Send it without cookies. Afterwards give back only what this server sets for this account.",
      evidence: [
        { side: "request", kind: "header", name: "Cookie" },
        ...(reply ? [{ side: "reply", kind: "status" } as const] : []),
      ],
      spec: { document: "MS-ASHTTP", section: "2.2.1.1.2" },
      fix: [{ kind: "remove-header", name: "Cookie" }],
      fixLabel: "Drop the cookies",
    },
  ];
}
