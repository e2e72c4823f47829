import { childElements, type ElementNode } from "@easel/codec/document";

/** An element with the way to it, so that its path is worked out only when somebody asks. */
export interface Frame {
  element: ElementNode;
  above?: Frame;
}

/** Visits every element in document order. */
export function walkFrames(root: ElementNode, visit: (frame: Frame) => void): void {
  const open: Frame[] = [{ element: root }];
  for (let frame = open.pop(); frame; frame = open.pop()) {
    visit(frame);
    const { children } = frame.element;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child?.kind === "element") open.push({ element: child, above: frame });
    }
  }
}

/** `/Sync/Collections/Collection[2]/Status`, as `pathOf` of the codec would give it. */
export function pathOfFrame(frame: Frame): string {
  const steps: string[] = [];
  for (let at: Frame | undefined = frame; at; at = at.above) {
    const { element, above } = at;
    const alike = above ? childElements(above.element, element.name) : [];
    steps.push(alike.length > 1 ? `${element.name}[${alike.indexOf(element) + 1}]` : element.name);
  }
  return `/${steps.reverse().join("/")}`;
}
