import { decodeBase64 } from "@easel/codec/bytes";
import { childElement, type ElementNode, elementText, type Span } from "@easel/codec/document";
import { decodeBase64Mime } from "@easel/codec/mime";
import type { ReadReply } from "../read-reply.ts";
import { elementBytes } from "./element-bytes.ts";

/** Something inside an answer that is read as what it is: mail, a page of HTML, a file. */
export interface ReplyContent {
  kind: "message" | "html" | "text" | "file";
  /** Its subject or name, as far as the answer tells. */
  title: string;
  /** Where it stood and what was done to it to get here. */
  notes: string[];
  bytes: Uint8Array;
  /** Of HTML that names a charset: the bytes as text in it. Without it they are UTF-8. */
  text?: string;
  /** The same bytes in the answer's body; absent when they stand there in another form. */
  span?: Span;
  /** As the answer says it. */
  contentType?: string;
}

/** Contents of one answer; a Sync window holds 512 items at most (MS-ASCMD 2.2.3.199). */
export const MAX_CONTENTS = 1000;

/** MS-ASAIRS 2.2.2.41: the values of Type. */
const bodyKinds: Readonly<Record<string, ReplyContent["kind"]>> = {
  "1": "text",
  "2": "html",
  "3": "file",
  "4": "message",
};

/** All there is to read in an answer beside its document: bodies of items, attachments, parts, or the answer itself. */
export function replyContents(read: ReadReply): ReplyContent[] {
  if (read.kind === "mime") {
    const whole = { start: 0, end: read.bytes.length };
    return [{ kind: "message", title: "The answer itself", notes: [], bytes: read.bytes, span: whole }];
  }
  if (read.kind === "html" && read.text !== undefined) {
    return [{ kind: "html", title: "The page", notes: [], bytes: read.bytes, text: read.text }];
  }
  const contents: ReplyContent[] = [];
  const named = new Set<number>();
  const root = read.document?.root;
  if (root) {
    for (const { element, owner } of contentElements(root)) {
      if (contents.length >= MAX_CONTENTS) break;
      const content = contentOf(read, element, owner, named);
      if (content) contents.push(content);
    }
  }
  return [...contents, ...unnamedParts(read, named)];
}

interface Found {
  element: ElementNode;
  /** What holds the properties of the item. */
  owner: ElementNode | undefined;
}

/** Body, BodyPart, MIMEData, and the Properties of a file, in the order of the document. */
function contentElements(root: ElementNode): Found[] {
  const found: Found[] = [];
  const stack: Found[] = [{ element: root, owner: undefined }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { element, owner } = next;
    if (isContent(element)) found.push(next);
    const isOwner = element.name === "ApplicationData" || element.name === "Properties";
    const inner = isOwner ? element : owner;
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at];
      if (child?.kind === "element" && child.children.length > 0) stack.push({ element: child, owner: inner });
    }
  }
  return found;
}

const isContent = (element: ElementNode): boolean =>
  (element.namespace === "AirSyncBase" && (element.name === "Body" || element.name === "BodyPart")) ||
  (element.namespace === "Email" && element.name === "MIMEData") ||
  (element.namespace === "ItemOperations" && element.name === "Properties");

function contentOf(
  read: ReadReply,
  element: ElementNode,
  owner: ElementNode | undefined,
  named: Set<number>,
): ReplyContent | undefined {
  const isMimeData = element.name === "MIMEData";
  const holder = isMimeData ? element : childElement(element, "Data");
  const part = partOf(read, childElement(element, "Part"), named);
  const isFile = element.name === "Properties";
  const type = childElement(element, "Type");
  const kind = isMimeData ? "message" : isFile ? "file" : bodyKinds[type ? elementText(type) : ""];
  // Most bodies of a long answer are plain text, and are not put together for nothing.
  if (!kind || kind === "text") return undefined;
  const given = part ?? (holder && elementBytes(holder, read.bytes));
  if (!given || given.bytes.length === 0) return undefined;
  if (isFile) return fileOf(element, given);
  const title = titleOf(owner ?? element, element);
  const notes = [...notesOf(given), ...truncation(element, owner)];
  const unwrapped = kind === "message" && decodeBase64Mime(given.bytes);
  if (unwrapped) return { kind, title, notes: [...notes, "was base64 text"], bytes: unwrapped };
  return { kind, title, notes, ...bytesAndSpan(given) };
}

/** An attachment or a document fetched by ItemOperations: base64 text inline, bytes as they are in a part. */
function fileOf(properties: ElementNode, given: Given): ReplyContent {
  const type = childElement(properties, "ContentType");
  const contentType = type && elementText(type);
  const isText = given.part === undefined;
  const decoded = isText ? decodeBase64(new TextDecoder().decode(given.bytes), { allowWhitespace: true }) : undefined;
  return {
    kind: /^message\/rfc822\b/i.test(contentType ?? "") ? "message" : "file",
    title: "Attachment",
    notes: [...notesOf(given), ...(decoded ? ["was base64 text"] : [])],
    ...(decoded ? { bytes: decoded } : bytesAndSpan(given)),
    ...(contentType && { contentType }),
  };
}

interface Given {
  bytes: Uint8Array;
  span?: Span;
  /** Which part of a multipart answer it is. */
  part?: number;
}

const notesOf = ({ part }: Given): string[] => (part === undefined ? [] : [`part ${part} of the answer`]);
const bytesAndSpan = ({ bytes, span }: Given) => ({ bytes, ...(span && { span }) });

function partOf(read: ReadReply, element: ElementNode | undefined, named: Set<number>): Given | undefined {
  const index = element ? Number(elementText(element)) : Number.NaN;
  const span = read.parts?.[index];
  if (!span || index === 0) return undefined;
  named.add(index);
  return { bytes: read.bytes.subarray(span.start, span.end), span, part: index };
}

/** Parts the document does not speak of are shown all the same. */
function unnamedParts(read: ReadReply, named: ReadonlySet<number>): ReplyContent[] {
  return (read.parts ?? []).flatMap((span, index) => {
    if (index === 0 || named.has(index) || index > MAX_CONTENTS) return [];
    const bytes = read.bytes.subarray(span.start, span.end);
    return [{ kind: "file" as const, title: `Part ${index}`, notes: ["named nowhere in the document"], bytes, span }];
  });
}

function titleOf(owner: ElementNode, body: ElementNode): string {
  const subject = childElement(owner, "Subject");
  const text = subject && elementText(subject).trim();
  return text || (body.name === "BodyPart" ? "The new part of a conversation" : "Without a subject");
}

function truncation(body: ElementNode, owner: ElementNode | undefined): string[] {
  const told = childElement(body, "Truncated") ?? (owner && childElement(owner, "MIMETruncated"));
  return told && elementText(told).trim() === "1" ? ["cut by the server"] : [];
}
