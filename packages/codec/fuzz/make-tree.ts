import type { Document, DocumentNode, ElementNode } from "../src/document.ts";
import { defaultHeader } from "../src/document.ts";
import { codePages, nameOf, namespaceOf } from "../src/protocol/index.ts";

const tags = codePages.flatMap((page) => page.tags);
const MAX_NODES = 60;
const texts = [
  "",
  " ",
  "\n",
  "a",
  "\r\n",
  "]]>",
  "<&>",
  "\u0000",
  "\u0001",
  "\uD800",
  "\uDC00",
  "😀",
  "\uFEFF",
  "\uFFFE",
  "é",
];
const wires = [
  [0x03, 0x61, 0x00],
  [0x03, 0xff, 0x00],
  [0x83, 0x00],
  [0x02, 0x41],
  [0x40, 0x61, 0x00],
  [0x80, 0x05],
  [0xc0],
  [0x43, 0x05, 0x01],
  [0xc3, 0x01, 0x61],
  [0x01],
  [0x45],
  [0x00, 0x02],
  [0x03, 0x61],
  [],
];

/** Reads one choice after the other; when they run out, all further ones are 0. */
class Choices {
  readonly #bytes: Uint8Array;
  #at = 0;
  nodes = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(below: number): number {
    return (this.#bytes[this.#at++] ?? 0) % below;
  }

  byte(): number {
    return this.next(256);
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }
}

/** A document as a program might build it: every choice of shape, names and odd fields is a byte of the input. */
export function makeTree(bytes: Uint8Array): Document {
  const choices = new Choices(bytes);
  const way = choices.next(16);
  const document: Document = { header: defaultHeader() };
  if (way === 1)
    document.header = {
      ...defaultHeader(),
      version: choices.byte(),
      publicId: choices.byte(),
      charset: choices.byte(),
    };
  if (way === 2) document.header.stringTable = choices.take(choices.next(8));
  if (way === 3) document.header.wire = choices.take(choices.next(8));
  if (way === 4) document.trailing = choices.take(choices.next(4));
  if (way !== 5) document.root = element(choices, 0);
  return document;
}

function element(choices: Choices, depth: number): ElementNode {
  choices.nodes++;
  const node: ElementNode = { kind: "element", ...identity(choices), children: [], selfClosed: choices.next(2) === 0 };
  const odd = choices.next(12);
  if (odd === 1) node.switches = [...choices.take(choices.next(3))];
  if (odd === 2) node.endSwitches = [...choices.take(choices.next(3))];
  if (odd === 3) node.tagBytes = Uint8Array.from([choices.byte(), ...choices.take(choices.next(5))]);
  if (odd === 4) node.tagBytes = Uint8Array.from([0x80 | node.token, 0x05, 0x85, 0x01]);
  const count = depth > 12 ? 0 : choices.next(5);
  for (let index = 0; index < count && choices.nodes < MAX_NODES; index++) node.children.push(child(choices, depth));
  return node;
}

function identity(choices: Choices): Pick<ElementNode, "page" | "token" | "namespace" | "name"> {
  const way = choices.next(8);
  const tag = tags[choices.byte() + 256 * choices.next(3)] ?? { page: choices.byte(), token: 5 + choices.next(0x3b) };
  const { page, token } = tag;
  const named = { page, token, namespace: namespaceOf(page), name: nameOf(page, token) };
  // Names and numbers that do not fit each other: the names decide.
  if (way === 1) return { ...named, page: choices.byte() };
  if (way === 2) return { ...named, token: choices.byte() };
  if (way === 3) return { ...named, namespace: `${named.namespace.toLowerCase()}:` };
  if (way === 4)
    return {
      page: choices.byte(),
      token: choices.next(0x40),
      namespace: texts[choices.next(15)] ?? "",
      name: "Nothing",
    };
  return named;
}

function child(choices: Choices, depth: number): DocumentNode {
  const kind = choices.next(4);
  if (kind < 2) return element(choices, depth + 1);
  choices.nodes++;
  const odd = choices.next(8);
  const switches = odd === 1 ? { switches: [choices.byte()] } : {};
  if (kind === 2) {
    const text = [texts[choices.next(15)], texts[choices.next(15)]].join("");
    const wire = odd === 2 ? { wire: Uint8Array.from(wires[choices.next(wires.length)] ?? []) } : {};
    return { kind: "text", text, ...switches, ...wire };
  }
  const lengthBytes = odd === 3 ? { lengthBytes: choices.next(7) } : {};
  return { kind: "opaque", bytes: choices.take(choices.next(6)), ...switches, ...lengthBytes };
}
