import { childElement, childElements, type ElementNode, elementText } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { el } from "../documents.ts";
import { attachmentsOf, type Draft, type DraftFile, fileReference, readFileReference } from "../mailbox/index.ts";
import { bool, hasTag, holds, oneOf, type Rule, text } from "./rules.ts";

const PAGE = "AirSyncBase";

/** Files to attach and to take off, as a client says them from 16.0 on (MS-ASAIRS 2.2.2.2, 2.2.2.21). */
export interface FileEdit {
  added: { clientId: string; file: DraftFile }[];
  /** FileReferences. */
  removed: string[];
}

/** MS-ASAIRS 2.2.2.15: the bytes themselves. */
const bytes: Rule = ({ children }) => children.length === 1 && children[0]?.kind === "opaque";

const addition = holds(
  PAGE,
  {
    ClientId: text(),
    Method: oneOf(1),
    ContentType: text(),
    Content: bytes,
    DisplayName: text(),
    ContentId: text(),
    ContentLocation: text(),
    IsInline: bool,
  },
  ["ClientId", "Method", "Content", "DisplayName"],
);

const removal = holds(PAGE, { FileReference: text() }, ["FileReference"]);

/** Attachments as a client sends it; what a server tells of a file (Attachment) has no place there. */
export const fileChanges: Rule = (element, version) =>
  childElements(element).every((child) => {
    const rule = child.name === "Add" ? addition : child.name === "Delete" ? removal : undefined;
    return child.namespace === PAGE && hasTag(child, version) && rule?.(child, version);
  });

export function readFileEdit(element: ElementNode): FileEdit {
  const textOf = (parent: ElementNode, name: string): string => {
    const child = childElement(parent, name, PAGE);
    return child ? elementText(child) : "";
  };
  const added = childElements(element, "Add", PAGE).map((child) => {
    const [content] = childElement(child, "Content", PAGE)?.children ?? [];
    const contentId = textOf(child, "ContentId");
    const file: DraftFile = {
      name: textOf(child, "DisplayName"),
      contentType: textOf(child, "ContentType"),
      isInline: textOf(child, "IsInline") === "1",
      bytes: content?.kind === "opaque" ? content.bytes.slice() : new Uint8Array(),
      ...(contentId === "" ? {} : { contentId }),
    };
    return { clientId: textOf(child, "ClientId"), file };
  });
  const removed = childElements(element, "Delete", PAGE).map((child) => textOf(child, "FileReference"));
  return { added, removed };
}

/** The draft's files after the edit; undefined where one to take off is not there, or part of a client's own MIME. */
export function changedFiles(before: Draft, { added, removed }: FileEdit, serverId: string): DraftFile[] | undefined {
  const files = before.files ?? [];
  const first = filesInMime(before);
  const gone = removed.map((reference) => {
    const place = readFileReference(reference);
    return place?.serverId === serverId ? files[place.index - first] : undefined;
  });
  return gone.includes(undefined)
    ? undefined
    : [...files.filter((file) => !gone.includes(file)), ...added.map(({ file }) => file)];
}

/** What the answer says of files just attached: which of the client's is which of the server's. */
export function addedFiles(draft: Draft, { added }: FileEdit, serverId: string): ElementNode | undefined {
  if (added.length === 0) return undefined;
  const first = filesInMime(draft);
  const placeOf = (file: DraftFile): number => first + (draft.files ?? []).indexOf(file);
  const attachments = added.map(({ clientId, file }) =>
    el(
      PAGE,
      "Attachment",
      el(PAGE, "ClientId", clientId),
      el(PAGE, "FileReference", fileReference(serverId, placeOf(file))),
    ),
  );
  return el(PAGE, "Attachments", ...attachments);
}

const filesInMime = ({ mime }: Draft): number => (mime ? attachmentsOf(scanMime(mime).message).length : 0);
