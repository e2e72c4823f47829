import type { FolderTree, PlacedFolder } from "../mailbox/index.ts";

/** What a device knows of the folders: each id with the change number it has seen. */
export type KnownFolders = ReadonlyMap<string, number>;

export type HierarchyChange = { kind: "Add" | "Update"; folder: PlacedFolder } | { kind: "Delete"; id: string };

/** What happened to the folders since `known`, in the order FolderSync tells it. */
export function hierarchyChanges(tree: FolderTree, known: KnownFolders): HierarchyChange[] {
  const folders = tree.all();
  return [
    ...folders
      .filter(({ id, changeNumber }) => known.has(id) && known.get(id) !== changeNumber)
      .map((folder): HierarchyChange => ({ kind: "Update", folder })),
    ...[...known.keys()].filter((id) => !tree.get(id)).map((id): HierarchyChange => ({ kind: "Delete", id })),
    ...folders.filter(({ id }) => !known.has(id)).map((folder): HierarchyChange => ({ kind: "Add", folder })),
  ];
}

export const allKnown = (tree: FolderTree): KnownFolders =>
  new Map(tree.all().map(({ id, changeNumber }) => [id, changeNumber]));
