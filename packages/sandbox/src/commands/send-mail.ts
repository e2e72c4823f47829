import type { ElementNode } from "@easel/codec/document";
import { el } from "../documents.ts";
import { answer, emptyAnswer, httpAnswer } from "../http/index.ts";
import { CommonStatus, type CommonStatusCode, httpStatusFor } from "../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "./command.ts";
import { readComposed, savesInSent, submit } from "./submit.ts";

const PAGE = "ComposeMail";

/** MS-ASCMD 2.2.1.17: bare MIME up to 12.1, a ComposeMail document from 14.0; an empty 200 says it was taken. */
export const sendMail: SandboxCommand = {
  name: "SendMail",
  run(context, root) {
    if (!isSince(context, "14.0")) {
      const fault = submit(context, context.request.body, savesInSent(context));
      return fault === undefined ? emptyAnswer : httpAnswer(httpStatusFor(fault));
    }
    const fault = root ? sendDocument(context, root) : CommonStatus.InvalidXML;
    return fault === undefined ? emptyAnswer : answer(el(PAGE, "SendMail", el(PAGE, "Status", String(fault))));
  },
};

function sendDocument(context: CommandContext, root: ElementNode): CommonStatusCode | undefined {
  const composed = readComposed(context, root);
  if (typeof composed === "number") return composed;
  const fault = submit(context, composed.mime, composed.names.includes("SaveInSentItems"));
  if (fault === undefined) context.world.rememberSent(context.user, composed.clientId);
  return fault;
}
