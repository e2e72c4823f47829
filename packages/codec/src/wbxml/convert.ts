import { hasError, type Problem } from "../problem.ts";
import { layoutOf, type PrintOptions, parseXml, printXml } from "../xml/index.ts";
import { decodeWbxml } from "./decode.ts";
import { encodeWbxml } from "./encode.ts";
import { decodeToText, encodeFromText } from "./fast/index.ts";

/**
 * WBXML bytes as XML text, the same `printXml` makes of their tree, without building it where it can. The text carries everything the bytes do: `xmlToWbxml` gives them back, unless a
 * problem is an error.
 */
export function wbxmlToXml(bytes: Uint8Array, options: PrintOptions = {}): { text: string; problems: Problem[] } {
  const { newline, indent } = layoutOf(options);
  const fast = decodeToText(bytes, newline, indent);
  if (fast !== undefined) return { text: fast, problems: [] };
  const { document, problems } = decodeWbxml(bytes);
  return { text: printXml(document, options), problems };
}

/** XML text as WBXML bytes, without a tree where it can; no bytes when a problem is an error. */
export function xmlToWbxml(text: string): { bytes?: Uint8Array<ArrayBuffer>; problems: Problem[] } {
  const fast = encodeFromText(text);
  if (fast) return fast;
  const { document, problems } = parseXml(text);
  if (hasError(problems)) return { problems };
  const encoded = encodeWbxml(document);
  const all = [...problems, ...encoded.problems];
  return encoded.bytes ? { bytes: encoded.bytes, problems: all } : { problems: all };
}
