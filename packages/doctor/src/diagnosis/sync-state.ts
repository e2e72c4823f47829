import { childElement, type ElementNode, elementText, walkElements } from "@easel/codec/document";
import type { Facts } from "./facts.ts";
import type { Edit, Evidence, Finding } from "./finding.ts";

/** Collections looked at in one diagnosis: more of the same says nothing new. */
const MAX_COLLECTIONS = 20;

const folderCommands = ["FolderSync", "FolderCreate", "FolderDelete", "FolderUpdate"];

/** SyncKeys of the request that cannot be right. */
export function syncKeyForm(facts: Facts): Finding[] {
  const root = facts.request.document?.root;
  if (!root || facts.request.kind !== "wbxml" || facts.reply?.succeeded) return [];
  if (facts.request.problems.some(({ severity }) => severity === "error") && root.children.length > 0) return [];
  const findings: Finding[] = [];
  for (const { holder, path } of keyHolders(root)) {
    if (findings.length >= MAX_COLLECTIONS) break;
    const key = childElement(holder, "SyncKey");
    const keyPath = `${path}/SyncKey`;
    if (!key) {
      findings.push({
        rule: "sync-key-missing",
        severity: "error",
        title: `${holder.name} has no SyncKey`,
        explanation: `${holder.name} has exactly one SyncKey: 0 the first time, and after that the key of the server's last answer. Without it the server calls the request malformed.`,
        advice: `Add <SyncKey>0</SyncKey> as the first child of ${holder.name}.`,
        evidence: [evidence("request", path, holder)],
        spec: { document: "MS-ASCMD", section: "2.2.3.181" },
      });
    } else if (elementText(key).trim() === "") {
      findings.push({
        rule: "sync-key-empty",
        severity: "error",
        title: "The SyncKey is empty",
        explanation:
          "An empty SyncKey is no key. A first sync says 0; every later one the key of the server's last answer.",
        advice: "Write <SyncKey>0</SyncKey> to begin anew.",
        evidence: [evidence("request", keyPath, key)],
        spec: { document: "MS-ASCMD", section: "2.2.3.181" },
        fix: [{ kind: "set-content", path: keyPath, content: "0" }],
        fixLabel: "Set SyncKey to 0",
      });
    }
  }
  return findings;
}

/** The elements that carry a SyncKey: each Collection of Sync, or the root of a folder command. */
function keyHolders(root: ElementNode): { holder: ElementNode; path: string }[] {
  if (folderCommands.includes(root.name)) return [{ holder: root, path: `/${root.name}` }];
  const holders: { holder: ElementNode; path: string }[] = [];
  if (root.name !== "Sync") return holders;
  walkElements(root, (element, path) => {
    if (element.name === "Collection" && element.namespace === root.namespace) holders.push({ holder: element, path });
  });
  // A partial Sync (MS-ASCMD 2.2.3.131) leaves out what the server has stored.
  return childElement(root, "Partial") ? [] : holders;
}

/** The server refuses the SyncKey: Sync 3, FolderSync and its kin 9, GetItemEstimate 4. */
export function staleSyncKey(facts: Facts): Finding[] {
  const { reply, request } = facts;
  const stale = (reply?.statuses ?? []).filter(({ code }) => isStaleKey(reply?.document?.root?.name, code));
  return stale.slice(0, MAX_COLLECTIONS).map((status): Finding => {
    const collectionId = textOf(status.parent, "CollectionId");
    const target = requestKeyPath(facts, collectionId);
    const sent = target && elementText(target.key).trim();
    const fix: Edit[] = target && sent !== "0" ? [{ kind: "set-content", path: target.path, content: "0" }] : [];
    const where = collectionId ? ` for collection ${collectionId}` : "";
    return {
      rule: "stale-sync-key",
      severity: "error",
      title: `Status ${status.code}: the server does not accept this SyncKey`,
      explanation: `${status.meaning?.meaning ?? "The SyncKey is not the one the server gave out last."} The request${where} says ${sent ? `“${sent.slice(0, 60)}”` : "no key"}. A key is good for one answer and one DeviceId: two places that keep one each, a request sent twice, another DeviceId or User, or state lost on the server make it stale.`,
      advice:
        "Set the SyncKey to 0, take the new key from the answer, and sync again from there; match what you already have with what comes.",
      evidence: [
        evidence("reply", status.path, undefined, status.span),
        ...(target ? [evidence("request", target.path, request.kind === "wbxml" ? target.key : undefined)] : []),
      ],
      spec: { document: status.meaning?.document ?? "MS-ASCMD", section: status.meaning?.section ?? "2.2.3.177.17" },
      ...(fix.length > 0 ? { fix, fixLabel: "Set SyncKey to 0" } : {}),
    };
  });
}

/** SOGo answers HTTP 501, without a body, to a Sync whose key it does not know. */
export function unknownKeyAs501(facts: Facts): Finding[] {
  const { reply, command, request } = facts;
  const root = request.document?.root;
  if (reply?.status !== 501 || command !== "Sync" || root?.name !== "Sync" || request.kind !== "wbxml") return [];
  const stale = keyHolders(root)
    .slice(0, MAX_COLLECTIONS)
    .flatMap(({ holder, path }) => {
      const key = childElement(holder, "SyncKey");
      return key && !["", "0"].includes(elementText(key).trim()) ? [{ path: `${path}/SyncKey`, key }] : [];
    });
  if (stale.length === 0) return [];
  return [
    {
      rule: "sync-key-501",
      severity: "warning",
      title: "501 may mean that the SyncKey is not known",
      explanation:
        "Every server has Sync, so 501 is an odd answer to it. SOGo gives it where others say Status 3: it does not know the SyncKey any more.",
      advice: "Set the SyncKey to 0 and sync again from there.",
      evidence: stale.map(({ path, key }) => evidence("request", path, key)),
      spec: { document: "MS-ASCMD", section: "2.2.3.177.17" },
      fix: stale.map(({ path }): Edit => ({ kind: "set-content", path, content: "0" })),
      fixLabel: "Set SyncKey to 0",
    },
  ];
}

/** True when `staleSyncKey` explains this Status. */
export function isStaleKey(rootName: string | undefined, code: number): boolean {
  if (rootName === "Sync") return code === 3;
  if (rootName === "GetItemEstimate") return code === 4;
  return folderCommands.includes(rootName ?? "") && code === 9;
}

function requestKeyPath(
  facts: Facts,
  collectionId: string | undefined,
): { path: string; key: ElementNode } | undefined {
  const root = facts.request.document?.root;
  if (!root) return undefined;
  const holders = root.name === "GetItemEstimate" ? collectionsOf(root) : keyHolders(root);
  const holder =
    holders.find(
      (candidate) => collectionId !== undefined && textOf(candidate.holder, "CollectionId") === collectionId,
    ) ?? (holders.length === 1 ? holders[0] : undefined);
  const key = holder && childElement(holder.holder, "SyncKey");
  return holder && key ? { path: `${holder.path}/SyncKey`, key } : undefined;
}

function collectionsOf(root: ElementNode): { holder: ElementNode; path: string }[] {
  const holders: { holder: ElementNode; path: string }[] = [];
  walkElements(root, (element, path) => {
    if (element.name === "Collection") holders.push({ holder: element, path });
  });
  return holders;
}

function textOf(parent: ElementNode, name: string): string | undefined {
  const child = childElement(parent, name);
  return child && elementText(child).trim();
}

function evidence(side: "request" | "reply", path: string, element?: ElementNode, span = element?.byteSpan): Evidence {
  return { side, kind: "element", path, ...(span ? { span } : {}) };
}
