import { hasError, type Problem } from "../src/problem.ts";
import { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { parseXml, printXml } from "../src/xml/index.ts";
import { expectLabels } from "./check-wbxml.ts";
import { broken, expectNested, expectSameBytes, expectSameProblems, expectSound, hex } from "./invariant.ts";

/** Any text: parsed and encoded by both roads, and back again when `thorough`. */
export function checkXml(text: string, thorough: boolean): void {
  const { document, problems } = parseXml(text);
  expectSound(problems, "xml", text.length);
  expectNested(document.root, "textSpan", text.length);

  if (hasError(problems) && !thorough) return;
  const tree: { bytes?: Uint8Array; problems: Problem[] } = { problems };
  if (!hasError(problems)) {
    const encoded = encodeWbxml(document);
    tree.problems = [...problems, ...encoded.problems];
    if (encoded.bytes) tree.bytes = encoded.bytes;
  }
  const fast = xmlToWbxml(text);
  expectSameProblems("roads encode with other problems", fast.problems, tree.problems);
  const { bytes } = tree;
  if (!bytes) {
    if (fast.bytes) broken("bytes in spite of an error", hex(fast.bytes));
    printXml(document);
    return;
  }
  if (hasError(fast.problems)) broken("bytes in spite of an error", hex(bytes));
  expectSameBytes("roads encode differently", fast.bytes, bytes);
  expectNested(document.root, "byteSpan", bytes.length);
  if (!thorough) return;
  expectLabels(document, bytes.length);
  const printed = printXml(document);
  expectSameBytes("printed again encodes to other bytes", xmlToWbxml(printed).bytes, bytes);
  const decoded = decodeWbxml(bytes);
  if (document.trailing) return;
  const fault = decoded.problems.find(({ severity }) => severity === "error");
  if (fault) {
    // A reference to nothing can be written, and is damage.
    if (isDangling(fault.code)) return;
    broken(`encoded what does not decode: ${fault.code}`, fault.message);
  }
  expectSameBytes("decoded again encodes to other bytes", xmlToWbxml(wbxmlToXml(bytes).text).bytes, bytes);
}

/** Whether a fault is a string or a name that should stand in the string table and does not. */
export const isDangling = (code: string): boolean => code === "damaged-token" || code === "bad-literal";
