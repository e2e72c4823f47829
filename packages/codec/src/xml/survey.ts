import type { ElementNode, OpaqueNode } from "../document.ts";
import { codePages, pageByNamespace } from "../protocol/index.ts";
import { cdataText } from "./escape.ts";

/** What must be known of a whole tree before its first tag can be printed. */
export interface Survey {
  /** The root's namespace, which becomes the default one. */
  root: string;
  /** Prefixes of all other namespaces, in the order they are first met. */
  prefixes: ReadonlyMap<string, string>;
  /** The text of each opaque node that CDATA can hold. */
  texts: ReadonlyMap<OpaqueNode, string>;
  /** Elements whose content is printed as base64. */
  base64: ReadonlySet<ElementNode>;
}

export function surveyTree(root: ElementNode): Survey {
  const prefixes = new Map<string, string>();
  const texts = new Map<OpaqueNode, string>();
  const base64 = new Set<ElementNode>();
  const taken = new Set<string>(["wire", "xml", "xmlns", ...codePages.map((page) => page.prefix)]);
  const stack: ElementNode[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    const { namespace } = element;
    if (namespace !== root.namespace && namespace !== "" && !prefixes.has(namespace)) {
      prefixes.set(namespace, prefixFor(namespace, taken));
    }
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child?.kind === "element") stack.push(child);
      else if (child?.kind === "opaque") {
        const text = cdataText(child.bytes);
        if (text !== undefined) texts.set(child, text);
        else if (isAlone(child, element)) base64.add(element);
      }
    }
  }
  return { root: root.namespace, prefixes, texts, base64 };
}

const isAlone = (node: OpaqueNode, parent: ElementNode): boolean =>
  parent.children.length === 1 && !node.switches && !node.lengthBytes && !parent.tagBytes;

function prefixFor(namespace: string, taken: Set<string>): string {
  const page = pageByNamespace(namespace);
  if (page) return page.prefix;
  let prefix = /^Unknown-Page-[0-9A-F]{2}$/.test(namespace) ? namespace.toLowerCase() : "ns1";
  for (let number = 2; taken.has(prefix); number++) prefix = `ns${number}`;
  taken.add(prefix);
  return prefix;
}
