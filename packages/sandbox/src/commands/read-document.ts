import { childElements, type ElementNode } from "@easel/codec/document";
import { hasError } from "@easel/codec/problem";
import { tagByToken } from "@easel/codec/protocol";
import { decodeWbxml } from "@easel/codec/wbxml";

/** The root of a WBXML body; undefined where Exchange's reader gives up (Status 102): damage, or a tag no page has. */
export function readDocument(body: Uint8Array): ElementNode | undefined {
  const { document, problems } = decodeWbxml(body);
  if (!document.root || hasError(problems) || document.trailing?.length) return undefined;
  const open = [document.root];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!tagByToken(next.page, next.token)) return undefined;
    for (const child of childElements(next)) open.push(child);
  }
  return document.root;
}
