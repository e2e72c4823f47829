import type { ElementNode } from "@easel/codec/document";
import { tagWriter } from "./complete.ts";
import type { TextEdit } from "./text-edit.ts";
import type { Bindings } from "./xml-tokens.ts";

/** The edits that write another name into both tags of an element, content kept; `bindings` are those around it. */
export function rename(
  text: string,
  { textSpan, tagSpan }: ElementNode,
  to: { namespace: string; name: string },
  bindings: Bindings,
): TextEdit[] {
  if (!textSpan || !tagSpan) return [];
  const { open, close } = tagWriter(bindings)(to, bindings.get("") ?? "");
  const old = writtenName(text.slice(tagSpan.start, tagSpan.end));
  const tag = text.slice(tagSpan.start, tagSpan.end).replace(/\sxmlns\s*=\s*("[^"]*"|'[^']*')/, "");
  const edits: TextEdit[] = [{ span: tagSpan, text: `<${open}${tag.slice(old.length + 1)}` }];
  const endTag = `</${old}>`;
  if (text.slice(textSpan.start, textSpan.end).endsWith(endTag))
    edits.push({ span: { start: textSpan.end - endTag.length, end: textSpan.end }, text: `</${close}>` });
  return edits;
}

/** The name in a tag, with its prefix. */
export const writtenName = (tag: string): string => /^<([\w.:-]+)/.exec(tag)?.[1] ?? "";
