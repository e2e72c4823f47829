import { hasError, type Problem } from "../problem.ts";
import { type PrintOptions, parseXml, printXml } from "../xml/index.ts";
import { decodeWbxml } from "./decode.ts";
import { encodeWbxml } from "./encode.ts";

/**
 * WBXML bytes as XML text. The text carries everything the bytes do: `xmlToWbxml` gives them back, unless a
 * problem is an error.
 */
export function wbxmlToXml(bytes: Uint8Array, options: PrintOptions = {}): { text: string; problems: Problem[] } {
  const { document, problems } = decodeWbxml(bytes);
  return { text: printXml(document, options), problems };
}

/** XML text as WBXML bytes; no bytes when a problem is an error. */
export function xmlToWbxml(text: string): { bytes?: Uint8Array<ArrayBuffer>; problems: Problem[] } {
  const { document, problems } = parseXml(text);
  if (hasError(problems)) return { problems };
  const encoded = encodeWbxml(document);
  const all = [...problems, ...encoded.problems];
  return encoded.bytes ? { bytes: encoded.bytes, problems: all } : { problems: all };
}
