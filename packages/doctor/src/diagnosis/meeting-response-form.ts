import { childElements } from "@easel/codec/document";
import { descend, evidenceOf, type Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_REQUESTS = 200;
const MAX_PLACES = 5;

/** Children of Request in MeetingResponse (MS-ASCMD 2.2.3.150.2). */
const allowed = new Set(["UserResponse", "CollectionId", "RequestId", "LongId", "InstanceId", "SendResponse"]);

/** An element of the wrong place in MeetingResponse is most often a token off by one in a code page table. */
export function meetingResponseForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "MeetingResponse" || reply?.succeeded) return [];
  const strays = descend(root, ["Request"], MAX_REQUESTS).flatMap(({ element, path }) =>
    childElements(element)
      .filter(({ name }) => !allowed.has(name))
      .map((child): Placed => ({ element: child, path: `${path}/${child.name}` })),
  );
  const [first] = strays;
  if (!first) return [];
  const { name, token } = first.element;
  const isProposed = name === "ProposedStartTime" || name === "ProposedEndTime";
  return [
    {
      rule: "meeting-response-child",
      severity: "error",
      title: `${name} has no place in a Request of MeetingResponse`,
      explanation: `The byte is token ${token.toString(16).toUpperCase().padStart(2, "0")} of code page 8, which is ${name}.${isProposed ? " It belongs inside SendResponse, whose token is 12; tables copied from early drafts have SendResponse at 10." : ` Request takes ${[...allowed].join(", ")}.`}`,
      advice: isProposed
        ? "If SendResponse is meant, mend the table of code page 8: 10 ProposedStartTime, 11 ProposedEndTime, 12 SendResponse."
        : "Leave it out, or check the token against code page 8.",
      evidence: strays.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
      spec: { document: "MS-ASWBXML", section: "2.1.2.1.9" },
    },
  ];
}
