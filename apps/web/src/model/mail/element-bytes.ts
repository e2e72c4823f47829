import { concatBytes } from "@easel/codec/bytes";
import type { ElementNode, Span } from "@easel/codec/document";

/** What an element holds, byte for byte, and where it stands in the body when it stands there in one piece. */
export function elementBytes(element: ElementNode, body: Uint8Array): { bytes: Uint8Array; span?: Span } {
  const contents = element.children.flatMap((child) => (child.kind === "element" ? [] : [child]));
  const [only] = contents;
  if (contents.length === 1 && only?.kind === "opaque") {
    return {
      bytes: only.bytes,
      ...(only.contentSpan && isThere(body, only.contentSpan, only.bytes) && { span: only.contentSpan }),
    };
  }
  const chunks = contents.map((child) => {
    if (child.kind === "opaque") return child.bytes;
    // An inline string that is not UTF-8 is kept as its token: 03, the bytes, 00.
    if (child.wire?.[0] === INLINE_STRING) return child.wire.subarray(1, -1);
    return new TextEncoder().encode(child.text);
  });
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : concatBytes(chunks);
  const at = only?.byteSpan;
  const span = at && { start: at.end - 1 - bytes.length, end: at.end - 1 };
  return { bytes, ...(contents.length === 1 && span && isThere(body, span, bytes) && { span }) };
}

const INLINE_STRING = 0x03;
/** Ends are compared, not every byte: a place that is off is off there too. */
const COMPARED = 64;

function isThere(body: Uint8Array, { start, end }: Span, bytes: Uint8Array): boolean {
  if (end - start !== bytes.length || start < 0 || end > body.length) return false;
  for (let at = 0; at < Math.min(COMPARED, bytes.length); at++) {
    if (body[start + at] !== bytes[at] || body[end - 1 - at] !== bytes[bytes.length - 1 - at]) return false;
  }
  return true;
}
