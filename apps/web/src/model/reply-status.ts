import type { Document } from "@easel/codec/document";
import { type FoundStatus, findStatuses } from "@easel/doctor/diagnosis";

/** The Status a person looks at first: the first that is not success, else the first there is. */
export function replyStatus(document: Document | undefined): FoundStatus | undefined {
  const statuses = findStatuses(document, undefined);
  return statuses.find(({ outcome }) => outcome !== "ok") ?? statuses[0];
}
