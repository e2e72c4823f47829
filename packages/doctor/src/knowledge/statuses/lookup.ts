import { commonStatuses } from "./common.ts";
import { pingStatuses, provisionStatuses, settingsStatuses } from "./device.ts";
import {
  folderCreateStatuses,
  folderDeleteStatuses,
  folderSyncStatuses,
  folderUpdateStatuses,
} from "./folder-hierarchy.ts";
import {
  getItemEstimateStatuses,
  itemOperationsStatuses,
  meetingResponseStatuses,
  moveItemsStatuses,
} from "./items.ts";
import { findStatuses, resolveRecipientsStatuses, searchStatuses, validateCertStatuses } from "./people.ts";
import { type StatusMeaning, statusTable } from "./status.ts";
import { syncStatuses } from "./sync.ts";

/** SendMail, SmartReply and SmartForward have no values of their own beside 1 and the common ones. */
const composeStatuses = (section: string) => statusTable("MS-ASCMD", section, [[1, "Done.", ""]]);

/** The Status values of each command, besides the common ones. */
export const commandStatuses: Readonly<Record<string, readonly StatusMeaning[]>> = {
  Sync: syncStatuses,
  FolderSync: folderSyncStatuses,
  FolderCreate: folderCreateStatuses,
  FolderDelete: folderDeleteStatuses,
  FolderUpdate: folderUpdateStatuses,
  SendMail: composeStatuses("2.2.3.177.14"),
  SmartReply: composeStatuses("2.2.3.177.16"),
  SmartForward: composeStatuses("2.2.3.177.16"),
  GetItemEstimate: getItemEstimateStatuses,
  ItemOperations: itemOperationsStatuses,
  MeetingResponse: meetingResponseStatuses,
  MoveItems: moveItemsStatuses,
  Ping: pingStatuses,
  Provision: provisionStatuses,
  ResolveRecipients: resolveRecipientsStatuses,
  Search: searchStatuses,
  Settings: settingsStatuses,
  ValidateCert: validateCertStatuses,
  Find: findStatuses,
  Autodiscover: statusTable("MS-ASCMD", "2.2.3.177.1", [
    [1, "Done.", ""],
    [2, "The request breaks a rule of Autodiscover.", "Correct the elements."],
  ]),
};

const byLowerName = new Map(Object.entries(commandStatuses).map(([name, table]) => [name.toLowerCase(), table]));
const commonByCode = new Map(commonStatuses.map((status) => [status.code, status]));

/**
 * What a Status value means in the answer of a command (any case). `parentName` is the element that holds
 * the Status: some values mean different things in different places. Undefined for a value nobody documents.
 */
export function statusMeaning(
  command: string | undefined,
  code: number,
  options: { parentName?: string } = {},
): StatusMeaning | undefined {
  const own = (byLowerName.get((command ?? "").toLowerCase()) ?? []).filter((status) => status.code === code);
  const { parentName } = options;
  const exact = parentName === undefined ? undefined : own.find((status) => status.parents?.includes(parentName));
  return exact ?? own.find((status) => !status.parents) ?? commonByCode.get(code) ?? own[0];
}
