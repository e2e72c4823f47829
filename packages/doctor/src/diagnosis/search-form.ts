import { childElement, childElements, elementText } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { tell } from "./topic.ts";

/** Results each store gives at most; more is Status 12 (MS-ASCMD 2.2.3.143.3). */
const mostResults: Readonly<Record<string, number>> = { Mailbox: 100, GAL: 100, DocumentLibrary: 1000 };

/** What a search asks for, store by store, and which results. */
export function searchForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || !root || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  if (root.name === "Search") return descend(root, ["Store"], 20).flatMap((store) => storeForm(store));
  if (root.name === "ItemOperations")
    return descend(root, ["Fetch", "Options"], 50).flatMap((place) => rangeForm(place, undefined));
  if (root.name !== "Find") return [];
  const options = ["MailBoxSearchCriterion", "GalSearchCriterion"].flatMap((name) =>
    descend(root, ["ExecuteSearch", name, "Options"], 2),
  );
  return options.flatMap((place) => rangeForm(place, undefined));
}

function storeForm(store: Placed): Finding[] {
  const name = textOf(store.element, "Name") ?? "";
  const query = childElement(store.element, "Query", "Search");
  const options = childElement(store.element, "Options", "Search");
  return [
    ...(query ? queryForm(name, { element: query, path: `${store.path}/Query` }) : []),
    ...(options ? rangeForm({ element: options, path: `${store.path}/Options` }, mostResults[name]) : []),
  ];
}

function queryForm(store: string, query: Placed): Finding[] {
  const children = childElements(query.element);
  const words = elementText(query.element).trim();
  const fault =
    store === "GAL"
      ? children.length > 0
        ? "The address list is searched by words: Query holds text, no elements."
        : words === ""
          ? "Query is empty: there is nothing to look for."
          : undefined
      : store === "Mailbox"
        ? words !== ""
          ? "The mailbox is searched by conditions: Query holds And with Class, CollectionId and FreeText, no text of its own."
          : children.length === 0
            ? "Query is empty: there is nothing to look for."
            : childElement(query.element, "And", "Search")
              ? undefined
              : "The conditions stand in Query itself. One And holds them all: Class, CollectionId, FreeText and the rest."
        : store === "DocumentLibrary" && !childElement(query.element, "EqualTo")
          ? "A document library is searched by EqualTo with LinkId and Value, the address of the folder or document."
          : undefined;
  if (!fault) return [];
  return tell(
    {
      rule: "search-query",
      title: `The Query is not one for ${store}`,
      explanation: fault,
      advice: store === "GAL" ? "Write the words into Query." : "Build the Query for this store.",
      spec: ["MS-ASCMD", "2.2.3.142.2"],
    },
    [query],
  );
}

function rangeForm(options: Placed, most: number | undefined): Finding[] {
  const range = childElement(options.element, "Range");
  if (!range) return [];
  const text = elementText(range).trim();
  const [, from = "", to = ""] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  const place: Placed = { element: range, path: `${options.path}/Range` };
  const count = Number(to) - Number(from) + 1;
  if (from !== "" && count >= 1 && !(most !== undefined && count > most)) return [];
  const tooMany = from !== "" && count >= 1;
  return tell(
    {
      rule: "search-range",
      severity: tooMany ? "warning" : "error",
      title: tooMany ? `A Range of ${count} results is more than servers give` : `“${text.slice(0, 20)}” is no Range`,
      explanation: tooMany
        ? `This store gives at most ${most} results at once; beyond that servers answer Status 12.`
        : "Range is the first and the last result (in a Fetch, byte) counted from zero, 0-9 for the first ten, the smaller number first.",
      advice: tooMany ? `Ask for 0-${(most ?? 1) - 1}.` : "Write two numbers with a hyphen.",
      spec: ["MS-ASCMD", "2.2.3.143.3"],
      fix: [{ kind: "set-content", path: place.path, content: tooMany ? `0-${(most ?? 1) - 1}` : "0-9" }],
      fixLabel: "Write a Range",
    },
    [place],
  );
}
