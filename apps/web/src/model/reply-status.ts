import { type Document, type ElementNode, elementText, walkElements } from "@easel/codec/document";
import { statusMeaning } from "@easel/doctor/knowledge";

export interface ReplyStatus {
  /** The Status as written. */
  code: string;
  ok: boolean;
  /** What it is called or means, in a few words. */
  name: string;
}

/** The Status a person looks at first: the first that is not success, else the first there is. */
export function replyStatus(document: Document | undefined): ReplyStatus | undefined {
  const root = document?.root;
  if (!root) return undefined;
  let first: ReplyStatus | undefined;
  let bad: ReplyStatus | undefined;
  walkElements(root, (element) => {
    if (element.name !== "Status" || bad) return;
    const status = read(root, element);
    if (!status) return;
    first ??= status;
    if (!status.ok) bad = status;
  });
  return bad ?? first;
}

function read(root: ElementNode, element: ElementNode): ReplyStatus | undefined {
  const code = elementText(element).trim();
  // Email2 and Calendar know a Status of their own that is data, not an outcome.
  if (!/^\d+$/.test(code) || ["Email", "Tasks", "Calendar"].includes(element.namespace)) return undefined;
  const meaning = statusMeaning(root.name, Number(code));
  return {
    code,
    ok: code === "1" || (root.name === "MoveItems" && code === "3"),
    name: meaning?.name ?? `Status ${code}`,
  };
}
