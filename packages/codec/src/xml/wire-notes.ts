import { decodeHex, encodeHex } from "../bytes/index.ts";
import type { OpaqueNode, TextNode } from "../document.ts";

/**
 * What WBXML can say and XML cannot, written as a processing instruction `<?wire NOTE DATA?>` that other XML
 * readers pass over:
 * `header` and `trailing` bytes of the document; a content `token` that is not a plain inline string; the `tag`
 * bytes of the next element (attributes, literal name); `pages` switched to before the next node or END that the
 * encoder would not write; the `length` in bytes of the next opaque node's length. All but the last two are hex.
 */
export type WireNote =
  | { note: "header" | "trailing" | "token" | "tag"; bytes: Uint8Array }
  | { note: "pages"; pages: number[] }
  | { note: "length"; length: number };

export function printWireNote(note: WireNote): string {
  if (note.note === "pages") return `<?wire pages ${note.pages.join(" ")}?>`;
  if (note.note === "length") return `<?wire length ${note.length}?>`;
  return `<?wire ${note.note} ${encodeHex(note.bytes, " ").toUpperCase()}?>`;
}

/** The note in the data of a `<?wire …?>` instruction; undefined when it is none of them. */
export function readWireNote(data: string): WireNote | undefined {
  const gap = data.search(/\s/);
  const note = gap < 0 ? data : data.slice(0, gap);
  const rest = gap < 0 ? "" : data.slice(gap).trim();
  if (note === "header" || note === "trailing" || note === "token" || note === "tag") {
    const bytes = decodeHex(rest);
    return bytes && { note, bytes };
  }
  if (note === "pages") {
    const pages = rest.split(/\s+/).map(Number);
    return pages.every((page) => Number.isInteger(page) && page >= 0 && page <= 0xff) ? { note, pages } : undefined;
  }
  if (note === "length" && /^[1-5]$/.test(rest)) return { note, length: Number(rest) };
  return undefined;
}

/** A text as the bytes of an inline string token. */
export function stringToken(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const token = new Uint8Array(bytes.length + 2);
  token[0] = 0x03;
  token.set(bytes, 1);
  return token;
}

/** Opaque data as the bytes of its token. */
export function opaqueToken({ bytes, lengthBytes }: OpaqueNode): Uint8Array {
  const length = integerBytes(bytes.length, lengthBytes);
  const token = new Uint8Array(1 + length.length + bytes.length);
  token[0] = 0xc3;
  token.set(length, 1);
  token.set(bytes, 1 + length.length);
  return token;
}

/** An mb_u_int32 of at least `width` bytes. */
export function integerBytes(value: number, width = 1): number[] {
  const groups = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0 || groups.length < width; rest = Math.floor(rest / 128)) {
    groups.unshift((rest % 128) | 0x80);
  }
  return groups;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The node whose token these bytes are: an inline string and opaque data by their content, the rest as bytes. */
export function tokenNode(token: Uint8Array): TextNode | OpaqueNode {
  if (token[0] === 0xc3) {
    let length = 1;
    while (length < 5 && (token[length] ?? 0) >= 0x80) length++;
    const node: OpaqueNode = { kind: "opaque", bytes: token.slice(1 + length) };
    const written = String(token.slice(1, 1 + length));
    if (written === String(integerBytes(node.bytes.length))) return node;
    if (written === String(integerBytes(node.bytes.length, length))) return { ...node, lengthBytes: length };
  } else if (token[0] === 0x03 && token.indexOf(0) === token.length - 1) {
    try {
      return { kind: "text", text: strict.decode(token.subarray(1, -1)) };
    } catch {
      return { kind: "text", text: new TextDecoder().decode(token.subarray(1, -1)), wire: token };
    }
  }
  return { kind: "text", text: "", wire: token };
}
