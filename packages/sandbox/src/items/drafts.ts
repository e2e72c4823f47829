import { childElements, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { beginsWithHeader, type Draft } from "../mailbox/index.ts";
import { changedFiles, type FileEdit, fileChanges, readFileEdit } from "./draft-files.ts";
import { readBody } from "./item-body.ts";
import { bool, fitsShape, holds, oneOf, type Rule, type Shape, text } from "./rules.ts";

/** Data of a MIME body is text like any other, or opaque where a client knows that bytes are no text. */
const anyData: Rule = ({ children }) => children.every(({ kind }) => kind !== "element");

const draftShape: Shape = {
  To: text(32_768),
  Cc: text(32_768),
  From: text(32_768),
  ReplyTo: text(),
  Subject: text(),
  Importance: oneOf(0, 1, 2),
  Read: bool,
  "Email2:Bcc": text(1024),
  "AirSyncBase:Attachments": fileChanges,
  "AirSyncBase:Body": holds("AirSyncBase", { Type: oneOf(1, 2, 4), Truncated: bool, Data: anyData }, ["Type"]),
};

/** What an ApplicationData says of a draft; `read` apart, which is no part of the message. */
export interface DraftEdit extends Omit<Draft, "files"> {
  read?: boolean;
  files?: FileEdit;
}

/**
 * Reads a draft; undefined for what is none (Status 6). Drafts came with 16.0 (MS-ASEMAIL 2.2.2.69), and before that
 * no client could add mail.
 */
export function readDraft(data: ElementNode, version: string): DraftEdit | undefined {
  const elements = childElements(data);
  if (compareVersions(version, "16.0") < 0 || elements.length < data.children.length) return undefined;
  if (!fitsShape(elements, "Email", draftShape, version)) return undefined;
  const fields: Record<string, string> = {};
  const edit: DraftEdit = { fields };
  for (const element of elements) {
    if (element.name === "Read") edit.read = elementText(element) === "1";
    else if (element.name === "Attachments") edit.files = readFileEdit(element);
    else if (element.name !== "Body") fields[element.name] = elementText(element);
    else if (childElements(element, "Type").some((type) => elementText(type) === "4")) {
      const mime = mimeOf(element);
      if (!beginsWithHeader(mime)) return undefined;
      edit.mime = mime;
    } else edit.body = readBody(element);
  }
  return edit;
}

const nothing: FileEdit = { added: [], removed: [] };

/**
 * The draft after an Add or a Change: what is given replaces, a new body the whole message too. Undefined where a file
 * to take off is not there.
 */
export function changedDraft(before: Draft, edit: DraftEdit, serverId = ""): Draft | undefined {
  const { fields, body, mime } = edit;
  const files = changedFiles(before, edit.files ?? nothing, serverId);
  const content = body ? { body } : mime ? { mime } : { body: before.body, mime: before.mime };
  return (
    files && {
      fields: { ...before.fields, ...fields },
      ...(content.body ? { body: content.body } : {}),
      ...(content.mime ? { mime: content.mime } : {}),
      ...(files.length > 0 ? { files } : {}),
    }
  );
}

function mimeOf(body: ElementNode): Uint8Array {
  const [data] = childElements(body, "Data", "AirSyncBase");
  const [content] = data?.children ?? [];
  if (content?.kind === "opaque") return content.bytes.slice();
  return new TextEncoder().encode(data ? elementText(data) : "");
}
