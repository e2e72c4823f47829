import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { type CachedPing, changesSince, hierarchyChanges } from "../device/index.ts";
import { el, namesWithin } from "../documents.ts";
import { type Answer, answer } from "../http/index.ts";
import { MAX_HEARTBEAT_SECONDS, MAX_PING_FOLDERS, MIN_HEARTBEAT_SECONDS } from "../limits.ts";
import { PingStatus } from "../statuses.ts";
import type { CommandContext, SandboxCommand } from "./command.ts";
import { childNumber, childText } from "./numbers.ts";

const PAGE = "Ping";

/** MS-ASCMD 2.2.1.13: answers when a folder changes, or after the heartbeat; what is left out is as last time. */
export const ping: SandboxCommand = {
  name: "Ping",
  async run(context, root) {
    const { device, world } = context;
    const sent = root ? readPing(root) : {};
    if ("kind" in sent) return sent;
    const { heartbeatSeconds, folderIds } = { ...device.cachedPing, ...sent };
    if (heartbeatSeconds === undefined || folderIds === undefined) return result(PingStatus.MissingParameters);
    device.cachedPing = { heartbeatSeconds, folderIds };
    const until = world.now().getTime() + heartbeatSeconds * 1000;
    for (;;) {
      // A folder that was never synced has no state to compare with; new or gone folders want a FolderSync first.
      const unsynced = folderIds.some((id) => !device.collections.has(id));
      const { folders } = world.mailboxOf(context.user);
      if (unsynced || hierarchyChanges(folders, device.knownFolders).length > 0) {
        return result(PingStatus.FolderSyncRequired);
      }
      const changed = folderIds.filter((id) => hasChanges(context, id));
      if (changed.length > 0) {
        return result(PingStatus.Changes, el(PAGE, "Folders", ...changed.map((id) => el(PAGE, "Folder", id))));
      }
      const left = until - world.now().getTime();
      if (left <= 0) return result(PingStatus.NoChanges);
      const end = await world.waitForChange(context.user, left, context.request.signal);
      if (end === "elapsed") return result(PingStatus.NoChanges);
      if (end !== "changed") return result(PingStatus.ServerError);
    }
  },
};

/** The parameters sent, or the answer to faulty ones. */
function readPing(root: ElementNode): CachedPing | Answer {
  const names = namesWithin(root, PAGE, ["HeartbeatInterval", "Folders"]);
  const heartbeat = childNumber(root, "HeartbeatInterval", PAGE);
  if (!names || Number.isNaN(heartbeat)) return result(PingStatus.SyntaxError);
  if (names.length === 0) return result(PingStatus.MissingParameters);
  if (heartbeat !== undefined && heartbeat < MIN_HEARTBEAT_SECONDS) return outOfRange(MIN_HEARTBEAT_SECONDS);
  if (heartbeat !== undefined && heartbeat > MAX_HEARTBEAT_SECONDS) return outOfRange(MAX_HEARTBEAT_SECONDS);

  const list = childElement(root, "Folders", PAGE);
  const folderIds = list ? childElements(list).map(readFolderId) : undefined;
  if (folderIds && (folderIds.length === 0 || folderIds.includes(""))) return result(PingStatus.SyntaxError);
  if (folderIds && folderIds.length > MAX_PING_FOLDERS) {
    return result(PingStatus.TooManyFolders, el(PAGE, "MaxFolders", String(MAX_PING_FOLDERS)));
  }
  return {
    ...(heartbeat === undefined ? {} : { heartbeatSeconds: heartbeat }),
    ...(folderIds === undefined ? {} : { folderIds: [...new Set(folderIds)] }),
  };
}

/** Id and Class are both required (MS-ASCMD 2.2.3.71.2); empty when one is missing. */
function readFolderId(folder: ElementNode): string {
  const isFolder = folder.namespace === PAGE && folder.name === "Folder";
  return isFolder && childText(folder, "Class", PAGE) ? (childText(folder, "Id", PAGE) ?? "") : "";
}

function hasChanges({ world, user, device }: CommandContext, folderId: string): boolean {
  const state = device.collections.get(folderId);
  if (!state) return true;
  const { known, options } = state;
  return changesSince(world.mailboxOf(user), folderId, known, options.filterType, world.now()).length > 0;
}

const result = (status: string, detail?: ElementNode): Answer =>
  answer(el(PAGE, "Ping", el(PAGE, "Status", status), detail));

const outOfRange = (nearest: number): Answer =>
  result(PingStatus.HeartbeatOutOfRange, el(PAGE, "HeartbeatInterval", String(nearest)));
