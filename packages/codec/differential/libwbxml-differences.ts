/**
 * Where libwbxml 0.11 is known to say something else than we do, and why. The comparison foretells by these rules
 * alone what libwbxml will say of a document; whatever is not listed fails.
 */
export const libwbxmlDifferences = {
  "other-name": "Its table spells the tag otherwise; test/data/table-disagreements.json decides each.",
  "other-namespace": "It writes Gal: for page 16; test/data/table-disagreements.json decides it.",
  "unknown-tag": "A tag its table lacks, the whole page Find among them, becomes <unknown> and loses its token.",
  "lost-namespace": "No xmlns is written next to an <unknown> or literal tag, so what stands there changes namespace.",
  "binary-as-base64":
    "The content of eight tags (MIME, ConversationId …) becomes base64, inline strings too, unless a child stands before it.",
  "opaque-as-text": "Opaque data in all other tags becomes text, bytes that are no characters included.",
  "wrong-entity":
    "ENTITY is written in too few bytes of UTF-8 where the first bits do not fit the lead byte: U+1F600 is one. U+0000 is left out.",
  "dropped-token": "A processing instruction or an attribute is shown in part or not at all.",
  "forgives-damage":
    "It passes over bytes after the root, takes content for the root, reads a table index or an integer that points nowhere, and stops without a word where data is cut off.",
  "loses-track":
    "Two page switches in a row, an extension token, or attributes that are none (damage can make all three) are read as something shorter, and what follows as something else.",
  "refuses-damage": "Something we keep with a warning ends its reading.",
  "decodes-base64": "When encoding, the text of the eight tags is taken for base64 and becomes opaque data.",
  "line-ends": "Its XML parser turns CR LF and CR into LF, as XML 1.0 section 2.11 asks; we keep what was written.",
  "no-empty-element": "An element with an end tag and nothing inside is written without content bit and END.",
  "no-empty-opaque": "CDATA with nothing inside is left out.",
  "split-opaque": "CDATA split around its own end becomes two runs of opaque data.",
} as const;

export type LibwbxmlDifference = keyof typeof libwbxmlDifferences;

/** What its table lacks: pages, and tags by page and token. Newer releases may know them. */
export const unknownPages: ReadonlySet<number> = new Set([25]);
export const unknownTags: readonly (readonly [page: number, token: number])[] = [
  [8, 0x10],
  [8, 0x11],
  [14, 0x3b],
];

/** Namespaces as libwbxml writes them, where that is not our name and a colon. */
export const otherNamespaces: ReadonlyMap<string, string> = new Map([["GAL", "Gal:"]]);

/** Page and token of the tags whose content libwbxml takes for bytes, from the flags of its table. */
export const binaryTags: ReadonlySet<number> = new Set(
  [
    [10, 0x1c],
    [15, 0x20],
    [16, 0x12],
    [17, 0x1f],
    [20, 0x18],
    [21, 0x10],
    [22, 0x09],
    [22, 0x0a],
  ].map(([page = 0, token = 0]) => tagKey(page, token)),
);

/** One number for a page and a token. */
export function tagKey(page: number, token: number): number {
  return page * 64 + token;
}
