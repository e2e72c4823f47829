import { type ElementNode, elementText, walkElements } from "@easel/codec/document";
import type { Placed } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** MS-ASCMD 2.2.3.61: ErrorCode; 500 to 603 as servers give them. */
const errors: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  "500": ["the address has no settings here", "Check the address; try the other Autodiscover places of its domain."],
  "501": ["the server's answer cannot be made", "Try again later; if it stays, ask the administrator."],
  "600": ["the request is not understood", "Send EMailAddress and AcceptableResponseSchema inside Request."],
  "601": [
    "this responder does not know the mobilesync schema",
    "Leave Autodiscover out and ask OPTIONS of https://<server>/Microsoft-Server-ActiveSync directly.",
  ],
  "602": ["the address is refused", "Check the address."],
  "603": ["the server could not look the account up", "Try again later."],
};

/** A browser's GET has no document, so every server answers 600 to it, a healthy one too. */
const asked = [
  "it was asked with GET, and the request is a POST",
  "Send a POST with an Autodiscover document; as an answer to a browser 600 is the sign of a working responder.",
] as const;

/** Request and answer of Autodiscover, which are plain XML. */
export function autodiscoverRequest(facts: Facts): Finding[] {
  if (facts.command !== "Autodiscover" || facts.method !== "POST" || facts.request.kind !== "xml") return [];
  const root = facts.request.document?.root;
  if (!root || isAnswered(facts)) return [];
  const address = firstNamed(root, "EMailAddress");
  if (address && elementText(address.element).trim() !== "") return [];
  return [
    {
      rule: "autodiscover-address",
      severity: "error",
      title: "Autodiscover is not told the address",
      explanation:
        "Request has to hold EMailAddress: it is what the server looks up. Without it the answer is ErrorCode 600.",
      advice: "Put EMailAddress before AcceptableResponseSchema.",
      evidence: [{ side: "request", kind: "element", path: address?.path ?? `/${root.name}` }],
      spec: { document: "MS-ASCMD", section: "2.2.1.1" },
    },
  ];
}

export function autodiscoverAnswer(facts: Facts): Finding[] {
  const root = facts.reply?.document?.root;
  if (facts.reply?.kind !== "xml" || !root || root.name !== "Autodiscover") return [];
  const found = firstNamed(root, "ErrorCode");
  if (!found) return [];
  const code = elementText(found.element).trim().slice(0, 10);
  const [title, advice] =
    code === "600" && facts.method === "GET" ? asked : Object.hasOwn(errors, code) ? (errors[code] ?? []) : [];
  return [
    {
      rule: `autodiscover-${/^\d{1,4}$/.test(code) ? code : "error"}`,
      severity: "error",
      title: `Autodiscover ErrorCode ${code}: ${title ?? "the server refuses"}`,
      explanation: `The HTTP status may say success; the answer is an Error all the same.${code === "601" ? " Servers that serve Outlook only answer so; ActiveSync may work nevertheless." : ""}`,
      ...(advice ? { advice } : {}),
      evidence: [{ side: "reply", kind: "element", path: found.path }],
      spec: { document: "MS-ASCMD", section: "2.2.3.64" },
    },
  ];
}

/** An answer with settings: then the request was good enough. */
function isAnswered(facts: Facts): boolean {
  const root = facts.reply?.document?.root;
  return facts.reply?.succeeded === true && !!root && !firstNamed(root, "ErrorCode");
}

function firstNamed(root: ElementNode, name: string): Placed | undefined {
  let found: Placed | undefined;
  walkElements(root, (element, path) => {
    if (!found && element.name === name) found = { element, path };
  });
  return found;
}
