import { childElement } from "@easel/codec/document";
import { evidenceOf, evidenceOfChild, type Placed, textOf } from "./elements.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { withoutElements } from "./trim-document.ts";

/** What a folder command has to hold besides SyncKey (MS-ASCMD 2.2.1.3 to 2.2.1.6). */
const required: Readonly<Record<string, readonly string[]>> = {
  FolderCreate: ["ParentId", "DisplayName", "Type"],
  FolderUpdate: ["ServerId", "ParentId", "DisplayName"],
  FolderDelete: ["ServerId"],
};

const sections: Readonly<Record<string, string>> = {
  FolderCreate: "2.2.1.3",
  FolderDelete: "2.2.1.4",
  FolderUpdate: "2.2.1.6",
};

/** Types of folders that a mailbox has from the start, and the type of a user's folder for the same items. */
const reserved = new Set(["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "19"]);
const own = new Map([
  ["2", "12"],
  ["3", "12"],
  ["4", "12"],
  ["5", "12"],
  ["6", "12"],
  ["7", "15"],
  ["8", "13"],
  ["9", "14"],
  ["10", "17"],
  ["11", "16"],
]);

/** Folder commands name what they work on, and nothing the server alone can know. */
export function folderForm(facts: Facts): Finding[] {
  const { request, reply } = facts;
  const root = request.document?.root;
  if (request.kind !== "wbxml" || root?.namespace !== "FolderHierarchy" || reply?.succeeded) return [];
  if (!Object.hasOwn(required, root.name) || request.problems.some(({ severity }) => severity === "error")) return [];
  const place: Placed = { element: root, path: `/${root.name}` };
  const findings: Finding[] = [];
  const serverId = childElement(root, "ServerId", "FolderHierarchy");
  if (root.name === "FolderCreate" && serverId) {
    const fix = withoutElements(request.document, (element) => element === serverId);
    findings.push({
      rule: "folder-create-server-id",
      severity: "error",
      title: "FolderCreate carries a ServerId",
      explanation:
        "The server makes the ServerId of a new folder and tells it in the answer. In the request it does not belong, even empty: the request counts as malformed (Status 10).",
      advice: "Send SyncKey, ParentId, DisplayName and Type.",
      evidence: [evidenceOfChild("request", place, "ServerId")],
      spec: { document: "MS-ASCMD", section: "2.2.1.3" },
      ...(fix ? { fix, fixLabel: "Leave ServerId out" } : {}),
    });
  }
  const type = childElement(root, "Type", "FolderHierarchy");
  if (root.name === "FolderCreate" && type && reserved.has(textOf(root, "Type") ?? "")) {
    findings.push({
      rule: "folder-type-reserved",
      severity: "error",
      title: `A folder of Type ${textOf(root, "Type")} cannot be made`,
      explanation:
        "Types 2 to 11 and 19 are the folders every mailbox has, Inbox, Calendar and so on; there is one of each, made by the server.",
      advice: "Use 1, or 12 mail, 13 calendar, 14 contacts, 15 tasks, 16 journal, 17 notes.",
      evidence: [evidenceOfChild("request", place, "Type")],
      spec: { document: "MS-ASCMD", section: "2.2.3.186.2" },
      fix: [{ kind: "set-content", path: `${place.path}/Type`, content: own.get(textOf(root, "Type") ?? "") ?? "1" }],
      fixLabel: "Make it the user's own",
    });
  }
  const missing = (required[root.name] ?? []).filter((name) => !textOf(root, name));
  const [first] = missing;
  if (first) {
    findings.push({
      rule: "folder-command-incomplete",
      severity: "error",
      title: `${root.name} does not say its ${missing.join(" and ")}`,
      explanation: `${root.name} needs ${(required[root.name] ?? []).join(", ")}, each with content, besides SyncKey. Servers call it malformed otherwise (Status 10).`,
      advice: `Add ${missing.join(" and ")}.`,
      evidence: [childElement(root, first) ? evidenceOfChild("request", place, first) : evidenceOf("request", place)],
      spec: { document: "MS-ASCMD", section: sections[root.name] ?? "2.2.1" },
    });
  }
  return findings;
}
