/**
 * What is measured of the codec; each gives the length of its output.
 * @param {typeof import("./entry.mjs")} codec
 * @returns {Record<string, (input: any) => number>}
 */
export function codecOperations({ wbxmlToXml, xmlToWbxml, decodeWbxml }) {
  const decoder = new TextDecoder();
  // A look at one character makes the engine put a string of pieces together, as any reader would.
  const whole = (/** @type {string} */ text) => text.length + (text.charCodeAt(text.length >> 1) & 0);
  return {
    decode: (/** @type {Uint8Array} */ bytes) => whole(wbxmlToXml(bytes).text),
    "decode-compact": (/** @type {Uint8Array} */ bytes) => whole(wbxmlToXml(bytes, { newline: "" }).text),
    encode: (/** @type {string} */ text) => xmlToWbxml(text).bytes?.length ?? -1,
    tree: (/** @type {Uint8Array} */ bytes) => decodeWbxml(bytes).document.root?.children.length ?? -1,
    copy: (/** @type {Uint8Array} */ bytes) => bytes.slice().length,
    floor: (/** @type {Uint8Array} */ bytes) => decoder.decode(bytes).length,
  };
}
