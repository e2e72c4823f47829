import type { Making } from "./new-element.ts";

interface Named {
  namespace: string;
  name: string;
}

/** Values that begin something or ask for the usual, by `namespace:name`, with the parent where that decides. */
const values: Readonly<Record<string, string>> = {
  "AirSync:SyncKey": "0",
  "FolderHierarchy:SyncKey": "0",
  "FolderHierarchy:ParentId": "0",
  "FolderHierarchy:DisplayName": "New folder",
  "FolderHierarchy:Type": "12",
  "AirSyncBase:Type": "1",
  "AirSyncBase:TruncationSize": "51200",
  "AirSyncBase:Method": "1",
  "AirSyncBase:DisplayName": "attachment",
  "Ping:Class": "Email",
  "Ping:HeartbeatInterval": "480",
  "Search:Name": "Mailbox",
  "Search:Range": "0-9",
  "ItemOperations:Store": "Mailbox",
  "Settings:BodyType": "Text",
  "Settings:Model": "EASel",
  "Provision:Status": "1",
};

/** Where such a value would say something the person may not mean. */
const unknown: ReadonlySet<string> = new Set([
  // With key 0 GetItemEstimate counts nothing.
  "GetItemEstimate:Collection/AirSync:SyncKey",
  "FolderHierarchy:FolderUpdate/FolderHierarchy:ParentId",
  "FolderHierarchy:FolderUpdate/FolderHierarchy:DisplayName",
]);

const fresh: ReadonlySet<string> = new Set([
  "ComposeMail:ClientId",
  "AirSync:ClientId",
  "AirSyncBase:ClientId",
  "Find:SearchId",
]);

/** A value that is right more often than not; undefined when only a person can know one. */
export function sensibleValue(element: Named, parent: Named | undefined, making: Making): string | undefined {
  const key = `${element.namespace}:${element.name}`;
  if (making.side !== "request" || (parent && unknown.has(`${parent.namespace}:${parent.name}/${key}`)))
    return undefined;
  if (fresh.has(key)) return freshId(making.seed);
  if (key === "Provision:PolicyType")
    return making.version === "2.5" ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML";
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/**
 * An id for what the request makes. The same text gives the same id, so that sending it twice by mistake is not
 * sending it twice; another text gives another one.
 */
export function freshId(seed: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < seed.length; index++) {
    const code = seed.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + index), 0x85ebca6b);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
