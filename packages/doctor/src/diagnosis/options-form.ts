import { childElement, childElements } from "@easel/codec/document";
import { descend, evidenceOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";

const MAX_OPTIONS = 300;
const MAX_PLACES = 5;

/** Options of Sync and GetItemEstimate: their order, and what leaves the body to the server's taste. */
export function optionsForm(facts: Facts): Finding[] {
  const { request, reply, command } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || (root.name !== "Sync" && root.name !== "GetItemEstimate")) return [];
  const options = descend(root, ["Collections", "Collection", "Options"], MAX_OPTIONS);
  if (command === "GetItemEstimate") {
    const refused = reply?.statuses.some(({ code }) => code === 103 || code === 2) === true;
    const late = options.filter(({ element }) => {
      const names = childElements(element).map(({ name }) => name);
      return (
        names.includes("FilterType") && names.includes("Class") && names.indexOf("Class") < names.indexOf("FilterType")
      );
    });
    if (!refused || late.length === 0) return [];
    return [
      {
        rule: "options-order",
        severity: "error",
        title: "FilterType comes after Class in Options",
        explanation:
          "Servers that check the order in GetItemEstimate want FilterType first, and call the request malformed otherwise.",
        advice: "Write FilterType, then Class.",
        evidence: late.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
        spec: { document: "MS-ASCMD", section: "2.2.3.125.2" },
      },
    ];
  }
  if (facts.version === "2.5" || facts.version === undefined) return [];
  const vague = options.filter(
    ({ element }) => childElement(element, "MIMESupport") && !childElement(element, "BodyPreference"),
  );
  if (vague.length === 0) return [];
  return [
    {
      rule: "body-preference-missing",
      severity: "info",
      title: "Options do not say which body is wanted",
      explanation:
        "MIMESupport speaks of mail, and BodyPreference is missing: from 12.0 on the server then chooses, and may send no body at all.",
      advice: "Add airsyncbase:BodyPreference with Type (1 text, 2 HTML, 4 MIME) and a TruncationSize.",
      evidence: vague.slice(0, MAX_PLACES).map((place) => evidenceOf("request", place)),
      spec: { document: "MS-ASAIRS", section: "2.2.2.12" },
    },
  ];
}
