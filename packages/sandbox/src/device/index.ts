export { type CachedPing, type CachedSync, type Device, newDevice } from "./device.ts";
export { allKnown, type HierarchyChange, hierarchyChanges, type KnownFolders } from "./hierarchy.ts";
export { newPolicyKey, policyFault } from "./policy.ts";
export { policyData, policyTypeAt } from "./policy-document.ts";
export {
  type AddedItems,
  afterChanges,
  type CollectionState,
  changesSince,
  type FolderChange,
  type KnownItems,
  newCollectionState,
} from "./sync-state.ts";
