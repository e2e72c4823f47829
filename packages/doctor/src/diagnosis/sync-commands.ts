import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { elementFacts } from "../knowledge/content-model/index.ts";
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
  return [...mailAdded(facts), ...mailChanged(facts), ...seriesInInstance(facts), ...namedTwice(root)];
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

/** MS-ASEMAIL 3.1.5.3: what a client may change of a message that is in the mailbox. */
const changeable = new Set(["Read", "Flag", "Categories"]);

function mailChanged(facts: Facts): Finding[] {
  const { version } = facts;
  if (version === undefined || version.startsWith("16.")) return [];
  const places = itemsOf(facts).flatMap((item): Placed[] => {
    if (item.command !== "Change") return [];
    const element = childElements(item.data).find(
      ({ namespace, name }) => namespace === "Email" && !changeable.has(name) && existsAt(version, name),
    );
    return element ? [{ element, path: `${item.dataPath}/${element.name}` }] : [];
  });
  return tell(
    {
      rule: "mail-property-fixed",
      severity: facts.reply ? "error" : "warning",
      title: `${places[0]?.element.name} of a message cannot be changed at ${version}`,
      explanation:
        "A message in the mailbox is as it came: a client sets Read, Flag and Categories, and nothing else. Servers answer Status 6, or pass over what stands there. From 16.0 on a draft can be changed.",
      advice: "Send Read, Flag and Categories alone; to correct a message send another one.",
      spec: ["MS-ASEMAIL", "3.1.5.3"],
    },
    places,
  );
}

/** What another version has is told as that. */
const existsAt = (version: string, name: string): boolean =>
  elementFacts("Email", name)?.versions.includes(version) === true;

/** One occurrence has no rule of its own. */
function seriesInInstance(facts: Facts): Finding[] {
  const places = itemsOf(facts).flatMap(({ element, data, dataPath }): Placed[] => {
    const rule = childElement(data, "Recurrence", "Calendar");
    return rule && childElement(element, "InstanceId", "AirSyncBase")
      ? [{ element: rule, path: `${dataPath}/Recurrence` }]
      : [];
  });
  return tell(
    {
      rule: "instance-with-recurrence",
      title: "One occurrence is changed and brings a Recurrence",
      explanation:
        "InstanceId says that the Change is about one occurrence of a series. An occurrence does not repeat; its rule is that of the series, which a Change without InstanceId changes.",
      advice: "Leave Recurrence out of what is changed in the occurrence.",
      spec: ["MS-ASCAL", "2.2.2.37"],
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
