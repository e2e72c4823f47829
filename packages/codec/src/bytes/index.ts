export { type Base64Alphabet, type Base64Options, decodeBase64, encodeBase64, findBase64Fault } from "./base64.ts";
export { concatBytes, equalBytes } from "./byte-arrays.ts";
export { byteStringOf, bytesOfByteString } from "./byte-string.ts";
export { decodeHex, encodeHex } from "./hex.ts";
export { findUtf8Fault } from "./utf8.ts";
