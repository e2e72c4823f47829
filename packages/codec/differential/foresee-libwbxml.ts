import type { Document, DocumentNode, ElementNode, TextNode } from "../src/document.ts";
import { binaryTags, type LibwbxmlDifference, otherNamespaces, tagKey } from "./libwbxml-differences.ts";
import { addContent, type Step } from "./peer-xml.ts";

/** The names in libwbxml's table by `tagKey`; what is missing there is `<unknown>`. */
export type PeerNames = ReadonlyMap<number, string>;

/** What libwbxml should make of a document, and which listed differences that takes. */
export interface Foreseen {
  steps: Step[];
  differences: Set<LibwbxmlDifference>;
}

/** The steps of the XML libwbxml should write for the bytes of a document. */
export function foreseeDecoding({ header, root }: Document, names: PeerNames): Foreseen {
  const steps: Step[] = [];
  const differences = new Set<LibwbxmlDifference>();
  if (root) visit(root, undefined, "*");
  return { steps, differences };

  /** `scope` is the namespace in force in libwbxml's XML; `*` when it cannot be foretold. */
  function visit(element: ElementNode, parentPage: number | undefined, scope: string): void {
    const isLiteral = ((element.tagBytes?.[0] ?? 0xff) & 0x3f) === 0x04;
    const known = isLiteral ? undefined : names.get(tagKey(element.page, element.token));
    if ((element.tagBytes?.[0] ?? 0) & 0x80) differences.add("dropped-token");
    if (!isLiteral && known === undefined) differences.add("unknown-tag");
    if (known !== undefined && known !== element.name) differences.add("other-name");
    const own = peerNamespace(element.namespace);
    const isRoot = element === root;
    const declares = known !== undefined && (isRoot || (parentPage !== undefined && parentPage !== element.page));
    const namespace = declares ? own : scope;
    if (declares && otherNamespaces.has(element.namespace)) differences.add("other-namespace");
    if (known !== undefined && namespace !== own) differences.add("lost-namespace");
    steps.push(`<${namespace}|${known ?? (isLiteral ? element.name : "unknown")}>`);
    const isBinary = known !== undefined && binaryTags.has(tagKey(element.page, element.token));
    let run: string | undefined;
    let isFirst = true;
    const endRun = (): void => {
      if (run) {
        if (isBinary && isFirst) differences.add("binary-as-base64");
        addContent(steps, '"', isBinary && isFirst ? Buffer.from(run, "latin1").toString("base64") : run);
      }
      run = undefined;
      isFirst = false;
    };
    for (const child of element.children) {
      if (child.kind === "element") {
        endRun();
        visit(child, known === undefined ? undefined : element.page, namespace);
      } else {
        if (child.kind === "opaque" && !isBinary && child.bytes.length > 0) differences.add("opaque-as-text");
        run = (run ?? "") + contentOf(child);
      }
    }
    endRun();
    steps.push("</>");
  }

  /** The bytes of a text or of opaque data, a character each, as libwbxml reads them. */
  function contentOf(node: Exclude<DocumentNode, ElementNode>): string {
    if (node.kind === "opaque") return Buffer.from(node.bytes).toString("latin1");
    const wire = node.wire?.[0];
    if (node.wire === undefined) return utf8(node.text);
    if (wire === 0x43) differences.add("dropped-token");
    if (wire === 0x02) return entity(node);
    if (wire === 0x03) return Buffer.from(node.wire.subarray(1, -1)).toString("latin1");
    if (wire !== 0x83) return "";
    const from = node.wire.subarray(1).reduce((value, byte) => value * 128 + (byte & 0x7f), 0);
    const to = header.stringTable.indexOf(0, from);
    return Buffer.from(header.stringTable.subarray(from, to < 0 ? undefined : to)).toString("latin1");
  }

  /** Its loop stops when six bits are left, whether or not they fit the lead byte. */
  function entity({ wire = new Uint8Array(0), text }: TextNode): string {
    let code = wire.subarray(1).reduce((value, byte) => value * 128 + (byte & 0x7f), 0);
    if (code === 0) differences.add("wrong-entity");
    if (code < 0x80) return code === 0 ? "" : String.fromCharCode(code);
    const bytes: number[] = [];
    for (; code >= 0x40; code = Math.floor(code / 64)) bytes.unshift(0x80 | (code & 0x3f));
    const lead = [0xc0, 0xe0, 0xf0, 0xf8, 0xfc][bytes.length - 1] ?? 0;
    bytes.unshift(lead | code);
    const written = String.fromCharCode(...bytes);
    if (written !== utf8(text)) differences.add("wrong-entity");
    return written;
  }
}

export const peerNamespace = (namespace: string): string => otherNamespaces.get(namespace) ?? `${namespace}:`;

export const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** Our own steps of a document: content that touches runs together, opaque data stays apart from text. */
export function stepsOf(root: ElementNode): Step[] {
  const steps: Step[] = [];
  const visit = (element: ElementNode): void => {
    steps.push(`<${element.namespace}|${element.name}>`);
    for (const child of element.children) {
      if (child.kind === "element") visit(child);
      else if (child.kind === "text") addContent(steps, '"', utf8(child.text));
      else if (child.bytes.length > 0) addContent(steps, "[", Buffer.from(child.bytes).toString("latin1"));
    }
    steps.push("</>");
  };
  visit(root);
  return steps;
}
