import { type Document, defaultHeader } from "@easel/codec/document";
import { type ElementContent, element } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import type { Facts } from "./facts.ts";
import { findMimeElement } from "./mime-facts.ts";

const COMPOSE = "ComposeMail";

/** The WBXML of a mail command around a bare message, with what the query said up to 12.1 moved inside. */
export function wrapMessage(facts: Facts, command: string, message: Uint8Array): Uint8Array | undefined {
  const parameter = (name: string) =>
    facts.url.command.parameters.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
  const content: ElementContent[] = [element(COMPOSE, "ClientId", clientIdOf(message))];
  if (parameter("SaveInSent")?.toUpperCase() === "T" || facts.url.command.options?.saveInSent) {
    content.push(element(COMPOSE, "SaveInSentItems"));
  }
  const source = [
    ["FolderId", parameter("CollectionId")],
    ["ItemId", parameter("ItemId")],
    ["LongId", parameter("LongId")],
  ].flatMap(([name, value]) => (name && value ? [element(COMPOSE, name, value)] : []));
  if (source.length > 0 && command !== "SendMail") content.push(element(COMPOSE, "Source", ...source));
  content.push(element(COMPOSE, "Mime", message));
  return encodeWbxml({ header: defaultHeader(), root: element(COMPOSE, command, ...content) }).bytes;
}

/** The WBXML of an XML body, with Mime as opaque bytes. Works on a copy of the tree. */
export function encodeDocument(document: Document | undefined, mime: Uint8Array | undefined): Uint8Array | undefined {
  if (!document?.root) return undefined;
  const copy = structuredCopy(document);
  const target = findMimeElement(copy);
  if (target && mime) target.children = [{ kind: "opaque", bytes: mime }];
  return encodeWbxml(copy).bytes;
}

const structuredCopy = (document: Document): Document => ({
  ...document,
  ...(document.root
    ? { root: { ...document.root, children: document.root.children.map((child) => ({ ...child })) } }
    : {}),
});

/** At most 40 characters, the same for the same message, so that diagnosing twice gives one answer. */
function clientIdOf(message: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of message) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `easel-${hash.toString(16).padStart(8, "0")}-${message.length}`;
}
