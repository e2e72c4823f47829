import type { ElementNode } from "@easel/codec/document";
import { decodeWbxml } from "@easel/codec/wbxml";

/**
 * The root of a WBXML body; undefined where Exchange's reader gives up (Status 102): damage, a tag no page has, text
 * that is not UTF-8, and whatever of WBXML ActiveSync does not use (MS-ASWBXML 2.1).
 */
export function readDocument(body: Uint8Array): ElementNode | undefined {
  const { document, problems } = decodeWbxml(body);
  const refused = problems.some(({ severity, code }) => severity !== "info" && !harmless.has(code));
  return refused ? undefined : document.root;
}

/** Retired tags are fine, and that a string looks as if it had swallowed something is advice to its writer. */
const harmless: ReadonlySet<string> = new Set(["legacy-tag", "suspicious-string"]);
