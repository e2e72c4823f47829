export { annotateWbxml, describeOpaque, describeText } from "./annotate.ts";
export { UTF_8_MIB } from "./charsets.ts";
export { wbxmlToXml, xmlToWbxml } from "./convert.ts";
export { beginDecoding, type DecodeResult, decodeWbxml, type WbxmlDecoding } from "./decode.ts";
export { type EncodeResult, encodeWbxml } from "./encode.ts";
export { MAX_INTEGER_BYTES, type ReadInteger, readInteger } from "./integers.ts";
export type { ByteKind, ByteLabel } from "./labels.ts";
