import type { ProblemList } from "../problem-list.ts";
import { isHtml, type PasteKind, sniffPaste } from "./sniff.ts";

const sentences: Partial<Record<PasteKind, string>> = {
  empty: 'There is no text yet. Write the root element, such as <FolderSync xmlns="FolderHierarchy">.',
  html: "This is an HTML page, not an ActiveSync document. A web server or gateway usually answers like this.",
  json: "This is JSON. ActiveSync documents are XML here and WBXML on the wire.",
  mime: "This looks like a mail message. It belongs inside <Mime> as CDATA, or is the whole body up to 12.1.",
  hex: "This looks like bytes written in hexadecimal. Decode them to see the document they hold.",
  base64: "This looks like bytes written in base64. Decode them to see the document they hold.",
};

/** Reports text that is something else than XML, as one problem over all of it; true when it was. */
export function refuseForeign(text: string, problems: ProblemList): boolean {
  const first = /[^\s\uFEFF]/.exec(text)?.[0];
  const { kind } = first === "<" && !isHtml(text.slice(0, 500)) ? { kind: "xml" as const } : sniffPaste(text);
  const sentence = sentences[kind];
  if (!sentence) return false;
  const code = kind === "empty" ? "empty" : `looks-like-${kind}`;
  problems.add("error", code, () => sentence, 0, text.length);
  return true;
}
