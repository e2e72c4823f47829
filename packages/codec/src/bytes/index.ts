export { type Base64Alphabet, type Base64Options, decodeBase64, encodeBase64, findBase64Fault } from "./base64.ts";
export { concatBytes, equalBytes } from "./byte-arrays.ts";
export { byteStringOf, bytesOfByteString } from "./byte-string.ts";
export { type Decompressed, gunzip, isGzip, isZlib } from "./decompress.ts";
export { decodeHex, decodePlainHex, encodeHex } from "./hex.ts";
export { type Inflated, type InflateEnd, inflate } from "./inflate.ts";
export { multiByteInteger } from "./multi-byte-integer.ts";
export { findUtf8Fault } from "./utf8.ts";
