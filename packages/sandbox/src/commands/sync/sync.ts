import type { ElementNode } from "@easel/codec/document";
import { el } from "../../documents.ts";
import { type Answer, answer, emptyAnswer } from "../../http/index.ts";
import { filterTypesOf } from "../../items/index.ts";
import { MAX_SYNC_ANSWER_BYTES } from "../../limits.ts";
import { SyncStatus } from "../../statuses.ts";
import { type CommandContext, knownFolder, type SandboxCommand } from "../command.ts";
import { readSync, rememberSync, repeatCached, type SyncFault, type SyncRequest } from "./read-sync.ts";
import { syncCollection } from "./sync-collection.ts";

const PAGE = "AirSync";

/** MS-ASCMD 2.2.1.21. An empty answer says that no collection has anything new. */
export const sync: SandboxCommand = {
  name: "Sync",
  async run(context, root) {
    const { device, version, world } = context;
    const request = root ? readSync(root, version, device) : repeatCached(device);
    if ("status" in request) return failed(request);
    const fault = folderFault(context, request);
    if (fault) return failed(fault);
    rememberSync(device, request);

    const until = world.now().getTime() + request.waitSeconds * 1000;
    for (;;) {
      const collections = syncAll(context, request);
      if (collections.length > 0) return answer(el(PAGE, "Sync", el(PAGE, "Collections", ...collections)));
      const left = until - world.now().getTime();
      if (left <= 0) return emptyAnswer;
      const end = await world.waitForChange(context.user, left, context.request.signal);
      if (end === "busy") return failed({ status: SyncStatus.Retry });
      if (end !== "changed") return emptyAnswer;
    }
  },
};

/** A folder the device was never told of by FolderSync does not exist for it (MS-ASCMD 2.2.3.177.17, Status 12). */
function folderFault(context: CommandContext, { collections }: SyncRequest): SyncFault | undefined {
  const unknown = collections.some(({ collectionId }) => !knownFolder(context, collectionId));
  if (unknown) return { status: SyncStatus.FolderHierarchyChanged };
  const misnamed = collections.some(
    ({ collectionId, className }) => className !== undefined && className !== knownFolder(context, collectionId)?.class,
  );
  const misfiltered = collections.some(({ collectionId, options }) => {
    const filters = filterTypesOf[knownFolder(context, collectionId)?.class ?? ""];
    return options && !(filters ?? [0]).includes(options.filterType);
  });
  return misnamed || misfiltered ? { status: SyncStatus.ProtocolError } : undefined;
}

function syncAll(context: CommandContext, request: SyncRequest): ElementNode[] {
  const room = { items: request.windowSize, bytes: MAX_SYNC_ANSWER_BYTES };
  return request.collections.flatMap((collection) => {
    const folder = knownFolder(context, collection.collectionId);
    const element = folder && syncCollection(context, folder, collection, room);
    return element ? [element] : [];
  });
}

const failed = ({ status, limit }: SyncFault): Answer =>
  answer(
    el(PAGE, "Sync", el(PAGE, "Status", status), limit === undefined ? undefined : el(PAGE, "Limit", String(limit))),
  );
