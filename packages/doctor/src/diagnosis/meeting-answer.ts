import { childElement } from "@easel/codec/document";
import { descend, evidenceOf, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

const MAX_REQUESTS = 200;

/** Another time that is proposed in an answer has a beginning and an end. */
export function proposedTimes(facts: Facts): Finding[] {
  if (facts.reply?.succeeded) return [];
  const places = requestsOf(facts).flatMap(({ element, path }): Placed[] => {
    const answer = childElement(element, "SendResponse");
    const start = answer && textOf(answer, "ProposedStartTime");
    const end = answer && textOf(answer, "ProposedEndTime");
    const isHalf = (start === undefined) !== (end === undefined);
    const isReversed = start !== undefined && end !== undefined && start.length === end.length && end < start;
    return answer && (isHalf || isReversed) ? [{ element: answer, path: `${path}/SendResponse` }] : [];
  });
  return tell(
    {
      rule: "proposed-times",
      title: "A proposed time needs its beginning and its end",
      explanation:
        "ProposedStartTime and ProposedEndTime go together, the end after the beginning. With one of them there is no time to propose, and the server refuses the answer.",
      advice: "Send both, or neither.",
      spec: ["MS-ASCMD", "2.2.3.141"],
    },
    places,
  );
}

/** The answer is in the calendar and the organiser knows nothing of it: what people take for a fault of the server. */
export function silentAnswer(facts: Facts): Finding[] {
  const { reply, version } = facts;
  if (!reply?.succeeded || reply.document?.root?.name !== "MeetingResponse" || version === undefined) return [];
  const silent = requestsOf(facts).filter(({ element }) => !childElement(element, "SendResponse"));
  if (silent.length === 0) return [];
  const since16 = version.startsWith("16.");
  return [
    {
      rule: "meeting-answer-unsent",
      severity: "info",
      title: "The organiser is not told of this answer",
      explanation: since16
        ? "From 16.0 on the server mails the answer where Request holds SendResponse, and not otherwise. Here it has changed your calendar alone."
        : "Up to 14.1 MeetingResponse changes your calendar alone; telling the organiser is left to the client.",
      advice: since16
        ? "Add SendResponse, empty or with a Body, if the organiser shall know."
        : "Send a mail with SendMail whose text/calendar part has method=REPLY, with the UID of the meeting and your PARTSTAT.",
      evidence: silent.slice(0, 5).map((place) => evidenceOf("request", place)),
      spec: { document: "MS-ASCMD", section: "2.2.1.11" },
    },
  ];
}

function requestsOf({ request }: Facts): Placed[] {
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "MeetingResponse") return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  return descend(root, ["Request"], MAX_REQUESTS);
}
