/**
 * The tree between bytes and XML text. A decoder fills `byteSpan`, a parser fills `textSpan`;
 * encoding a parsed document, or printing a decoded one, fills the other, so that one tree links both.
 */

/** A half-open range `[start, end)`: byte offsets in WBXML or MIME bytes, UTF-16 offsets in text. */
export interface Span {
  start: number;
  end: number;
}

/** An element. Its `byteSpan` includes a page switch that serves its own tag, and its END token. */
export interface ElementNode {
  kind: "element";
  /** Code page 0-255. Pages above 25 are not ActiveSync's and carry a placeholder namespace. */
  page: number;
  /** The six tag bits, 0x05-0x3F, without the content (0x40) and attribute (0x80) flags. */
  token: number;
  /** Bare namespace name (`AirSync`), without a trailing colon; placeholder for an unknown page. */
  namespace: string;
  /** Tag name as Microsoft spells it; placeholder for an unknown token. */
  name: string;
  children: DocumentNode[];
  /** True when the element was written without content: `<X/>`, or a tag without the content flag. */
  selfClosed: boolean;
  /** Exact tag and attribute bytes, when they are more than the one tag byte (attributes, literal tags). */
  tagBytes?: Uint8Array;
  /** Pages switched to before this node, when that is not what the encoder would write by itself. */
  switches?: number[];
  /** Pages switched to between the last child and END. */
  endSwitches?: number[];
  byteSpan?: Span;
  textSpan?: Span;
  /** Where the start tag stands in the text, `<Mime>`: the place to underline a problem with the element. */
  tagSpan?: Span;
}

/** Character data: an inline string (STR_I), a string table reference or an entity in WBXML. */
export interface TextNode {
  kind: "text";
  text: string;
  /** Exact token bytes, when they are not one inline string of `text` in UTF-8; whoever edits `text` drops them. */
  wire?: Uint8Array;
  /** See `ElementNode.switches`. */
  switches?: number[];
  byteSpan?: Span;
  textSpan?: Span;
}

/** Opaque data (OPAQUE in WBXML, CDATA in XML): bytes, never text. MS-ASWBXML 2.1.1, MS-ASDTYPE 2.7.1. */
export interface OpaqueNode {
  kind: "opaque";
  bytes: Uint8Array;
  /** Bytes the length was written with (1-5), when they are more than needed. */
  lengthBytes?: number;
  /** See `ElementNode.switches`. */
  switches?: number[];
  byteSpan?: Span;
  textSpan?: Span;
  /** The payload alone, without token and length; inside `byteSpan`. */
  contentSpan?: Span;
}

export type DocumentNode = ElementNode | TextNode | OpaqueNode;

/** The WBXML header. ActiveSync always sends `03 01 6A 00` (MS-ASWBXML 2.1.2). */
export interface WbxmlHeader {
  /** Version byte: 0x03 is WBXML 1.3. */
  version: number;
  /** Public identifier; 1 means "unknown". */
  publicId: number;
  /** IANA MIBenum; 106 is UTF-8. */
  charset: number;
  stringTable: Uint8Array;
  /** Exact bytes, when they are not the usual four; they win over the fields above. */
  wire?: Uint8Array;
  byteSpan?: Span;
}

/** A whole document. `root` is absent when nothing that looks like an element was found. */
export interface Document {
  header: WbxmlHeader;
  root?: ElementNode;
  /** Processing instructions before the root, and the page switches before them, which ActiveSync has none of. */
  before?: Uint8Array;
  /** Bytes that follow the root element; kept so that nothing that arrived is lost. */
  trailing?: Uint8Array;
  /** The elements that trailing bytes read as, if they read as nothing else; for showing, encoding leaves them out. */
  trailingElements?: ElementNode[];
  /** Exactly the bytes that were decoded or last encoded, when there were any. Byte spans count in them. */
  bytes?: Uint8Array;
  /** What the decoded bytes were found in, outermost layer first, and what was given; absent when they were bare. */
  container?: { layers: string[]; bytes: Uint8Array };
}

export const defaultHeader = (): WbxmlHeader => ({
  version: 0x03,
  publicId: 0x01,
  charset: 0x6a,
  stringTable: new Uint8Array(0),
});

/**
 * Whether an element has no END on the wire and is `<X/>` in text: it says so, and there is nothing to stand before
 * an end.
 */
export const isSelfClosed = ({ selfClosed, children, endSwitches }: ElementNode): boolean =>
  selfClosed && children.length === 0 && !endSwitches?.length;

/** The text of an element: its text and opaque children (decoded as UTF-8) joined, not its descendants'. */
export function elementText(element: ElementNode): string {
  let text = "";
  for (const child of element.children) {
    if (child.kind === "text") text += child.text;
    else if (child.kind === "opaque") text += new TextDecoder("utf-8", { ignoreBOM: true }).decode(child.bytes);
  }
  return text;
}

/** Child elements with this name, in order; a namespace is compared when given. */
export function childElements(element: ElementNode, name?: string, namespace?: string): ElementNode[] {
  return element.children.filter(
    (child): child is ElementNode =>
      child.kind === "element" &&
      (name === undefined || child.name === name) &&
      (namespace === undefined || child.namespace === namespace),
  );
}

/** The first child element with this name, if any. */
export function childElement(element: ElementNode, name: string, namespace?: string): ElementNode | undefined {
  return childElements(element, name, namespace)[0];
}

/** Visits every element of the tree in document order, with its ancestors' path as `pathOf` would give it. */
export function walkElements(root: ElementNode, visit: (element: ElementNode, path: string) => void): void {
  const stack: { element: ElementNode; path: string }[] = [{ element: root, path: `/${root.name}` }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    visit(next.element, next.path);
    const children = pathedChildren(next.element, next.path);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}

/** `/Sync/Collections/Collection[2]/Status`: names, with a 1-based index where siblings share a name. */
export function pathOf(root: ElementNode, target: ElementNode): string | undefined {
  let found: string | undefined;
  walkElements(root, (element, path) => {
    if (element === target) found = path;
  });
  return found;
}

/** The element at a path of `pathOf`'s form; an index left out means the first. */
export function elementAt(root: ElementNode | undefined, path: string): ElementNode | undefined {
  const steps = path.split("/").filter(Boolean);
  let here: ElementNode | undefined;
  for (const step of steps) {
    const [, name = step, index = "1"] = /^(.*?)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const pool: ElementNode[] = here ? childElements(here, name) : root?.name === name ? [root] : [];
    here = pool[Number(index) - 1];
    if (!here) return undefined;
  }
  return here;
}

function pathedChildren(element: ElementNode, path: string): { element: ElementNode; path: string }[] {
  const children = childElements(element);
  const totals = new Map<string, number>();
  for (const child of children) totals.set(child.name, (totals.get(child.name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return children.map((child) => {
    const index = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, index);
    const suffix = (totals.get(child.name) ?? 0) > 1 ? `[${index}]` : "";
    return { element: child, path: `${path}/${child.name}${suffix}` };
  });
}
