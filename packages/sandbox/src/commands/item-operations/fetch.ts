import { encodeBase64 } from "@easel/codec/bytes";
import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { el, namesWithin } from "../../documents.ts";
import {
  attachmentBytes,
  attachmentsOf,
  defaultOptions,
  type Item,
  type ItemOptions,
  readFileReference,
  sizeOf,
} from "../../mailbox/index.ts";
import { OperationStatus } from "../../statuses.ts";
import { type CommandContext, knownFolder } from "../command.ts";
import { propertiesOf } from "../item-properties.ts";
import { childText } from "../numbers.ts";
import { readOptions } from "../sync/index.ts";
import type { Contents } from "./item-operations.ts";
import { bytesWithin } from "./range.ts";

const PAGE = "ItemOperations";

/** MS-ASCMD 2.2.3.67.1: an item by folder and ServerId or by LongId, or a file by FileReference. */
export function fetchOne(context: CommandContext, fetch: ElementNode, contents: Contents): ElementNode {
  const store = childText(fetch, "Store", PAGE);
  const reference = childText(fetch, "FileReference", "AirSyncBase");
  if (store === undefined) return failed(fetch, OperationStatus.ProtocolError);
  // Of document libraries the name is known and no document there.
  if (store === "Document Library") return failed(fetch, OperationStatus.NotFound);
  if (store !== "Mailbox") return failed(fetch, OperationStatus.UnknownStore);
  return reference === undefined ? fetchItem(context, fetch, contents) : fetchFile(context, fetch, reference, contents);
}

function fetchItem(context: CommandContext, fetch: ElementNode, contents: Contents): ElementNode {
  const options = childElement(fetch, "Options", PAGE);
  const wanted = options ? readOptions([options], context.version) : defaultOptions();
  const [folderId, serverId] = ["CollectionId", "ServerId"].map((name) => childText(fetch, name, "AirSync"));
  const longId = childText(fetch, "LongId", "Search");
  const named = longId === undefined ? folderId !== undefined && serverId !== undefined : serverId === undefined;
  if (!wanted || !named) return failed(fetch, OperationStatus.ProtocolError);
  const item = context.world.mailboxOf(context.user).get(longId ?? serverId ?? "");
  if (!item || (longId === undefined && (item.folderId !== folderId || !knownFolder(context, folderId)))) {
    return failed(fetch, OperationStatus.NotFound);
  }
  if (sizeOf(item) > contents.bytes) return failed(fetch, OperationStatus.TooLarge);
  contents.bytes -= sizeOf(item);
  const schema = options && childElement(options, "Schema", PAGE);
  const properties = propertiesOf(item, context.version, wholeUnlessAsked(wanted)).filter(
    (property) => !schema || childElement(schema, property.name, property.namespace),
  );
  return fetched(
    fetch,
    el("AirSync", "Class", classOf(item)),
    ...(contents.parts ? properties.map((property) => apart(property, contents.parts ?? [])) : properties),
  );
}

/** Who fetches an item wants its body, even without saying in which form. */
const wholeUnlessAsked = (options: ItemOptions): ItemOptions =>
  options.preferences.length > 0
    ? options
    : { ...options, preferences: [1, 2].map((type) => ({ type, allOrNone: false })) };

const classOf = (item: Item): string => (item.kind === "mail" ? "Email" : item.class);

function fetchFile(
  { world, user }: CommandContext,
  fetch: ElementNode,
  reference: string,
  contents: Contents,
): ElementNode {
  const options = childElement(fetch, "Options", PAGE);
  // MS-ASCMD 2.2.3.8: one file for each Fetch, and nothing but a range to choose.
  const isPlain = childElements(fetch, "FileReference").length === 1 && !childElement(fetch, "ServerId");
  if (!isPlain || (options && !namesWithin(options, PAGE, ["Range"])))
    return failed(fetch, OperationStatus.ProtocolError);
  const place = readFileReference(reference);
  const item = place && world.mailboxOf(user).get(place.serverId);
  const file = item?.kind === "mail" ? attachmentsOf(scanMime(item.mime).message)[place?.index ?? 0] : undefined;
  if (item?.kind !== "mail" || !file) return failed(fetch, OperationStatus.InvalidAttachment);
  const whole = attachmentBytes(file, item.mime);
  const range = options && childText(options, "Range", PAGE);
  const cut = range === undefined ? { bytes: whole } : bytesWithin(whole, range);
  if (!cut) return failed(fetch, OperationStatus.InvalidRange);
  if (cut.bytes.length > contents.bytes) return failed(fetch, OperationStatus.TooLarge);
  contents.bytes -= cut.bytes.length;
  return fetched(
    fetch,
    undefined,
    ...("range" in cut ? [el(PAGE, "Range", cut.range), el(PAGE, "Total", String(whole.length))] : []),
    el("AirSyncBase", "ContentType", file.part.contentType),
    contents.parts
      ? el(PAGE, "Part", String(contents.parts.push(cut.bytes)))
      : el(PAGE, "Data", encodeBase64(cut.bytes)),
  );
}

/** The property with the data of a body put among the parts (MS-ASAIRS 2.2.2.20). */
function apart(property: ElementNode, parts: Uint8Array[]): ElementNode {
  if (property.name !== "Body" || property.namespace !== "AirSyncBase") return property;
  const children = childElements(property).map((child) => {
    const [content] = child.children;
    if (child.name !== "Data" || !content || content.kind === "element") return child;
    const bytes = content.kind === "opaque" ? content.bytes : new TextEncoder().encode(content.text);
    return el(PAGE, "Part", String(parts.push(bytes)));
  });
  return el("AirSyncBase", "Body", ...children);
}

/** How the item was named comes back with it. */
const namesIn = (fetch: ElementNode): ElementNode[] =>
  childElements(fetch).filter(({ name }) =>
    ["CollectionId", "ServerId", "LongId", "LinkId", "FileReference"].includes(name),
  );

const fetched = (fetch: ElementNode, itemClass: ElementNode | undefined, ...properties: ElementNode[]): ElementNode =>
  el(
    PAGE,
    "Fetch",
    el(PAGE, "Status", OperationStatus.Success),
    ...namesIn(fetch),
    itemClass,
    el(PAGE, "Properties", ...properties),
  );

const failed = (fetch: ElementNode, status: string): ElementNode =>
  el(PAGE, "Fetch", el(PAGE, "Status", status), ...namesIn(fetch));
