import { concatBytes, multiByteInteger } from "../bytes/index.ts";
import type { Document, WbxmlHeader } from "../document.ts";
import type { WireAttributes } from "./wire-attributes.ts";

/** What the root's wire attributes have to say of its document; nothing for an ordinary one. */
export function documentForm({ header, before, trailing }: Document): WireAttributes {
  const form: WireAttributes = {};
  const bytes = header?.wire ?? oddHeader(header);
  if (bytes instanceof Uint8Array) form.header = bytes;
  if (before instanceof Uint8Array) form.before = before;
  if (trailing instanceof Uint8Array && trailing.length > 0) form.trailing = trailing;
  return form;
}

/** The bytes of a header whose fields are not the usual `03 01 6A 00`; none when no header can hold them. */
function oddHeader(header: WbxmlHeader | undefined): Uint8Array | undefined {
  if (!header) return undefined;
  const { version, publicId, charset, stringTable } = header;
  if (!(stringTable instanceof Uint8Array) || !isUint32(version) || !isUint32(publicId) || !isUint32(charset)) {
    return undefined;
  }
  if (version === 0x03 && publicId === 1 && charset === 0x6a && stringTable.length === 0) return undefined;
  const integers = [publicId, charset, stringTable.length].flatMap((value) => multiByteInteger(value));
  return concatBytes([Uint8Array.of(version, ...integers), stringTable]);
}

const isUint32 = (value: unknown): value is number => Number.isInteger(value) && Number(value) >>> 0 === value;
