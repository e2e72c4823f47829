import { MAX_FOLDERS } from "../limits.ts";
import { type Folder, type FolderClass, folders } from "./folders.ts";

/** A folder in its place. */
export interface PlacedFolder extends Folder {
  /** 0 is the top. */
  parentId: string;
  /** Goes up with every change, so that a device's list can be compared. */
  changeNumber: number;
}

/** What a user may make, by Type (MS-ASCMD 2.2.3.186.2). */
const ownClasses: Readonly<Record<number, FolderClass>> = {
  1: "Email",
  12: "Email",
  13: "Calendar",
  14: "Contacts",
  15: "Tasks",
  17: "Notes",
};

export const TOP = "0";

/** One user's folders: those every mailbox has, which stay, and the user's own. */
export class FolderTree {
  #folders: Map<string, PlacedFolder>;
  #nextId: number;
  #changes = 0;

  constructor() {
    this.#folders = new Map(folders.map((folder) => [folder.id, { ...folder, parentId: TOP, changeNumber: 0 }]));
    this.#nextId = folders.length + 1;
  }

  all = (): PlacedFolder[] => [...this.#folders.values()];

  get = (id: string): PlacedFolder | undefined => this.#folders.get(id);

  isOwn = (id: string): boolean => !folders.some((folder) => folder.id === id);

  isFull = (): boolean => this.#folders.size >= MAX_FOLDERS;

  /** Names are compared without case, as Exchange does. */
  isTaken(parentId: string, name: string, by?: string): boolean {
    const wanted = name.toLowerCase();
    return this.all().some(
      (folder) => folder.parentId === parentId && folder.name.toLowerCase() === wanted && folder.id !== by,
    );
  }

  /** Whether a folder is another one, or lies somewhere in it. */
  isWithin(id: string, other: string): boolean {
    for (let at: string | undefined = id; at !== undefined; at = this.#folders.get(at)?.parentId) {
      if (at === other) return true;
    }
    return false;
  }

  /** A new folder, undefined for a Type that is nobody's to make. */
  create(parentId: string, name: string, type: number): PlacedFolder | undefined {
    const itemClass = ownClasses[type];
    if (!itemClass) return undefined;
    const id = String(this.#nextId++);
    const folder = { id, name, type, class: itemClass, parentId, changeNumber: ++this.#changes };
    this.#folders.set(id, folder);
    return folder;
  }

  change(folder: PlacedFolder, parentId: string, name: string): void {
    Object.assign(folder, { parentId, name, changeNumber: ++this.#changes });
  }

  /** Takes a folder away with all that lie in it; gives their ids. */
  remove(id: string): string[] {
    const gone = this.all().filter((folder) => this.isWithin(folder.id, id));
    for (const folder of gone) this.#folders.delete(folder.id);
    return gone.map((folder) => folder.id);
  }
}
