import type { DocumentNode, ElementNode, TextNode } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";

/**
 * Looks through the tree of a document with problems, or with mixed content, for the place where the damage may really
 * be, since most of it shows much later: a string that swallowed the tokens behind it, an element whose END is missing. One warning of each kind.
 */
export function reportSuspicions(root: ElementNode, problems: ProblemList): void {
  let swallowed: { node: TextNode; name: string } | undefined;
  let mixed: { element: ElementNode; at: number } | undefined;
  const stack: ElementNode[] = [root];
  for (let element = stack.pop(); element && !(swallowed && mixed); element = stack.pop()) {
    const { children } = element;
    let before: DocumentNode["kind"] | undefined;
    for (const child of children) {
      if (child.kind === "text" && !swallowed && hasControl(child.text))
        swallowed = { node: child, name: element.name };
      if (before && !mixed && child.kind !== before) mixed = { element, at: child.byteSpan?.start ?? 0 };
      before = child.kind;
    }
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child?.kind === "element") stack.push(child);
    }
  }
  if (swallowed) {
    const { node, name } = swallowed;
    const { start = 0, end = 0 } = node.byteSpan ?? {};
    const message = () =>
      `The string at byte ${start}, in ${name}, holds control characters: perhaps its NUL (00) is missing, and it swallowed the tokens that follow.`;
    problems.add("warning", "suspicious-string", message, start, end);
  }
  if (mixed) {
    const { element, at } = mixed;
    const message = () =>
      `<${element.name}> holds more than one of text, opaque data and elements, as none of ActiveSync's does: perhaps an END (01) is missing before byte ${at}, or a length before it is too small.`;
    problems.add("warning", "suspicious-content", message, at, at);
  }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x09) return true;
  return false;
}
