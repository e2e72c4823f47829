export { cdataText } from "./escape.ts";
export { WIRE_NAMESPACE } from "./namespaces.ts";
export { type ParseResult, parseXml } from "./parse.ts";
export { type PrintOptions, printXml } from "./print.ts";
export { type Paste, type PasteKind, sniffPaste } from "./sniff.ts";
