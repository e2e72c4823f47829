import { childElement, childElements, elementText } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

const MAX_OPTIONS = 300;

/** Values of FilterType by class (MS-ASCMD 2.2.3.68.2). */
const filters: Readonly<Record<string, readonly string[]>> = {
  Email: ["0", "1", "2", "3", "4", "5"],
  SMS: ["0", "1", "2", "3", "4", "5"],
  Calendar: ["0", "4", "5", "6", "7"],
  Tasks: ["0", "8"],
};

/** Options that fit the class of items, and name each form of a body once. */
export function filterForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || (root?.name !== "Sync" && root?.name !== "GetItemEstimate") || reply?.succeeded)
    return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  const collections = descend(root, ["Collections", "Collection"], MAX_OPTIONS);
  const strange: (Placed & { given: string })[] = [];
  for (const { element, path } of collections) {
    const options = childElements(element, "Options", "AirSync");
    const holders = options.length > 0 ? options : [element];
    for (const [index, holder] of holders.entries()) {
      const filter = childElement(holder, "FilterType", "AirSync");
      const given = textOf(holder, "Class") ?? textOf(element, "Class") ?? "";
      const allowed = Object.hasOwn(filters, given) ? filters[given] : undefined;
      if (!filter || !allowed || allowed.includes(elementText(filter).trim())) continue;
      const step = holder === element ? "" : `/Options${options.length > 1 ? `[${index + 1}]` : ""}`;
      strange.push({ element: filter, path: `${path}${step}/FilterType`, given });
    }
  }
  return [...tellFilter(strange), ...preferencesTwice(root.name === "Sync" ? collections : [])];
}

function tellFilter(strange: readonly (Placed & { given: string })[]): Finding[] {
  const [first] = strange;
  if (!first) return [];
  const value = elementText(first.element).trim().slice(0, 12);
  return tell(
    {
      rule: "filter-of-other-class",
      title: `FilterType ${value} is none for ${first.given}`,
      explanation: `Mail takes 0 to 5, the calendar 0 and 4 to 7, tasks 0 and 8; contacts and notes none. With another one servers answer Status 4.`,
      advice: `Use ${(filters[first.given] ?? []).join(", ")}, or leave FilterType out.`,
      spec: ["MS-ASCMD", "2.2.3.68.2"],
      fix: [{ kind: "set-content", path: first.path, content: "0" }],
      fixLabel: "Ask for everything",
    },
    strange,
  );
}

/** One preference for each type of body, and no two of a kind. */
function preferencesTwice(collections: readonly Placed[]): Finding[] {
  const twice = collections.flatMap(({ element, path }) =>
    childElements(element, "Options", "AirSync").flatMap((options): Placed[] => {
      const types = childElements(options, "BodyPreference", "AirSyncBase").map((each) => textOf(each, "Type") ?? "");
      return new Set(types).size < types.length ? [{ element: options, path: `${path}/Options` }] : [];
    }),
  );
  return tell(
    {
      rule: "body-preference-twice",
      severity: "warning",
      title: "Two BodyPreference ask for the same Type",
      explanation: "There is one BodyPreference for each type of body; with two of a kind servers take one, or refuse.",
      advice: "Keep one for each Type.",
      spec: ["MS-ASAIRS", "2.2.2.12"],
    },
    twice,
  );
}
