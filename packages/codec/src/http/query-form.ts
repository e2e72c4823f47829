import { findBase64Fault } from "../bytes/index.ts";

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
 * end, and does not begin with a known name and `=`.
 */
export function queryForm(query: string): "plain" | "base64" {
  const text = base64Text(query).text;
  const name = text.split("=")[0] ?? "";
  if (text === "" || plainParameterName(name)) return "plain";
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return "base64";
  return "plain";
}

export interface Base64Text {
  /** Standard alphabet, percent escapes undone. */
  text: string;
  /** For each character its offset in the query; one more entry for the end. */
  offsets: number[];
}

/** Clients write `+`, `/` and `=` bare, percent-encoded, or in the URL-safe alphabet; all three are read. */
export function base64Text(query: string): Base64Text {
  const offsets: number[] = [];
  let text = "";
  for (let at = 0; at < query.length; at++) {
    offsets.push(at);
    const unescaped = query[at] === "%" ? escapes.get(query.slice(at + 1, at + 3).toUpperCase()) : undefined;
    if (unescaped) at += 2;
    const char = unescaped ?? query[at] ?? "";
    text += char === "-" ? "+" : char === "_" ? "/" : char;
  }
  offsets.push(query.length);
  return { text, offsets };
}

const escapes = new Map([
  ["2B", "+"],
  ["2F", "/"],
  ["3D", "="],
]);

/** The offset in the query of the first character that is not base64, undefined when all of it is. */
export function base64QueryFault(decoded: Base64Text): number | undefined {
  const bare = decoded.text.replace(/=+$/, "");
  const padded = bare + "=".repeat((4 - (bare.length % 4)) % 4);
  const fault = findBase64Fault(padded);
  return fault === undefined ? undefined : decoded.offsets[Math.min(fault, decoded.offsets.length - 1)];
}
