import { readInteger } from "./integers.ts";
import { readTableString, skipAttributes } from "./rare-tokens.ts";
import { HAS_ATTRIBUTES, LITERAL, TAG_BITS } from "./tokens.ts";

/** A tag byte and what belongs to it: a literal name's index, an attribute list. */
export interface ReadTag {
  /** 0 for a literal tag. */
  token: number;
  /** The literal name, when the tag is one. */
  literal?: string;
  hasAttributes: boolean;
  end: number;
}

/** Why a tag could not be read; `isCutOff` when the bytes ran out. */
export interface TagFault {
  code: string;
  what: string;
  isCutOff: boolean;
}

/** Reads the tag at `start`, literal names and attribute lists included. */
export function readTag(bytes: Uint8Array, start: number, stringTable: Uint8Array): ReadTag | TagFault {
  const byte = bytes[start] ?? 0;
  const tag: ReadTag = { token: byte & TAG_BITS, hasAttributes: (byte & HAS_ATTRIBUTES) !== 0, end: start + 1 };
  if (tag.token === LITERAL) {
    const { value, next } = readInteger(bytes, tag.end);
    const name = next < 0 ? undefined : readTableString(stringTable, value);
    if (name === undefined) {
      const isCutOff = next === -1;
      const what = "a literal tag does not point into the string table";
      return { code: isCutOff ? "truncated" : "bad-literal", what, isCutOff };
    }
    tag.token = 0;
    tag.literal = name;
    tag.end = next;
  }
  if (tag.hasAttributes) {
    const next = skipAttributes(bytes, tag.end);
    if (next < 0) {
      return { code: "truncated", what: "an attribute list has no END before the document does", isCutOff: true };
    }
    tag.end = next;
  }
  return tag;
}
