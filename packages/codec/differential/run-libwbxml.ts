import type { ElementNode } from "../src/document.ts";
import { askLibwbxml } from "./ask-libwbxml.ts";
import { compareDecoding, compareEncoding, compareTables, sweepBytes, sweepTags } from "./compare-libwbxml.ts";
import { asPlainXml, encodeDocuments, encoded, sampleDamage, sampleTrees, withRareTokens } from "./documents.ts";
import { peerNamespace } from "./foresee-libwbxml.ts";
import { binaryTags, tagKey } from "./libwbxml-differences.ts";
import { peerXml } from "./peer-xml.ts";
import { Tally } from "./tally.ts";

/**
 * Compares tables, decoding and encoding with libwbxml. Each of the generated `documents` is decoded plain, with rare
 * tokens and damaged, and encoded; `extra` ones are decoded as well.
 */
export async function compareWithLibwbxml(
  driver: string,
  seed: number,
  documents: number,
  extra: readonly Uint8Array[],
): Promise<Tally[]> {
  const tables = new Tally("libwbxml, table of tags");
  const names = compareTables(await decodeAll(driver, sweepTags.map(sweepBytes)), tables);

  const trees = sampleTrees(seed, documents);
  const plain = encodeDocuments(trees);
  const rare = trees.map((root, index) => encoded(withRareTokens(root, counter(seed + index))));
  const damaged = sampleDamage(seed, documents, plain);
  const tallies = [tables];
  for (const [title, list, isDamaged] of [
    ["captures and vectors", extra, true],
    ["generated documents", plain, false],
    ["rare tokens", rare, false],
    ["damaged documents", damaged, true],
  ] as const) {
    const tally = new Tally(`libwbxml decodes ${title}`);
    const answers = await decodeAll(driver, list);
    for (const [index, bytes] of list.entries()) compareDecoding(bytes, answers[index], names, tally, isDamaged);
    tallies.push(tally);
  }

  const nameOf = ({ page, token }: ElementNode) => names.get(tagKey(page, token)) ?? "";
  const isKnown = ({ page, token }: ElementNode) => names.has(tagKey(page, token));
  const texts = trees.flatMap((root) => {
    const kept = asPlainXml(root, isKnown);
    return kept ? [peerXml(withBase64(kept), nameOf, peerNamespace)] : [];
  });
  const encoding = new Tally("libwbxml encodes generated documents");
  const answers = await askLibwbxml(
    driver,
    texts.map((text) => ({ operation: "e" as const, input: Buffer.from(text) })),
  );
  for (const [index, text] of texts.entries()) compareEncoding(text, answers[index], encoding);
  return [...tallies, encoding];
}

const decodeAll = (driver: string, list: readonly Uint8Array[]) =>
  askLibwbxml(
    driver,
    list.map((input) => ({ operation: "d" as const, input })),
  );

/** libwbxml refuses text that is no base64 in the tags it takes for binary, and forgets where children stood in them. */
function withBase64(element: ElementNode): ElementNode {
  if (!binaryTags.has(tagKey(element.page, element.token))) {
    const children = element.children.map((child) => (child.kind === "element" ? withBase64(child) : child));
    return { ...element, children };
  }
  const [first] = element.children;
  if (first?.kind === "text") {
    const text = Buffer.from(first.text).toString("base64");
    return { ...element, children: [{ kind: "text", text }] };
  }
  return { ...element, children: element.children.filter((child) => child.kind === "opaque").slice(0, 1) };
}

/** Small numbers in a fixed order. */
function counter(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return ((state >>> 8) & 0xffff) % below;
  };
}
