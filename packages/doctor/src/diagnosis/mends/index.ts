import type { Facts } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { attachment, flagDates, otherTime, recurrence, reminderTime } from "./items.ts";
import { acknowledgement, deviceInformation, deviceModel, policyType, wipe } from "./provision.ts";
import type { Fix } from "./put.ts";
import { body, cmd, deviceId, deviceType, oofTimes, version } from "./request.ts";
import {
  bodyPreference,
  collectionOrder,
  folderCommand,
  getChanges,
  itemIds,
  mailClientId,
  pingFolder,
  syncKey,
} from "./sync.ts";

/** What puts in its place what a rule has missed, by the rule's name. Each mends all the places of its finding. */
const mends: Readonly<Record<string, (facts: Facts) => Fix | undefined>> = {
  "sync-key-missing": syncKey,
  "item-without-id": itemIds,
  "mail-client-id-missing": mailClientId,
  "get-changes-missing": getChanges,
  "body-preference-missing": bodyPreference,
  "collection-order": collectionOrder,
  "ping-folder": pingFolder,
  "folder-command-incomplete": folderCommand,
  "recurrence-incomplete": recurrence,
  "event-with-one-time": otherTime,
  "flag-dates": flagDates,
  "flag-reminder-without-time": reminderTime,
  "attachment-incomplete": attachment,
  "device-information-missing": deviceInformation,
  "device-information-incomplete": deviceModel,
  "policy-type": policyType,
  "acknowledgement-status": acknowledgement,
  "wipe-acknowledgement-status": wipe,
  "version-missing": version,
  "url-missing-cmd": cmd,
  "url-missing-device-id": deviceId,
  "url-missing-device-type": deviceType,
  "body-missing": body,
  "oof-without-times": oofTimes,
};

/** The findings, each of what is missing with a fix that puts it in, where a sensible value is known. */
export function withMends(facts: Facts, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (finding.fix || !Object.hasOwn(mends, finding.rule)) return finding;
    return { ...finding, ...mends[finding.rule]?.(facts) };
  });
}
