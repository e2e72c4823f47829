import type { DocumentNode, ElementNode } from "../src/document.ts";
import { hasError } from "../src/problem.ts";
import { compareVersions, pageByNamespace, tagByName, tagByToken } from "../src/protocol/index.ts";
import { annotateWbxml, type ByteLabel, decodeWbxml } from "../src/wbxml/index.ts";
import type { PeerToken } from "./read-pdml.ts";
import type { Tally } from "./tally.ts";
import { type TsharkDifference, tsharkNames, tsharkUnknown } from "./tshark-differences.ts";

const PI = 0x43;

/** The field a label's first token should be shown as. */
function fieldOf({ kind, element }: ByteLabel, byte: number): string | undefined {
  if (kind === "end") return element?.token === 0 && element.tagBytes ? "end_literal_tag" : "end_known_tag";
  if (kind === "tag") return (byte & 0x3f) === 0x04 ? literalFields[byte >> 6] : "known_tag";
  return contentFields.get(byte);
}

const literalFields = ["literal", "literal_c", "literal_a", "literal_ac"];
const contentFields = new Map([
  [0x00, "switch_page"],
  [0x02, "entity"],
  [0x03, "str_i"],
  [0x40, "ext_i"],
  [0x41, "ext_i"],
  [0x42, "ext_i"],
  [0x43, "pi_xml"],
  [0x80, "ext_t"],
  [0x81, "ext_t"],
  [0x82, "ext_t"],
  [0x83, "str_t"],
  [0xc0, "extension_token"],
  [0xc1, "extension_token"],
  [0xc2, "extension_token"],
  [0xc3, "opaque_data"],
]);

/** Compares our labels with tshark's tokens: where each begins and ends, what it is, and what it says. */
export function compareTokens(bytes: Uint8Array, peer: readonly PeerToken[] | undefined, tally: Tally): void {
  const differences = new Set<TsharkDifference>();
  const fault = findFault(bytes, peer, differences);
  if (fault !== undefined) tally.fail(`${fault}, in ${Buffer.from(bytes).toString("hex")}`);
  else if (differences.size === 0) tally.agree();
  else for (const [index, kind] of [...differences].entries()) tally.differ(kind, index === 0);
}

/** The first thing that is not listed, in words; what is listed goes into `differences`. */
function findFault(
  bytes: Uint8Array,
  peer: readonly PeerToken[] | undefined,
  differences: Set<TsharkDifference>,
): string | undefined {
  const { document, problems } = decodeWbxml(bytes);
  const isDamaged = hasError(problems);
  if (peer === undefined) return isDamaged ? undefined : "tshark sees no WBXML";
  const texts = textsByEnd(document.root);
  let next = 0;
  for (const label of annotateWbxml(document)) {
    if (label.kind === "header") continue;
    const { start, end } = label.span;
    const first = peer[next];
    if (first?.field === "pi_xml" && bytes[start] === PI) {
      differences.add("stops-at-pi");
      return undefined;
    }
    if (!first || first.field !== fieldOf(label, bytes[start] ?? 0)) {
      if (!isDamaged) return `at ${start} tshark has ${first?.field ?? "nothing"}, we have ${label.text}`;
      differences.add("stops-at-damage");
      return undefined;
    }
    if (first.span.start !== start) return `${label.text} begins at ${start}, for tshark at ${first.span.start}`;
    const said = label.kind === "tag" || label.kind === "end" ? label.element?.name : texts.get(end);
    const fault = compareMeaning(label, first, said ?? "", differences);
    if (fault !== undefined) return `at ${start} ${fault}`;
    let last = start;
    for (let token = peer[next]; token && token.span.start < end; token = peer[++next]) last = token.span.end;
    // The sizes of literals and attributes leave out what belongs to them.
    if (label.kind !== "tag" && label.kind !== "other" && last !== end) {
      return `${label.text} ends at ${end}, for tshark at ${last}`;
    }
  }
  return next < peer.length ? `tshark goes on with ${peer[next]?.field} at ${peer[next]?.span.start}` : undefined;
}

function textsByEnd(root: ElementNode | undefined): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const stack: DocumentNode[] = root ? [root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "element") stack.push(...node.children);
    else if (node.kind === "text" && node.byteSpan) texts.set(node.byteSpan.end, node.text);
  }
  return texts;
}

function compareMeaning(
  { page, element, span }: ByteLabel,
  { field, shown }: PeerToken,
  said: string,
  differences: Set<TsharkDifference>,
): string | undefined {
  if (field === "switch_page") return shown === String(page) ? undefined : `tshark switches to ${shown}, we to ${page}`;
  if (field === "opaque_data") {
    // It shows token, length and data as `c3:02:61:62`.
    const length = (shown.length + 1) / 3;
    return length === span.end - span.start ? undefined : `tshark shows ${length} bytes of opaque data`;
  }
  if (field === "entity") {
    return Number(shown) === said.codePointAt(0) ? undefined : `tshark reads character ${shown}, we ${said}`;
  }
  if (field.endsWith("known_tag")) {
    const difference = element && compareName(element, shown);
    if (difference === undefined) return `tshark has ${shown}, we have ${element?.namespace} ${said}`;
    if (difference !== "none") differences.add(difference);
    return undefined;
  }
  const isComparable = field !== "ext_t" && field !== "extension_token" && showable.test(said);
  return isComparable && shown !== escaped(said) ? `tshark reads ${shown}, we ${escaped(said)}` : undefined;
}

function compareName({ namespace, name, token }: ElementNode, shown: string): TsharkDifference | "none" | undefined {
  if (shown === name) return "none";
  if (shown.startsWith("(Requested token")) return isUnknown(namespace, token) ? "unknown-tag" : undefined;
  const row = tsharkNames.find(([space, number, other]) => space === namespace && number === token && other === shown);
  if (row) return row[3];
  return tagByName(namespace, shown)?.token === token ? "other-name" : undefined;
}

function isUnknown(namespace: string, token: number): boolean {
  const tag = tagByToken(pageByNamespace(namespace)?.page ?? -1, token);
  if (tag?.status !== "current" || compareVersions(tag.versions[0] ?? "2.5", "16.0") >= 0) return true;
  return tsharkUnknown.some(([space, number]) => space === namespace && number === token);
}

/** Characters tshark shows in one way on every machine. */
const showable = /^[\0-~\u00A1-\u00AC\u00AE-\u024F\u3041-\u3096\u4E00-\u9FFF]*$/;

const controls: Record<string, string> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
};

/** As C writes control characters, but for quotes and backslashes, which stay. */
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, (char) => controls[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`);
