import { isPlausible } from "./base64-layout.ts";
import { base64QueryFields, base64Text } from "./base64-text.ts";

/** The parameters a plain command line names (MS-ASHTTP 2.2.1.1.1.1), in the order the documents give them. */
export const plainParameterNames = [
  "Cmd",
  "User",
  "DeviceId",
  "DeviceType",
  "AttachmentName",
  "CollectionId",
  "ItemId",
  "LongId",
  "Occurrence",
  "SaveInSent",
] as const;

/** Microsoft's spelling of a plain parameter whatever the case, undefined for another name. */
export const plainParameterName = (name: string): (typeof plainParameterNames)[number] | undefined =>
  plainParameterNames.find((known) => known.toLowerCase() === name.toLowerCase());

/**
 * Whether what follows `?` is name=value pairs or one run of base64. Base64 has no `&`, has `=` only at its
 * end, and its bytes look like a command line: a word somebody is typing is neither cut nor rewritten.
 */
export function queryForm(query: string): "plain" | "base64" {
  const { text } = base64Text(query);
  const name = text.split("=")[0] ?? "";
  if (plainParameterName(name) || !/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return "plain";
  const { fields, length } = base64QueryFields(query);
  return isPlausible(fields, length) ? "base64" : "plain";
}
