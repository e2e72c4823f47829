import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { descend, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { itemsOf } from "./item-places.ts";
import { tell } from "./topic.ts";

const MAX_COMMANDS = 1000;

/** Which items the commands of a Sync may concern, and by which name. */
export function syncCommands(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.name !== "Sync" || reply?.succeeded) return [];
  if (request.problems.some(({ severity }) => severity === "error")) return [];
  return [...mailAdded(facts), ...namedTwice(root)];
}

/** MS-ASCMD 2.2.3.7.2: before drafts came with 16.0, a client could add short messages alone. */
function mailAdded(facts: Facts): Finding[] {
  const { version } = facts;
  if (version === undefined || version.startsWith("16.")) return [];
  const places = itemsOf(facts).filter(
    ({ command, element, data }) =>
      command === "Add" &&
      textOf(element, "Class") !== "SMS" &&
      childElements(data).some(({ namespace }) => namespace === "Email" || namespace === "Email2"),
  );
  return tell(
    {
      rule: "mail-added-before-16",
      title: `A message is added by Sync at ${version}`,
      explanation:
        "Up to 14.1 the server alone puts mail into a folder: a client changes flags, moves and deletes. Only SMS may be added, with Class SMS in the Add. Drafts came with 16.0.",
      advice: "Send the mail with SendMail; for a draft use 16.0 or later, for a short message write Class SMS.",
      spec: ["MS-ASCMD", "2.2.3.7.2"],
    },
    places,
  );
}

/** Two new items under one name. */
function namedTwice(root: ElementNode): Finding[] {
  const places = descend(root, ["Collections", "Collection"], MAX_COMMANDS).flatMap((collection) => {
    const seen = new Set<string>();
    return descend(collection.element, ["Commands", "Add"], MAX_COMMANDS).flatMap(({ element, path }): Placed[] => {
      const id = textOf(element, "ClientId");
      const child = childElement(element, "ClientId");
      if (!id || !child) return [];
      const isRepeated = seen.has(id);
      seen.add(id);
      const place = `${collection.path}${path.slice(path.indexOf("/", 1))}/ClientId`;
      return isRepeated ? [{ element: child, path: place }] : [];
    });
  });
  return tell(
    {
      rule: "client-id-repeated",
      title: "Two new items have the same ClientId",
      explanation:
        "The server answers each Add by its ClientId, which is how you learn the ServerId. With one name for two items the answers cannot be told apart, and servers take the second for the first sent again.",
      advice: "Give each Add of a request a ClientId of its own.",
      spec: ["MS-ASCMD", "2.2.3.28.2"],
    },
    places,
  );
}
