import {
  childElement,
  childElements,
  type Document,
  type ElementNode,
  elementAt,
  elementText,
} from "@easel/codec/document";
import { parseXml } from "@easel/codec/xml";
import { setXml } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { replaceContent } from "./element-content.ts";
import { setCommand } from "./query.ts";
import { starterXml } from "./starter-xml.ts";

/** What an answer hands on to the next request. Taking it changes the draft or the session; it never sends. */
export interface NextStep {
  /** The button, in a few words. */
  label: string;
  /** The key a Provision answer gave: for the session's memory, never for the draft's link. */
  policyKey?: string;
  /** The draft of the next request; absent when only the session changes. */
  change?: (draft: Draft) => Draft;
  /** The command to go on with; its document is the bench's own business. */
  command?: string;
}

const PROVISION_FIRST = new Set(["141", "142", "143", "144"]);

/** Keys of an answer the next request wants, ready to be carried over. */
export function nextSteps(document: Document | undefined, httpStatus = 200): NextStep[] {
  const root = document?.root;
  // 449 up to 12.1, Status 141-144 from 14.0: the policy comes first (MS-ASPROV 3.1.5.2).
  const status = root && textOf(root, "Status");
  if (httpStatus === 449 || (status !== undefined && PROVISION_FIRST.has(status))) {
    return [{ label: "Go on with Provision", command: "Provision" }];
  }
  if (!root) return [];
  if (root.name === "Provision") return provisionSteps(root);
  if (root.name === "Sync") return syncSteps(root);
  const key = root.name.startsWith("Folder") ? textOf(root, "SyncKey") : undefined;
  const carry: NextStep[] = key
    ? [{ label: "Use the new SyncKey", change: (draft) => setText(draft, `/${root.name}/SyncKey`, key) }]
    : [];
  const inbox = inboxOf(root);
  return inbox === undefined ? carry : [...carry, { label: "Sync the Inbox", change: (draft) => syncOf(draft, inbox) }];
}

/** Type 2 is the Inbox (MS-ASCMD 2.2.3.186.3). */
function inboxOf(root: ElementNode): string | undefined {
  const folders = childElements(childElement(root, "Changes") ?? root, "Add");
  const inbox = folders.find((folder) => textOf(folder, "Type") === "2");
  return inbox && textOf(inbox, "ServerId");
}

/** The first Sync of a folder. */
function syncOf(draft: Draft, id: string): Draft {
  const sync = setCommand(draft, "Sync");
  const begun = setXml(sync, starterXml("Sync", sync.protocolVersion));
  return setText(begun, "/Sync/Collections/Collection/CollectionId", id);
}

/** Phase one brings the policy and a temporary key to acknowledge; phase two the key to keep (MS-ASPROV 3.1.5.1). */
function provisionSteps(root: ElementNode): NextStep[] {
  const policy = elementAt(root, "/Provision/Policies/Policy");
  const policyKey = policy && textOf(policy, "PolicyKey");
  if (!policy || !policyKey) return [];
  if (!childElement(policy, "Data")) return [{ label: "Use the policy key from now on", policyKey }];
  const type = textOf(policy, "PolicyType") ?? "MS-EAS-Provisioning-WBXML";
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Provision xmlns="Provision">',
    "  <Policies>",
    "    <Policy>",
    `      <PolicyType>${type}</PolicyType>`,
    `      <PolicyKey>${policyKey}</PolicyKey>`,
    "      <Status>1</Status>",
    "    </Policy>",
    "  </Policies>",
    "</Provision>",
    "",
  ];
  return [{ label: "Write the acknowledgement", policyKey, change: (draft) => setXml(draft, lines.join("\r\n")) }];
}

function syncSteps(root: ElementNode): NextStep[] {
  const keys = new Map<string, string>();
  for (const collection of childElements(childElement(root, "Collections") ?? root, "Collection")) {
    const id = textOf(collection, "CollectionId");
    const key = textOf(collection, "SyncKey");
    const status = textOf(collection, "Status") ?? "1";
    if (id && key && status === "1") keys.set(id, key);
  }
  if (keys.size === 0) return [];
  const carry = (draft: Draft) => [...keys].reduce((now, [id, key]) => setCollectionKey(now, id, key), draft);
  return [
    { label: keys.size === 1 ? "Use the new SyncKey" : "Use the new SyncKeys", change: carry },
    { label: "Use it and ask for the texts", change: (draft) => [...keys.keys()].reduce(askFor(TEXTS), carry(draft)) },
    {
      label: "Use it and ask for the messages",
      change: (draft) => [...keys.keys()].reduce(askFor(MESSAGES), carry(draft)),
    },
  ];
}

const preference = (type: number): string =>
  `<BodyPreference xmlns="AirSyncBase"><Type>${type}</Type><TruncationSize>51200</TruncationSize></BodyPreference>`;
const TEXTS = [preference(1)];
/** Type 4 is the message as it is, which comes where MIMESupport says so (MS-ASCMD 2.2.3.111). */
const MESSAGES = ["<MIMESupport>2</MIMESupport>", preference(4)];

/** Bodies for a collection that says nothing of them; before 12.0 there is no BodyPreference. */
const askFor =
  (options: readonly string[]) =>
  (draft: Draft, id: string): Draft => {
    const collection = collectionOf(draft, id);
    const elements = collection ? childElements(collection) : [];
    const commands = elements.findIndex(({ name }) => name === "Commands");
    // Options stand before Commands (MS-ASCMD 2.2.3.29.2).
    const last = elements.at(commands < 0 ? -1 : commands - 1);
    if (!collection || !last?.textSpan || childElement(collection, "Options") || draft.protocolVersion === "2.5")
      return draft;
    const at = last.textSpan.end;
    const getChanges = childElement(collection, "GetChanges") ? "" : "\r\n      <GetChanges/>";
    const inside = options.map((option) => `\r\n        ${option}`).join("");
    const lines = `${getChanges}\r\n      <Options>${inside}\r\n      </Options>`;
    return setXml(draft, draft.xml.slice(0, at) + lines + draft.xml.slice(at));
  };

function setCollectionKey(draft: Draft, id: string, key: string): Draft {
  const collection = collectionOf(draft, id);
  const element = collection && childElement(collection, "SyncKey");
  return element ? setXml(draft, replaceContent(draft.xml, element, { kind: "text", text: key })) : draft;
}

function collectionOf(draft: Draft, id: string): ElementNode | undefined {
  const { root } = parseXml(draft.xml).document;
  const collections = root && childElement(root, "Collections");
  return collections && childElements(collections, "Collection").find((one) => textOf(one, "CollectionId") === id);
}

function setText(draft: Draft, path: string, text: string): Draft {
  const element = elementAt(parseXml(draft.xml).document.root, path);
  return element ? setXml(draft, replaceContent(draft.xml, element, { kind: "text", text })) : draft;
}

const textOf = (parent: ElementNode, name: string): string | undefined => {
  const child = childElement(parent, name);
  const text = child && elementText(child).trim();
  return text || undefined;
};
