// The codec by path: the root of the workspace does not depend on its own packages.
import { type Document, elementAt, type OpaqueNode } from "../../packages/codec/src/document.ts";
import { hasError, type Problem } from "../../packages/codec/src/problem.ts";
import { decodeWbxml, encodeWbxml } from "../../packages/codec/src/wbxml/index.ts";
import { parseXml } from "../../packages/codec/src/xml/index.ts";

/** WBXML of an XML text. `opaque` fills elements, named by path, with bytes an XML text could not hold. */
export function toWbxml(xml: string, opaque: Record<string, Uint8Array> = {}): Uint8Array {
  const { document, problems } = parseXml(xml);
  refuseErrors(problems, xml);
  for (const [path, bytes] of Object.entries(opaque)) {
    const element = elementAt(document.root, path);
    if (!element) throw new Error(`The request has no ${path}.`);
    const content: OpaqueNode = { kind: "opaque", bytes };
    element.children = [content];
    element.selfClosed = false;
  }
  const encoded = encodeWbxml(document);
  refuseErrors(encoded.problems, xml);
  if (!encoded.bytes) throw new Error("The codec gave no bytes.");
  return encoded.bytes;
}

/** The document of a reply; throws when the server sent WBXML the codec finds wrong. */
export function fromWbxml(bytes: Uint8Array): Document {
  const { document, problems } = decodeWbxml(bytes);
  refuseErrors(problems, Buffer.from(bytes).toString("hex"));
  return document;
}

function refuseErrors(problems: Problem[], source: string): void {
  if (hasError(problems)) throw new Error(`${problems.map(({ message }) => message).join(" ")}\n${source}`);
}
