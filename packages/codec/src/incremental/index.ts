export { type EncodedText, type ReadText, readText } from "./encoded-text.ts";
export { type LinkedTree, linkTree } from "./linked-tree.ts";
export { type LongCdata, type LongCdataLimits, readLongCdata } from "./long-cdata.ts";
export { decodeAroundOpaque } from "./long-opaque.ts";
export { patchLeaf } from "./patch-leaf.ts";
export { encodeText, isClean } from "./text-facts.ts";
export { applyTextEdit, type ByteLabels, openSession, sessionOf, type WireSession } from "./wire-session.ts";
