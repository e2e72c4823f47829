import { childElements, type ElementNode } from "@easel/codec/document";
import { el } from "../../documents.ts";
import { type Answer, answer } from "../../http/index.ts";
import { MAX_OPERATIONS, MAX_SYNC_ANSWER_BYTES } from "../../limits.ts";
import { OperationStatus } from "../../statuses.ts";
import type { CommandContext, SandboxCommand } from "../command.ts";
import { emptyFolder } from "./empty-folder.ts";
import { fetchOne } from "./fetch.ts";
import { moveConversation } from "./move-conversation.ts";

const PAGE = "ItemOperations";

/** What is left of the bounds of one answer, and the contents that travel apart from it. */
export interface Contents {
  bytes: number;
  /** Absent when everything travels in the document. */
  parts?: Uint8Array[];
}

type Operation = (context: CommandContext, element: ElementNode, contents: Contents) => ElementNode;

const operations: Readonly<Record<string, Operation>> = {
  Fetch: fetchOne,
  EmptyFolderContents: emptyFolder,
  Move: moveConversation,
};

/** MS-ASCMD 2.2.1.10. Every operation has a Status of its own. */
export const itemOperations: SandboxCommand = {
  name: "ItemOperations",
  run(context, root): Answer {
    const elements = root ? childElements(root) : [];
    const wellFormed = elements.every(({ namespace, name }) => namespace === PAGE && Object.hasOwn(operations, name));
    if (elements.length === 0 || elements.length > MAX_OPERATIONS || !wellFormed) {
      return answer(el(PAGE, PAGE, el(PAGE, "Status", OperationStatus.ProtocolError)));
    }
    const contents: Contents = {
      bytes: MAX_SYNC_ANSWER_BYTES,
      ...(context.request.acceptMultiPart ? { parts: [] } : {}),
    };
    const done = elements.flatMap((element) => operations[element.name]?.(context, element, contents) ?? []);
    const said = el(PAGE, PAGE, el(PAGE, "Status", OperationStatus.Success), el(PAGE, "Response", ...done));
    return contents.parts ? { kind: "multipart", root: said, parts: contents.parts } : answer(said);
  },
};
