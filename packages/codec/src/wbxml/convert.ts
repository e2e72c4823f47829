import { MAX_TEXT_LENGTH } from "../limits.ts";
import { hasError, type Problem } from "../problem.ts";
import { layoutOf, type PrintOptions, parseXml, printDocument } from "../xml/index.ts";
import { decodeWbxml } from "./decode.ts";
import { encodeWbxml } from "./encode.ts";
import { decodeToText, encodeFromText } from "./fast/index.ts";
import { joinProblems } from "./join-problems.ts";

/**
 * WBXML bytes as XML text, the same `printXml` makes of their tree, without building it where it can. The text carries
 * everything the bytes do: `xmlToWbxml` gives them back, unless a problem is an error.
 */
export function wbxmlToXml(bytes: Uint8Array, options: PrintOptions = {}): { text: string; problems: Problem[] } {
  const { newline, indent } = layoutOf(options);
  const fast = unlessTooLong(() => decodeToText(bytes, newline, indent));
  if (fast !== undefined) return { text: fast, problems: [] };
  const { document, problems } = decodeWbxml(bytes);
  const { text, isCut } = printDocument(document, options);
  return { text, problems: isCut ? [...problems, textTooLong] : problems };
}

/** XML text as WBXML bytes, without a tree where it can; no bytes when a problem is an error. */
export function xmlToWbxml(text: string): { bytes?: Uint8Array<ArrayBuffer>; problems: Problem[] } {
  const fast = encodeFromText(text);
  if (fast) return fast;
  const { document, problems } = parseXml(text);
  if (hasError(problems)) return { problems };
  const encoded = encodeWbxml(document);
  const all = joinProblems(problems, encoded.problems);
  return encoded.bytes ? { bytes: encoded.bytes, problems: all } : { problems: all };
}

/** The fast road builds one string, and an engine throws where that grows beyond its limit. */
function unlessTooLong(convert: () => string | undefined): string | undefined {
  try {
    return convert();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const textTooLong: Problem = {
  code: "text-too-long",
  severity: "error",
  message: `The XML text grows beyond ${MAX_TEXT_LENGTH} characters, more than a string holds; it is cut there.`,
  source: "wbxml",
};
