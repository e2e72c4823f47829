import { childElements, type ElementNode } from "@easel/codec/document";
import { el, namesWithin } from "../documents.ts";
import { type Answer, answer } from "../http/index.ts";
import { MAX_FOLDER_NAME } from "../limits.ts";
import { type Mailbox, TOP } from "../mailbox/index.ts";
import { FolderStatus } from "../statuses.ts";
import type { CommandContext, SandboxCommand } from "./command.ts";
import { childNumber, childText } from "./numbers.ts";

const PAGE = "FolderHierarchy";

/** A Status of why not, or what came of it: `serverId` of a new folder, and what the device knows of the folders. */
type Outcome = string | { serverId?: string; known: ReadonlyMap<string, number> };

type Work = (mailbox: Mailbox, known: ReadonlyMap<string, number>, root: ElementNode) => Outcome;

/** Each wants exactly its elements, and the key of the last FolderSync or of the last of these commands. */
const folderCommand = (name: string, elements: readonly string[], work: Work): SandboxCommand => ({
  name,
  run({ world, user, device }: CommandContext, root): Answer {
    const failed = (status: string) => answer(el(PAGE, name, el(PAGE, "Status", status)));
    const fits = root && namesWithin(root, PAGE, elements)?.length === elements.length;
    if (!fits || childElements(root).some((child) => child.children.length === 0))
      return failed(FolderStatus.BadRequest);
    if (childText(root, "SyncKey", PAGE) !== device.folderSyncKey) return failed(FolderStatus.InvalidSyncKey);
    const mailbox = world.mailboxOf(user);
    const outcome = work(mailbox, device.knownFolders, root);
    if (typeof outcome === "string") return failed(outcome);
    device.knownFolders = outcome.known;
    device.folderSyncKey = world.newSyncKey();
    mailbox.foldersChanged();
    return answer(
      el(
        PAGE,
        name,
        el(PAGE, "Status", FolderStatus.Success),
        el(PAGE, "SyncKey", device.folderSyncKey),
        outcome.serverId === undefined ? undefined : el(PAGE, "ServerId", outcome.serverId),
      ),
    );
  },
});

const text = (root: ElementNode, name: string): string => childText(root, name, PAGE) ?? "";

/** MS-ASCMD 2.2.1.3. */
export const folderCreate = folderCommand(
  "FolderCreate",
  ["SyncKey", "ParentId", "DisplayName", "Type"],
  ({ folders }, known, root) => {
    const [parentId, name] = [text(root, "ParentId"), text(root, "DisplayName")];
    if (parentId !== TOP && !folders.get(parentId)) return FolderStatus.ParentNotFound;
    if (name.length > MAX_FOLDER_NAME) return FolderStatus.BadRequest;
    if (folders.isTaken(parentId, name)) return FolderStatus.AlreadyExists;
    if (folders.isFull()) return FolderStatus.ServerError;
    const folder = folders.create(parentId, name, childNumber(root, "Type", PAGE) ?? 0);
    if (!folder) return FolderStatus.BadRequest;
    return { serverId: folder.id, known: new Map(known).set(folder.id, folder.changeNumber) };
  },
);

/** MS-ASCMD 2.2.1.6. */
export const folderUpdate = folderCommand(
  "FolderUpdate",
  ["SyncKey", "ServerId", "ParentId", "DisplayName"],
  ({ folders }, known, root) => {
    const [parentId, name] = [text(root, "ParentId"), text(root, "DisplayName")];
    const folder = folders.get(text(root, "ServerId"));
    if (!folder) return FolderStatus.NotFound;
    if (!folders.isOwn(folder.id)) return FolderStatus.AlreadyExists;
    // A folder cannot lie in itself.
    const isThere = parentId === TOP || folders.get(parentId);
    if (!isThere || folders.isWithin(parentId, folder.id)) return FolderStatus.ParentNotFound;
    if (name.length > MAX_FOLDER_NAME) return FolderStatus.BadRequest;
    if (folders.isTaken(parentId, name, folder.id)) return FolderStatus.AlreadyExists;
    folders.change(folder, parentId, name);
    return { known: new Map(known).set(folder.id, folder.changeNumber) };
  },
);

/** MS-ASCMD 2.2.1.4: for good, with the folders in it and all their items. */
export const folderDelete = folderCommand("FolderDelete", ["SyncKey", "ServerId"], (mailbox, known, root) => {
  const id = text(root, "ServerId");
  if (!mailbox.folders.get(id)) return FolderStatus.NotFound;
  if (!mailbox.folders.isOwn(id)) return FolderStatus.SpecialFolder;
  // The client takes away the folders in it by itself.
  const gone = mailbox.deleteFolder(id);
  return { known: new Map([...known].filter(([each]) => !gone.has(each))) };
});
