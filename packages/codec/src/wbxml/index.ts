export { annotateWbxml, describeOpaque, describeText } from "./annotate.ts";
export { UTF_8_MIB } from "./charsets.ts";
export { wbxmlToXml, xmlToWbxml } from "./convert.ts";
export { type DecodeResult, decodeWbxml } from "./decode.ts";
export { type EncodeResult, encodeWbxml } from "./encode.ts";
export type { ByteKind, ByteLabel } from "./labels.ts";
