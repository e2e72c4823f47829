import type { KnownFolders } from "./hierarchy.ts";
import type { CollectionState } from "./sync-state.ts";

/** A collection as a Sync asked for it, remembered for requests without a body (MS-ASCMD 2.2.1.21). */
export interface CachedSync {
  /** By CollectionId: whether changes are wanted, and how many at most. */
  collections: Map<string, { getChanges: boolean; windowSize: number }>;
  windowSize: number;
  /** Seconds to wait for a change; 0 answers at once. */
  waitSeconds: number;
}

export interface CachedPing {
  heartbeatSeconds?: number;
  folderIds?: string[];
}

/** What the server knows of one device of one user: all of it is lost when the device is forgotten. */
export interface Device {
  /** Absent until the first FolderSync: until then the device knows no folder. */
  folderSyncKey?: string;
  /** The folders it was told of, as far as it knows them. */
  knownFolders: KnownFolders;
  /** `offered` is the temporary key of the first Provision phase, `key` the one in force after the second. */
  policy: { offered?: string; key?: string };
  collections: Map<string, CollectionState>;
  cachedSync?: CachedSync;
  cachedPing?: CachedPing;
}

/** A new device; one that counts as settled has a key, and knows the folders there are. */
export const newDevice = (settled?: { folderSyncKey: string; knownFolders: KnownFolders }): Device => ({
  knownFolders: new Map(),
  ...settled,
  policy: {},
  collections: new Map(),
});
