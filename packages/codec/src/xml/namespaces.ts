/** The namespace of the reserved attribute that says how an element's bytes are written in the text. */
export const WIRE_NAMESPACE = "urn:easel:wire";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

/** The namespace bindings in force; the empty prefix is the default namespace. */
export class NamespaceScope {
  readonly #bindings = new Map<string, string[]>([
    ["xml", [XML_NAMESPACE]],
    ["wire", [WIRE_NAMESPACE]],
  ]);

  /** The namespace a prefix stands for; undefined when it was never declared. */
  lookup(prefix: string): string | undefined {
    const stack = this.#bindings.get(prefix);
    return stack?.[stack.length - 1];
  }

  declare(prefix: string, namespace: string): void {
    const stack = this.#bindings.get(prefix);
    if (stack) stack.push(namespace);
    else this.#bindings.set(prefix, [namespace]);
  }

  /** Takes back the last declaration of each prefix, when their element ends. */
  release(prefixes: Iterable<string>): void {
    for (const prefix of prefixes) this.#bindings.get(prefix)?.pop();
  }
}
