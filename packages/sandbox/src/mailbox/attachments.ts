import type { ElementNode } from "@easel/codec/document";
import { decodeHeaderWords, decodeTransferEncoding, type MimeMessage, type MimePart } from "@easel/codec/mime";
import { el } from "../documents.ts";

/** A file of a message, by its place among the files. */
export interface Attachment {
  part: MimePart;
  name: string;
  /** Without Content-Transfer-Encoding, about; the exact number needs the decoding. */
  estimatedSize: number;
  contentId?: string;
  isInline: boolean;
}

/** What names the files of a message: all that is neither its text nor a form of it. */
export function attachmentsOf(message: MimeMessage): Attachment[] {
  return leavesOf(message).flatMap((part): Attachment[] => {
    const disposition = headerOf(part, "content-disposition");
    const isText = /^text\/(?:plain|html)$/.test(part.contentType);
    const isFile = /^attachment/i.test(disposition) || (!isText && message.parts.length > 0);
    if (!isFile) return [];
    const length = part.bodySpan.end - part.bodySpan.start;
    const contentId = headerOf(part, "content-id").replace(/^<|>$/g, "");
    return [
      {
        part,
        name: fileName(part, disposition),
        estimatedSize: part.transferEncoding === "base64" ? Math.floor((length * 3) / 4) : length,
        isInline: /^inline/i.test(disposition),
        ...(contentId === "" ? {} : { contentId }),
      },
    ];
  });
}

/** The file's bytes as they were before they were sent. */
export const attachmentBytes = ({ part }: Attachment, mime: Uint8Array): Uint8Array =>
  decodeTransferEncoding(mime.subarray(part.bodySpan.start, part.bodySpan.end), part.transferEncoding).bytes;

/** `5:1:0`: the item and the place of the file in it. */
export const fileReference = (serverId: string, index: number): string => `${serverId}:${index}`;

/** The item and the place that a FileReference names. */
export function readFileReference(reference: string): { serverId: string; index: number } | undefined {
  const [, serverId, index] = /^(\d{1,9}:\d{1,9}):(\d{1,6})$/.exec(reference) ?? [];
  return serverId === undefined ? undefined : { serverId, index: Number(index) };
}

const A_FILE = "1";
const A_MESSAGE = "5";

/** MS-ASAIRS 2.2.2.8; at 2.5 the class had its own (MS-ASEMAIL 2.2.2.4). */
export function attachmentElements(serverId: string, message: MimeMessage, version: string): ElementNode[] {
  const attachments = attachmentsOf(message);
  if (attachments.length === 0) return [];
  const page = version === "2.5" ? "Email" : "AirSyncBase";
  return [el(page, "Attachments", ...attachments.map((each, index) => attachmentElement(each, serverId, index, page)))];
}

function attachmentElement(attachment: Attachment, serverId: string, index: number, page: string): ElementNode {
  const { name, part, estimatedSize, contentId, isInline } = attachment;
  const [reference, size] = [fileReference(serverId, index), String(estimatedSize)];
  const method = part.contentType === "message/rfc822" ? A_MESSAGE : A_FILE;
  if (page === "Email") {
    return el(
      page,
      "Attachment",
      el(page, "AttName", reference),
      el(page, "AttSize", size),
      el(page, "AttMethod", method),
      el(page, "DisplayName", name),
    );
  }
  return el(
    page,
    "Attachment",
    el(page, "DisplayName", name),
    el(page, "FileReference", reference),
    el(page, "Method", method),
    el(page, "EstimatedDataSize", size),
    contentId === undefined ? undefined : el(page, "ContentId", contentId),
    isInline ? el(page, "IsInline", "1") : undefined,
  );
}

const leavesOf = (part: MimePart): MimePart[] => (part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [part]);

const headerOf = (part: MimePart, name: string): string =>
  part.headers.find((header) => header.name.toLowerCase() === name)?.value.trim() ?? "";

function fileName(part: MimePart, disposition: string): string {
  const [, quoted, bare] = /\bfilename="([^"]{1,200})"|\bfilename=([^;\s]{1,200})/i.exec(disposition) ?? [];
  const name = decodeHeaderWords(quoted ?? bare ?? part.parameters.name ?? "").replace(/\p{Cc}/gu, "");
  if (name !== "") return name;
  return part.contentType === "message/rfc822" ? "message.eml" : "file.dat";
}
