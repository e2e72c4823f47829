import { decodeBase64 } from "../bytes/index.ts";
import type { DocumentNode, OpaqueNode, TextNode } from "../document.ts";
import { isWritable, unescapeUnwritable } from "./escape.ts";
import { hasContentForm, type WireAttributes } from "./wire-attributes.ts";

/** The element of `WIRE_NAMESPACE` that stands for one string or run of opaque data beside other content. */
export const WIRE_CONTENT = "content";

/** What is wrong with the content of an element whose attributes speak of it. */
export interface ContentFault {
  code: "bad-base64" | "bad-wire-content";
  /** Continues "The content of <X> …". */
  what: string;
}

/** The one node that an element's content stands for by its wire attributes; without any it is a plain string. */
export function wireContent(
  children: readonly DocumentNode[],
  wire: WireAttributes = {},
): TextNode | OpaqueNode | ContentFault {
  const [child = { kind: "text", text: "" } satisfies TextNode, another] = children;
  if (another || child.kind === "element") return fault("is more than the one string its attributes speak of.");
  if (wire.isBase64) {
    const bytes = child.kind === "text" ? decodeBase64(child.text, { allowWhitespace: true }) : undefined;
    if (!bytes) return { code: "bad-base64", what: "is marked as base64 and is not base64." };
    return withLength({ kind: "opaque", bytes }, wire);
  }
  if (child.kind === "opaque") {
    if (wire.token || wire.text) return fault("is CDATA, which is opaque data; its attributes speak of a string.");
    return withLength(child, wire);
  }
  if (wire.length) return fault("is a string; wire:length speaks of opaque data, which is CDATA or base64.");
  const text = wire.text === "escaped" ? unescapeUnwritable(child.text) : child.text;
  if (text === undefined) return fault("has a backslash that begins no escape; write \\\\ or \\u and four hex digits.");
  if (wire.text === "empty" && text !== "") return fault('is not empty, as wire:text="empty" says.');
  return wire.token ? { kind: "text", text, wire: wire.token } : { kind: "text", text };
}

/** What must be said of a node for its text or CDATA to give it back; `alone` when its element holds nothing else. */
export function contentForm(node: TextNode | OpaqueNode, isCdata: boolean, alone: boolean): WireAttributes {
  const form: WireAttributes = {};
  if (node.switches?.length) form.pages = node.switches;
  if (node.kind === "opaque") {
    if (!isCdata) form.isBase64 = true;
    if (node.lengthBytes) form.length = node.lengthBytes;
    return form;
  }
  if (node.wire) form.token = node.wire;
  if (!isWritable(node.text)) form.text = "escaped";
  else if (node.text === "" && !node.wire && alone) form.text = "empty";
  return form;
}

/** Whether a node may be written without an element of its own around it. */
export const isPlainForm = (form: WireAttributes): boolean => !form.pages && !hasContentForm(form);

const withLength = (node: OpaqueNode, { length }: WireAttributes): OpaqueNode =>
  length === undefined ? node : { ...node, lengthBytes: length };

const fault = (what: string): ContentFault => ({ code: "bad-wire-content", what });
