export { isForbidden } from "./characters.ts";
export { cdataSection, cdataText, escapeText } from "./escape.ts";
export { WIRE_NAMESPACE } from "./namespaces.ts";
export { doctypeDropped, type ParseResult, parseXml } from "./parse.ts";
export { layoutOf, MAX_INDENTED_LEVELS, type PrintOptions, printDocument, printXml } from "./print.ts";
export { type Paste, type PasteKind, sniffPaste } from "./sniff.ts";
