import { concatBytes, encodeBase64 } from "@easel/codec/bytes";

/** A file of a message that is written here. */
export interface DraftFile {
  name: string;
  /** Empty where the client did not say. */
  contentType: string;
  contentId?: string;
  isInline: boolean;
  bytes: Uint8Array;
}

/** A file as a part of a message; a text is never inline, or it would be the message's own. */
export function filePart({ name, contentType, contentId, isInline, bytes }: DraftFile): Uint8Array {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType.toLowerCase() : "application/octet-stream";
  const label = quoted(name);
  const head = [
    `Content-Type: ${type}; name="${label}"`,
    `Content-Disposition: ${isInline && !type.startsWith("text/") ? "inline" : "attachment"}; filename="${label}"`,
    ...(contentId === undefined ? [] : [`Content-ID: <${contentId.replace(/[^!-~]|[<>]/g, "")}>`]),
    "Content-Transfer-Encoding: base64",
    "",
    "",
  ].join("\r\n");
  const utf8 = new TextEncoder();
  return concatBytes([utf8.encode(head), utf8.encode(encodeBase64(bytes).replace(/.{76}/g, "$&\r\n"))]);
}

/** A name between quotes, as an encoded word when it is not ASCII, which is what mail programs write and read. */
function quoted(name: string): string {
  const line = name
    .replace(/\p{Cc}/gu, " ")
    .replace(/["\\]/g, "'")
    .slice(0, 100);
  return /^[ -~]*$/.test(line) ? line : `=?utf-8?B?${encodeBase64(new TextEncoder().encode(line))}?=`;
}
