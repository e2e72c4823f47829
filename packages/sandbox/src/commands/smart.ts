import { childElement, childElements, type ElementNode } from "@easel/codec/document";
import { el } from "../documents.ts";
import { answer, emptyAnswer, httpAnswer } from "../http/index.ts";
import { forwardMessage, type Item, type MailItem, replyMessage } from "../mailbox/index.ts";
import { CommonStatus, type CommonStatusCode, httpStatusFor } from "../statuses.ts";
import { type CommandContext, isSince, type SandboxCommand } from "./command.ts";
import { forwardMeeting } from "./forward-meeting.ts";
import { childText } from "./numbers.ts";
import { readComposed, savesInSent, submit } from "./submit.ts";

const PAGE = "ComposeMail";

/** What one does with a message: the value of LastVerbExecuted (MS-ASEMAIL 2.2.2.44), and what goes out. */
interface Verb {
  code: string;
  compose: (own: Uint8Array, original: Uint8Array) => Uint8Array;
}

/** MS-ASCMD 2.2.1.19 and 2.2.1.20: like SendMail, with the original put in unless the client has done that itself. */
const smartCommand = (name: string, verb: Verb): SandboxCommand => ({
  name,
  run(context, root) {
    if (!isSince(context, "14.0")) {
      const own = context.request.body;
      const fault = passOn(context, originalInQuery(context), own, verb, savesInSent(context));
      return fault === undefined ? emptyAnswer : httpAnswer(httpStatusFor(fault));
    }
    const fault = root ? sendDocument(context, root, verb) : CommonStatus.InvalidXML;
    return fault === undefined ? emptyAnswer : answer(el(PAGE, name, el(PAGE, "Status", String(fault))));
  },
});

export const smartReply = smartCommand("SmartReply", { code: "1", compose: replyMessage });
export const smartForward = smartCommand("SmartForward", { code: "3", compose: forwardMessage });

function sendDocument(context: CommandContext, root: ElementNode, verb: Verb): CommonStatusCode | undefined {
  const source = childElement(root, "Source", PAGE);
  const original = source && originalOf(context, source);
  if (childElement(root, "Forwardees", PAGE)) return forwardMeeting(context, root, original);
  const composed = readComposed(context, root, ["Source", "ReplaceMime"]);
  if (typeof composed === "number") return composed;
  if (!source) return CommonStatus.InvalidXML;
  const { mime, clientId, names } = composed;
  const replaces = names.includes("ReplaceMime") ? { ...verb, compose: (own: Uint8Array) => own } : verb;
  const fault = passOn(context, original, mime, replaces, names.includes("SaveInSentItems"));
  if (fault === undefined) context.world.rememberSent(context.user, clientId);
  return fault;
}

/** Sends the message with its original, and marks that as answered or sent on. */
function passOn(
  context: CommandContext,
  original: Item | undefined,
  own: Uint8Array,
  { code, compose }: Verb,
  saveInSent: boolean,
): CommonStatusCode | undefined {
  if (original?.kind !== "mail") return CommonStatus.ItemNotFound;
  const fault = submit(context, own, saveInSent, (mime) => compose(mime, original.mime));
  if (fault === undefined) mark(context, original, code);
  return fault;
}

function mark({ world, user }: CommandContext, original: MailItem, code: string): void {
  world.mailboxOf(user).update(original, { lastVerb: { code, at: world.now() } });
}

/** By LongId, or by folder and item; what a version names otherwise is nothing (MS-ASCMD 2.2.3.173). */
function originalOf({ world, user }: CommandContext, source: ElementNode): Item | undefined {
  if (childElements(source).some(({ namespace }) => namespace !== PAGE)) return undefined;
  const [longId, folderId, itemId] = ["LongId", "FolderId", "ItemId"].map((name) => childText(source, name, PAGE));
  const item = world.mailboxOf(user).get(longId ?? itemId ?? "");
  return longId === undefined && item?.folderId !== folderId ? undefined : item;
}

/** Up to 12.1 the query names it (MS-ASHTTP 2.2.1.1.1.1.3). */
function originalInQuery({ world, user, request }: CommandContext): Item | undefined {
  const value = (wanted: string) => request.url.parameters.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const longId = value("longid");
  const item = world.mailboxOf(user).get(longId ?? value("itemid") ?? "");
  return longId === undefined && item?.folderId !== value("collectionid") ? undefined : item;
}
