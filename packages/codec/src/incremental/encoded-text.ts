import type { Document } from "../document.ts";
import type { Problem } from "../problem.ts";
import { annotateWbxml, type ByteLabel, encodeWbxml, joinProblems } from "../wbxml/index.ts";
import { parseXml } from "../xml/index.ts";

/** What a whole XML text is on the wire. */
export interface EncodedText {
  /** With both spans on every node. */
  document: Document;
  /** Empty when nothing can be encoded. */
  bytes: Uint8Array;
  labels: ByteLabel[];
  /** Of the text and of encoding it. */
  problems: Problem[];
  /** False when the text has an error, so that the bytes are not what it says. */
  complete: boolean;
}

/** Reads a text from its first to its last character. Must depend on nothing but the text. */
export type ReadText = (text: string) => EncodedText;

export const readText: ReadText = (text) => {
  const { document, problems: parsed } = parseXml(text);
  const { bytes, problems: encoded } = encodeWbxml(document);
  const problems = joinProblems(parsed, encoded);
  return {
    document,
    bytes: bytes ?? new Uint8Array(0),
    labels: annotateWbxml(document),
    problems,
    complete: bytes !== undefined && !problems.some(({ severity }) => severity === "error"),
  };
};
