/** Where tshark is known to say something else than we do, and why; whatever is not listed fails. */
export const tsharkDifferences = {
  "unknown-tag": "Its table has no name for the tag: see `tsharkUnknown`.",
  "other-name": "Its table spells the tag otherwise; test/data/table-disagreements.json decides each.",
  "misprinted-name": "A misprint in its table.",
  "shifted-name": "Its table gives a name to the token behind the right one (MS-ASWBXML 2.1.2.1).",
  "stops-at-pi": "It reads no processing instruction and stops there.",
  "stops-at-damage": "It stops where a string or opaque data is cut off; we keep what there is.",
} as const;

export type TsharkDifference = keyof typeof tsharkDifferences;

/** Names tshark 4.0 prints that nobody else does: namespace, token, its name. */
export const tsharkNames: readonly (readonly [namespace: string, token: number, name: string, TsharkDifference])[] = [
  ["Contacts", 0x29, "JobTitle", "shifted-name"],
  ["Tasks", 0x0d, "DueDate", "shifted-name"],
  ["DocumentLibrary", 0x09, "CreationDate", "shifted-name"],
  ["DocumentLibrary", 0x0a, "LastModifiedDate", "shifted-name"],
  ["Contacts", 0x37, "Webpage", "misprinted-name"],
  ["Email", 0x17, "CC", "misprinted-name"],
  ["Email", 0x26, "ResponseRequest", "misprinted-name"],
  ["Calendar", 0x06, "AllDAyEvent", "misprinted-name"],
  ["AirSyncBase", 0x19, "BodyPartReference", "misprinted-name"],
  ["RightsManagement", 0x14, "TemplateId", "misprinted-name"],
];

/**
 * Tags of 12.0 to 14.1 that it has no name for, as namespace and token. It has none either for tags that ended
 * before 16.1, came with 16.0 or later, or are in no specification.
 */
export const tsharkUnknown: readonly (readonly [namespace: string, token: number])[] = [
  ["Contacts", 0x28],
  ["Tasks", 0x0c],
  ["DocumentLibrary", 0x08],
  ["FolderHierarchy", 0x05],
  ["FolderHierarchy", 0x06],
];
