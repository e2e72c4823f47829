/** Levels of nesting a document may have; ActiveSync's own documents stay below 20. */
export const MAX_DEPTH = 10_000;

/** Elements, texts and opaque runs in one document. */
export const MAX_NODES = 2_000_000;

/** Attributes of one start tag; an ordinary root has one for each of its namespaces. */
export const MAX_ATTRIBUTES = 10_000;

/** Bytes of one WBXML document, or UTF-16 units of one XML text: 256 Mi. */
export const MAX_LENGTH = 0x1000_0000;

/** Characters of the XML text of one document; no engine holds much longer strings. */
export const MAX_TEXT_LENGTH = 0x1fff_0000;

/** Bytes of the string table that references may turn into text, all together: 16 Mi. */
export const MAX_TABLE_TEXT = 0x0100_0000;

/** Bytes that compressed data may become when it is undone: 64 Mi. */
export const MAX_INFLATED = 0x0400_0000;

/** Wrappings undone on top of each other, such as gzip in a multipart answer. */
export const MAX_LAYERS = 4;

/** Problems listed one by one; what comes after is counted in one more problem. */
export const MAX_PROBLEMS = 500;
