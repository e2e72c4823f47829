import type { Document } from "../src/document.ts";
import { hasError } from "../src/problem.ts";
import { decodeWbxml, encodeWbxml, xmlToWbxml } from "../src/wbxml/index.ts";
import { printXml } from "../src/xml/index.ts";
import { expectLabels } from "./check-wbxml.ts";
import { isDangling } from "./check-xml.ts";
import { broken, expectNested, expectSameBytes, expectSound } from "./invariant.ts";
import { makeTree } from "./make-tree.ts";

/** A document put together by a program, sound or not, as the bytes say (see `makeTree`). */
export function checkTree(choices: Uint8Array, thorough: boolean): void {
  const document = makeTree(choices);
  // Nodes that cannot be written are left out of the text, and have no span in it.
  const text = printXml(document);
  const { bytes, problems } = encodeWbxml(document);
  expectSound(problems, undefined, Number.POSITIVE_INFINITY);
  if (!bytes) {
    if (!hasError(problems)) broken("no bytes without an error", text.slice(0, 200));
    return;
  }
  expectNested(document.root, "textSpan", text.length);
  expectNested(document.root, "byteSpan", bytes.length);
  if (!thorough) return;
  expectLabels(document, bytes.length);
  const decoded = decodeWbxml(bytes);
  const fault = decoded.problems.find(({ severity }) => severity === "error");
  if (fault) {
    if (isOdd(document) || isDangling(fault.code)) return;
    broken(`encoded what does not decode: ${fault.code}`, fault.message);
  }
  expectSameBytes("decoded again encodes to other bytes", encodeWbxml(decoded.document).bytes, bytes);
  expectSameBytes("printed tree encodes to other bytes", xmlToWbxml(text).bytes, bytes);
}

/** Its header or what trails it says by itself that the document is not one ActiveSync reads. */
const isOdd = ({ header, trailing }: Document): boolean =>
  trailing !== undefined ||
  header.version < 1 ||
  header.version > 3 ||
  header.publicId !== 1 ||
  header.wire !== undefined;
