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
