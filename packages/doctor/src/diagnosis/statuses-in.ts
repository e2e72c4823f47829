import { type Document, type ElementNode, elementText, type Span } from "@easel/codec/document";
import { type Outcome, type StatusMeaning, statusMeaning } from "../knowledge/index.ts";
import { pathOfFrame, walkFrames } from "../language/index.ts";

/** One Status element of a reply. */
export interface FoundStatus {
  /** NaN when the element holds no number. */
  code: number;
  path: string;
  span?: Span;
  parent: ElementNode;
  parentPath: string;
  outcome: Outcome;
  meaning?: StatusMeaning;
}

/** Values beyond this many are not told apart any more. */
const MAX_STATUSES = 2000;

/** Every Status of a reply in document order, with its meaning for this command (the root's when none is given). */
export function findStatuses(document: Document | undefined, command: string | undefined): FoundStatus[] {
  const found: FoundStatus[] = [];
  const root = document?.root;
  if (!root) return found;
  walkFrames(root, (frame) => {
    const parent = frame.element;
    if (found.length >= MAX_STATUSES) return;
    const element = parent.children.find(
      (child): child is ElementNode => child.kind === "element" && child.name === "Status",
    );
    // A Task or a flag has a Status too, in namespaces of its own: those are content.
    if (!element || !sameAsCommand(element, parent, root)) return;
    const parentPath = pathOfFrame(frame);
    const text = elementText(element).trim();
    const code = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    const meaning = statusMeaning(root.name === "Error" ? command : root.name, code, { parentName: parent.name });
    found.push({
      code,
      path: `${parentPath}/Status`,
      ...(element.byteSpan ? { span: element.byteSpan } : {}),
      parent,
      parentPath,
      outcome: meaning?.outcome ?? (code === 1 ? "ok" : "failure"),
      ...(meaning ? { meaning } : {}),
    });
  });
  return found;
}

const contentNamespaces = new Set(["Tasks", "Email", "Calendar", "POOMMAIL"]);

function sameAsCommand(element: ElementNode, parent: ElementNode, root: ElementNode): boolean {
  return (
    !contentNamespaces.has(element.namespace) &&
    (element.namespace === root.namespace || element.namespace === parent.namespace)
  );
}
