import { scanMime } from "@easel/codec/mime";
import { type Answer, httpAnswer } from "../http/index.ts";
import { attachmentBytes, attachmentsOf, readFileReference } from "../mailbox/index.ts";
import type { SandboxCommand } from "./command.ts";

/** MS-ASCMD 2.2.1.7, up to 12.1: the query names a file, and the answer is the file itself, or HTTP 500. */
export const getAttachment: SandboxCommand = {
  name: "GetAttachment",
  run({ world, user, request }): Answer {
    const [, name = ""] = request.url.parameters.find(([each]) => each.toLowerCase() === "attachmentname") ?? [];
    const place = readFileReference(name);
    const item = place && world.mailboxOf(user).get(place.serverId);
    const file = item?.kind === "mail" ? attachmentsOf(scanMime(item.mime).message)[place?.index ?? 0] : undefined;
    if (item?.kind !== "mail" || !file) return httpAnswer(500);
    return { kind: "content", contentType: file.part.contentType, bytes: attachmentBytes(file, item.mime) };
  },
};
