import type { DocumentNode, ElementNode, OpaqueNode } from "../document.ts";
import { isNode } from "../is-node.ts";
import { MAX_DEPTH, MAX_NODES } from "../limits.ts";
import { pageByNamespace } from "../protocol/index.ts";
import { cdataText } from "./escape.ts";
import type { WireAttributes } from "./wire-attributes.ts";
import { contentForm, isPlainForm } from "./wire-content.ts";

/** A string or opaque data that plain text or CDATA would not give back. */
export interface OddContent {
  form: WireAttributes;
  /** It needs an element around it: its own holds more, or the page is switched before it. */
  isWrapped: boolean;
}

/** What must be known of a whole tree before its first tag can be printed. */
export interface Survey {
  /** The root's namespace, which becomes the default one. */
  readonly root: string;
  /** Prefixes of all other namespaces, in the order they are first met. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** The text of each opaque node that CDATA can hold. */
  readonly texts: ReadonlyMap<OpaqueNode, string>;
  readonly odd: ReadonlyMap<DocumentNode, OddContent>;
  /** Somewhere stands a wire attribute. */
  readonly usesWire: boolean;
}

export function surveyTree(root: ElementNode): Survey {
  const surveyor = new Surveyor(root.namespace);
  surveyor.run(root);
  return surveyor;
}

class Surveyor implements Survey {
  readonly root: string;
  readonly prefixes = new Map<string, string>();
  readonly texts = new Map<OpaqueNode, string>();
  readonly odd = new Map<DocumentNode, OddContent>();
  usesWire = false;
  #nodes = 0;
  #numbered = 0;

  constructor(root: string) {
    this.root = root;
  }

  run(root: ElementNode): void {
    const open = [root];
    const depths = [1];
    for (let element = open.pop(); element && this.#nodes <= MAX_NODES; element = open.pop()) {
      const depth = depths.pop() ?? 1;
      this.#element(element);
      if (depth > MAX_DEPTH) continue;
      this.#content(element.children);
      for (let index = element.children.length - 1; index >= 0; index--) {
        const child = element.children[index];
        if (child?.kind !== "element" || !isNode(child)) continue;
        open.push(child);
        depths.push(depth + 1);
      }
    }
  }

  #element({ namespace, tagBytes, switches, endSwitches }: ElementNode): void {
    this.#nodes++;
    if (namespace !== this.root && namespace !== "" && !this.prefixes.has(namespace)) {
      this.prefixes.set(namespace, this.#prefixFor(namespace));
    }
    if (tagBytes || switches?.length || endSwitches?.length) this.usesWire = true;
  }

  #content(children: readonly DocumentNode[]): void {
    const isAlone = children.length === 1;
    // Strings, or sections, that touch would be read as one.
    let touching: "text" | "opaque" | undefined;
    for (const child of children) {
      if (child?.kind === "element" || !isNode(child)) {
        touching = undefined;
        continue;
      }
      this.#nodes++;
      const text = child.kind === "opaque" ? cdataText(child.bytes) : undefined;
      if (child.kind === "opaque" && text !== undefined) this.texts.set(child, text);
      const form = contentForm(child, text !== undefined, isAlone);
      const vanishes = child.kind === touching || (child.kind === "text" && child.text === "");
      if (isPlainForm(form) && !vanishes) {
        touching = child.kind;
        continue;
      }
      // One node hung up in two places is written so that both can read it.
      const isWrapped = !isAlone || form.pages !== undefined || this.odd.get(child)?.isWrapped === true;
      this.odd.set(child, { form, isWrapped });
      this.usesWire = true;
      touching = undefined;
    }
  }

  #prefixFor(namespace: string): string {
    const page = pageByNamespace(namespace);
    if (page) return page.prefix;
    if (/^Unknown-Page-[0-9A-F]{2}$/.test(namespace)) return namespace.toLowerCase();
    this.#numbered++;
    return `ns${this.#numbered}`;
  }
}
