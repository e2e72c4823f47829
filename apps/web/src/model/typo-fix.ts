import type { ElementNode } from "@easel/codec/document";
import type { Problem } from "@easel/codec/problem";
import { parseXml } from "@easel/codec/xml";
import type { TextEdit } from "@easel/doctor/language";

/** What mends a name that no code page has: the one the parser thinks was meant, in both tags. */
export function typoFix(
  xml: string,
  { code, message, span }: Problem,
): { title: string; edits: TextEdit[] } | undefined {
  const meant = code === "unknown-element" ? /Did you mean ([\w.-]+)\?/.exec(message)?.[1] : undefined;
  if (!meant || !span) return undefined;
  // The wire's own tree is without what has no bytes.
  const { root } = parseXml(xml).document;
  if (!root) return undefined;
  const element = elementOfTag(root, span.start);
  if (!element?.tagSpan || !element.textSpan) return undefined;
  const { name } = element;
  const open = xml.indexOf(name, element.tagSpan.start);
  const edits = [{ span: { start: open, end: open + name.length }, text: meant }];
  const close = xml.lastIndexOf("</", element.textSpan.end - 1);
  const at = close < element.tagSpan.end ? -1 : xml.indexOf(name, close);
  if (at > close && at < element.textSpan.end) edits.push({ span: { start: at, end: at + name.length }, text: meant });
  return { title: `Write ${meant}`, edits };
}

/** The element whose start tag holds an offset. */
function elementOfTag(root: ElementNode, offset: number): ElementNode | undefined {
  let at: ElementNode | undefined = root;
  while (at) {
    const { tagSpan, children }: ElementNode = at;
    if (tagSpan && tagSpan.start <= offset && offset < tagSpan.end) return at;
    at = children.find(
      (child): child is ElementNode =>
        child.kind === "element" &&
        child.textSpan !== undefined &&
        child.textSpan.start <= offset &&
        offset < child.textSpan.end,
    );
  }
  return undefined;
}
