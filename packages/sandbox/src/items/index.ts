import { calendar } from "./calendar.ts";
import { contacts } from "./contacts.ts";
import type { ItemClass } from "./item-class.ts";
import { notes } from "./notes.ts";
import { tasks } from "./tasks.ts";

export { addedFiles } from "./draft-files.ts";
export { changedDraft, type DraftEdit, readDraft } from "./drafts.ts";
export { changedItem, newItem, readItem, readSupported } from "./edit-item.ts";
export { filterTypesOf, passesFilter } from "./filter.ts";
export { changedInstance } from "./instances.ts";
export { bodyShape, readBody } from "./item-body.ts";
export type { ItemClass, Writing } from "./item-class.ts";
export { propertyText } from "./properties.ts";
export { itemElements } from "./write-item.ts";

const itemClasses: Readonly<Record<ItemClass["name"], ItemClass>> = {
  Calendar: calendar,
  Contacts: contacts,
  Tasks: tasks,
  Notes: notes,
};

export const itemClassOf = (name: ItemClass["name"]): ItemClass => itemClasses[name];
