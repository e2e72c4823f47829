// What the bench needs of the codec, in one file, so that plain Node can run the sources.
export { defaultHeader } from "../src/document.ts";
export { element } from "../src/protocol/index.ts";
export { decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "../src/wbxml/index.ts";
export { parseXml, printXml } from "../src/xml/index.ts";
