import { childElement, childElements, elementText } from "@easel/codec/document";
import { el } from "../documents.ts";
import { answer } from "../http/index.ts";
import { folders } from "../mailbox/index.ts";
import { FolderSyncStatus } from "../statuses.ts";
import type { SandboxCommand } from "./command.ts";

const PAGE = "FolderHierarchy";

/** MS-ASCMD 2.2.1.5. The folders never change, so only key 0 has something to tell. */
export const folderSync: SandboxCommand = {
  name: "FolderSync",
  run({ world, device }, root) {
    const syncKey = root && childElement(root, "SyncKey", PAGE);
    const key = syncKey ? elementText(syncKey) : "";
    if (!root || key === "" || childElements(root).length > 1) return failed(FolderSyncStatus.BadRequest);
    if (key !== "0" && key !== device.folderSyncKey) return failed(FolderSyncStatus.InvalidSyncKey);
    const added = key === "0" ? folders : [];
    if (key === "0") device.folderSyncKey = world.newSyncKey();
    return answer(
      el(
        PAGE,
        "FolderSync",
        el(PAGE, "Status", FolderSyncStatus.Success),
        el(PAGE, "SyncKey", device.folderSyncKey),
        el(
          PAGE,
          "Changes",
          el(PAGE, "Count", String(added.length)),
          ...added.map(({ id, name, type }) =>
            el(
              PAGE,
              "Add",
              el(PAGE, "ServerId", id),
              el(PAGE, "ParentId", "0"),
              el(PAGE, "DisplayName", name),
              el(PAGE, "Type", String(type)),
            ),
          ),
        ),
      ),
    );
  },
};

const failed = (status: string) => answer(el(PAGE, "FolderSync", el(PAGE, "Status", status)));
