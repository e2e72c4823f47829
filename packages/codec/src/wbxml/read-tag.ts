import { skipAttributes } from "./attribute-list.ts";
import { readInteger } from "./integers.ts";
import { skipInteger } from "./rare-tokens.ts";
import type { Strings } from "./strings.ts";
import { HAS_ATTRIBUTES, LITERAL, TAG_BITS } from "./tokens.ts";

/** A tag byte and what belongs to it: a literal name's index, an attribute list. */
export interface ReadTag {
  /** 0 for a literal tag. */
  token: number;
  /** The literal name, when the tag is one; a placeholder when it cannot be read. */
  literal?: string;
  /** Where the attribute list begins, when there is one. */
  attributesAt?: number;
  /** Offset behind it; -1 when it is cut off. */
  end: number;
  /** What is wrong with it, when it can be read on behind it. */
  fault?: string;
}

/** Reads the tag at `start`, literal names and attribute lists included. */
export function readTag(bytes: Uint8Array, start: number, strings: Strings): ReadTag {
  const byte = bytes[start] ?? 0;
  const tag: ReadTag = { token: byte & TAG_BITS, end: start + 1 };
  if (tag.token === LITERAL) {
    const { value, next } = readInteger(bytes, tag.end);
    const name = next < 0 ? undefined : strings.fromTable(value);
    tag.token = 0;
    tag.literal = name ?? `Literal-${value}`;
    tag.end = next === -2 ? skipInteger(bytes, tag.end) : next;
    if (name === undefined) tag.fault = `its name should stand at byte ${value} of the string table, which it does not`;
  }
  if ((byte & HAS_ATTRIBUTES) !== 0 && tag.end > 0) {
    tag.attributesAt = tag.end;
    tag.end = skipAttributes(bytes, tag.end, strings);
  }
  return tag;
}
