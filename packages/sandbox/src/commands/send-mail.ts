import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { el, namesWithin } from "../documents.ts";
import { answer, emptyAnswer, httpAnswer } from "../http/index.ts";
import { MAX_CLIENT_ID_LENGTH, MAX_RECIPIENTS } from "../limits.ts";
import { deliver, readEnvelope, unresolvable } from "../mailbox/index.ts";
import { CommonStatus, type CommonStatusCode, httpStatusFor } from "../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "./command.ts";

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
  const { world, user } = context;
  // MS-ASRM's TemplateID is the one child of another page.
  if (childElement(root, "TemplateID", "RightsManagement")) return CommonStatus.IRM_FeatureDisabled;
  const names = namesWithin(root, PAGE, ["ClientId", "AccountId", "SaveInSentItems", "Mime"]);
  const clientId = elementText(childElement(root, "ClientId") ?? el(PAGE, "ClientId"));
  const mime = childElement(root, "Mime");
  if (!names || !mime || clientId === "" || clientId.length > MAX_CLIENT_ID_LENGTH) return CommonStatus.InvalidXML;
  const [content] = mime.children;
  // MS-ASCMD 2.2.3.109 with MS-ASDTYPE 2.7.1: Mime is a byte array, so opaque; Exchange calls a string bad WBXML.
  if (mime.children.length !== 1 || content?.kind !== "opaque") return CommonStatus.InvalidWBXML;
  if (names.includes("AccountId")) return CommonStatus.InvalidAccountId;
  if (world.wasSent(user, clientId)) return CommonStatus.MessagePreviouslySent;
  const fault = submit(context, content.bytes, names.includes("SaveInSentItems"));
  if (fault === undefined) world.rememberSent(user, clientId);
  return fault;
}

/** Delivers the message, or says with a common status what is wrong with it. */
function submit({ world, user }: CommandContext, mime: Uint8Array, saveInSent: boolean): CommonStatusCode | undefined {
  const envelope = readEnvelope(mime);
  if (envelope === "not-mime") return CommonStatus.InvalidMIME;
  if (envelope === "no-recipient") return CommonStatus.MessageHasNoRecipient;
  const { recipients } = envelope;
  if (recipients.length > MAX_RECIPIENTS || unresolvable(recipients).length > 0) {
    return CommonStatus.MessageRecipientUnresolved;
  }
  // A copy: the message outlives the request whose bytes it may be a part of.
  deliver(world.mailboxOf, { sender: user, mime: mime.slice(), envelope, saveInSent, now: world.now() });
  return undefined;
}

/** SaveInSent=T in a plain query, a bit of Options in a base64 one (MS-ASHTTP 2.2.1.1.1.1.3). */
function savesInSent({ request: { url } }: CommandContext): boolean {
  if (url.options) return url.options.saveInSent;
  return url.parameters.some(([name, value]) => name.toLowerCase() === "saveinsent" && value.toUpperCase() === "T");
}
