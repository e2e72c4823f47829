import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { allKnown, type HierarchyChange, hierarchyChanges } from "../device/index.ts";
import { el } from "../documents.ts";
import { answer } from "../http/index.ts";
import { FolderStatus } from "../statuses.ts";
import type { SandboxCommand } from "./command.ts";

const PAGE = "FolderHierarchy";

/** MS-ASCMD 2.2.1.5. Without news the key stays as it is. */
export const folderSync: SandboxCommand = {
  name: "FolderSync",
  run({ world, user, device }, root) {
    const syncKey = root && childElement(root, "SyncKey", PAGE);
    const key = syncKey ? elementText(syncKey) : "";
    if (!root || key === "" || childElements(root).length > 1) return failed(FolderStatus.BadRequest);
    if (key !== "0" && key !== device.folderSyncKey) return failed(FolderStatus.InvalidSyncKey);
    const { folders } = world.mailboxOf(user);
    const changes = hierarchyChanges(folders, key === "0" ? new Map() : device.knownFolders);
    if (key === "0" || changes.length > 0) device.folderSyncKey = world.newSyncKey();
    device.knownFolders = allKnown(folders);
    return answer(
      el(
        PAGE,
        "FolderSync",
        el(PAGE, "Status", FolderStatus.Success),
        el(PAGE, "SyncKey", device.folderSyncKey),
        el(PAGE, "Changes", el(PAGE, "Count", String(changes.length)), ...changes.map(changeElement)),
      ),
    );
  },
};

function changeElement(change: HierarchyChange): ElementNode {
  if (change.kind === "Delete") return el(PAGE, "Delete", el(PAGE, "ServerId", change.id));
  const { id, parentId, name, type } = change.folder;
  return el(
    PAGE,
    change.kind,
    el(PAGE, "ServerId", id),
    el(PAGE, "ParentId", parentId),
    el(PAGE, "DisplayName", name),
    el(PAGE, "Type", String(type)),
  );
}

const failed = (status: string) => answer(el(PAGE, "FolderSync", el(PAGE, "Status", status)));
