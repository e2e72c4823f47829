// What the bench calls, bundled from the sources into one file.
export { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
export { parseXml } from "@easel/codec/xml";
export { diagnose } from "@easel/doctor/diagnosis";
export { checkMime, checkXml, complete, format, hover } from "@easel/doctor/language";
