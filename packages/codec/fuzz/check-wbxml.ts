import type { Document } from "../src/document.ts";
import { hasError } from "../src/problem.ts";
import { annotateWbxml, decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
import { type PrintOptions, parseXml, printXml } from "../src/xml/index.ts";
import { broken, expectNested, expectSameBytes, expectSameProblems, expectSound } from "./invariant.ts";

const layouts: readonly PrintOptions[] = [{ newline: "" }, { newline: "\r\n", indent: 0 }, { indent: 7 }];

/**
 * Any bytes: decoded, labelled, printed and encoded by both roads. Most changed inputs are broken; of those only the
 * `thorough` ones are taken further than decoding, where the road without a tree hands over.
 */
export function checkWbxml(bytes: Uint8Array, thorough: boolean): void {
  const { document, problems } = decodeWbxml(bytes);
  // Inside a wrapping that was undone (gzip, base64 …) positions count in what it held.
  const length = document.bytes?.length ?? 0;
  if (!document.container && length !== bytes.length) broken("bytes are lost", `${length} of ${bytes.length}`);
  expectSound(problems, "wbxml", length);
  expectNested(document.root, "byteSpan", length);
  expectLabels(document, length);
  const isBroken = hasError(problems);
  if (isBroken && !thorough) return;

  const text = printXml(document);
  expectNested(document.root, "textSpan", text.length);
  const fast = wbxmlToXml(bytes);
  if (fast.text !== text) broken("roads print differently", differenceOf(fast.text, text));
  expectSameProblems("roads decode with other problems", fast.problems, problems);
  if (isBroken) {
    checkBroken(document, text);
    return;
  }
  expectSameBytes("text encodes to other bytes", xmlToWbxml(text).bytes, bytes);
  if (thorough) checkSound(document, text, bytes);
}

/** What could not be read to its end must not break what is done with the rest. */
function checkBroken(document: Document, text: string): void {
  encodeWbxml(document);
  xmlToWbxml(text);
  printXml(parseXml(text).document);
}

function checkSound(document: Document, text: string, bytes: Uint8Array): void {
  expectSameBytes("tree encodes to other bytes", encodeWbxml(document).bytes, bytes);
  expectNested(document.root, "byteSpan", bytes.length);
  expectLabels(document, bytes.length);
  const parsed = parseXml(text).document;
  expectSameBytes("parsed text encodes to other bytes", encodeWbxml(parsed).bytes, bytes);
  expectNested(parsed.root, "byteSpan", bytes.length);
  for (const layout of layouts) {
    const other = wbxmlToXml(bytes, layout).text;
    if (other !== printXml(document, layout)) broken("roads lay out differently", JSON.stringify(layout));
    expectSameBytes("another layout encodes to other bytes", xmlToWbxml(other).bytes, bytes);
  }
}

/** Labels name every byte once, in order. */
export function expectLabels(document: Document, length: number): void {
  let at = 0;
  for (const { span, text, level } of annotateWbxml(document)) {
    if (span.start !== at || span.end <= at)
      broken("labels with gap or overlap", `${span.start}-${span.end} after ${at}`);
    if (text === "" || level < 0) broken("label without words", `at ${at}`);
    at = span.end;
  }
  if (at !== length) broken("bytes without label", `labels end at ${at} of ${length}`);
}

export function differenceOf(left: string, right: string): string {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return `at ${at}: ${JSON.stringify(left.slice(at, at + 80))} and ${JSON.stringify(right.slice(at, at + 80))}`;
}
