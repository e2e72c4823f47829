export { annotateWbxml, describeOpaque, describeText } from "./annotate.ts";
export { wbxmlToXml, xmlToWbxml } from "./convert.ts";
export { type DecodeResult, decodeWbxml } from "./decode.ts";
export { type EncodeResult, encodeWbxml } from "./encode.ts";
export { joinProblems } from "./join-problems.ts";
export type { ByteKind, ByteLabel } from "./labels.ts";
