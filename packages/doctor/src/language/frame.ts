import { childElements, type ElementNode } from "@easel/codec/document";

/** An element with the way to it, so that its path is worked out only when somebody asks. */
export interface Frame {
  element: ElementNode;
  above?: Frame;
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
