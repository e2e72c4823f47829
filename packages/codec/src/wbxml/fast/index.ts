export { decodeToText } from "./decode-to-text.ts";
export { encodeFromText, type FastEncoded } from "./encode-from-text.ts";
export { InlineStrings } from "./inline-strings.ts";
