import { airSync } from "./air-sync.ts";
import { airSyncBase } from "./air-sync-base.ts";
import { autodiscover } from "./autodiscover.ts";
import { calendar } from "./calendar.ts";
import { composeMail, rightsManagement } from "./compose-mail.ts";
import { contacts, contacts2 } from "./contacts.ts";
import { email, email2 } from "./email.ts";
import { folderHierarchy, getItemEstimate, move, ping } from "./folders.ts";
import { documentLibrary, itemOperations } from "./item-operations.ts";
import { meetingResponse } from "./meetings.ts";
import { gal, resolveRecipients, validateCert } from "./people.ts";
import { provision } from "./provision.ts";
import { find, search } from "./search.ts";
import { settings } from "./settings.ts";
import type { NamespaceTable } from "./table.ts";
import { notes, tasks } from "./tasks.ts";

/** Every namespace of ActiveSync, in the order of its code page; Autodiscover, which has none, last. */
export const namespaceTables: readonly NamespaceTable[] = [
  airSync,
  contacts,
  email,
  calendar,
  move,
  getItemEstimate,
  folderHierarchy,
  meetingResponse,
  tasks,
  resolveRecipients,
  validateCert,
  contacts2,
  ping,
  provision,
  search,
  gal,
  airSyncBase,
  settings,
  documentLibrary,
  itemOperations,
  composeMail,
  email2,
  notes,
  rightsManagement,
  find,
  autodiscover,
];
