import type { Facts, Side } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** How much of a document is looked through for its namespaces. */
const MAX_SEARCHED = 8192;
const REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006";
const RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";
const SPEC = { document: "MS-ASCMD", section: "2.2.3.2" };

const textOf = (side: Side): string => new TextDecoder().decode(side.body.subarray(0, MAX_SEARCHED));

/** Autodiscover serves several protocols; the request says by two schemas that it means ActiveSync. */
export function autodiscoverSchema(facts: Facts): Finding[] {
  const { request, command, method } = facts;
  if (command !== "Autodiscover" || method !== "POST" || request.kind !== "xml" || findsServer(facts)) return [];
  const text = textOf(request);
  return [...wrongRequest(text), ...wrongResponse(facts, text)];
}

/** The answer names an ActiveSync server: whatever was asked, it was understood. */
function findsServer({ reply }: Facts): boolean {
  if (reply?.kind !== "xml") return false;
  return /<Type>\s*MobileSync\s*<\/Type>/i.test(textOf(reply));
}

function wrongRequest(text: string): Finding[] {
  const namespace = /<(?:\w+:)?Autodiscover\b[^>]*\bxmlns(?::\w+)?\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
  if (namespace === REQUEST) return [];
  return [
    {
      rule: "autodiscover-request-schema",
      severity: "error",
      title: namespace
        ? "Autodiscover is asked in another protocol's schema"
        : "The Autodiscover element has no namespace",
      explanation: `${namespace ? `The request's namespace is “${namespace.slice(0, 120)}”.` : "The request says no namespace."} The one of ActiveSync ends in mobilesync/requestschema/2006, without a letter after it; others get ErrorCode 600, 601 or an answer for Outlook.`,
      advice: `Write xmlns="${REQUEST}" on Autodiscover.`,
      evidence: [{ side: "request", kind: "element", path: "/Autodiscover" }],
      spec: { document: "MS-ASCMD", section: "2.2.1.1" },
    },
  ];
}

function wrongResponse(facts: Facts, text: string): Finding[] {
  const asked = /<(?:\w+:)?AcceptableResponseSchema\b[^>]*>\s*([^<]*?)\s*<\//.exec(text)?.[1];
  if (asked === RESPONSE) return [];
  const isOutlook = asked !== undefined && /outlook\/responseschema/i.test(asked);
  return [
    {
      rule: "autodiscover-response-schema",
      severity: "error",
      title: asked
        ? isOutlook
          ? "AcceptableResponseSchema asks for Outlook's settings"
          : "AcceptableResponseSchema is not the one of ActiveSync"
        : "Autodiscover is not told which answer is wanted",
      explanation: `${asked ? `It says “${asked.slice(0, 120)}”${isOutlook ? ", and such an answer names servers for Outlook and none for ActiveSync" : ""}.` : "AcceptableResponseSchema is missing or empty."} A server picks its answer by this address, letter by letter.${facts.reply?.succeeded ? " The answer holds no server of Type MobileSync." : ""}`,
      advice: `Write ${RESPONSE}.`,
      evidence: [{ side: "request", kind: "element", path: "/Autodiscover/Request/AcceptableResponseSchema" }],
      spec: SPEC,
    },
  ];
}
