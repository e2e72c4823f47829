import { childElement, type ElementNode, elementText } from "@easel/codec/document";
import { el, namesWithin } from "../documents.ts";
import { MAX_CLIENT_ID_LENGTH, MAX_RECIPIENTS } from "../limits.ts";
import { deliver, readEnvelope, unresolvable } from "../mailbox/index.ts";
import { CommonStatus, type CommonStatusCode } from "../statuses.ts";
import type { CommandContext } from "./command.ts";

const PAGE = "ComposeMail";

/** A ComposeMail document, checked. */
export interface Composed {
  clientId: string;
  mime: Uint8Array;
  names: readonly string[];
}

/** Reads a SendMail, SmartReply or SmartForward document; `more` are the elements SendMail has not. */
export function readComposed(
  { world, user }: CommandContext,
  root: ElementNode,
  more: readonly string[] = [],
): Composed | CommonStatusCode {
  // MS-ASRM's TemplateID is the one child of another page.
  if (childElement(root, "TemplateID", "RightsManagement")) return CommonStatus.IRM_FeatureDisabled;
  const names = namesWithin(root, PAGE, ["ClientId", "AccountId", "SaveInSentItems", "Mime", ...more]);
  const clientId = elementText(childElement(root, "ClientId") ?? el(PAGE, "ClientId"));
  const mime = childElement(root, "Mime");
  if (!names || !mime || clientId === "" || clientId.length > MAX_CLIENT_ID_LENGTH) return CommonStatus.InvalidXML;
  const [content] = mime.children;
  // MS-ASCMD 2.2.3.109 with MS-ASDTYPE 2.7.1: Mime is a byte array, so opaque; Exchange calls a string bad WBXML.
  if (mime.children.length !== 1 || content?.kind !== "opaque") return CommonStatus.InvalidWBXML;
  if (names.includes("AccountId")) return CommonStatus.InvalidAccountId;
  if (world.wasSent(user, clientId)) return CommonStatus.MessagePreviouslySent;
  return { clientId, mime: content.bytes, names };
}

/**
 * Delivers the message, or says with a common status what is wrong with it. `complete` makes of a sound message what
 * goes out.
 */
export function submit(
  { world, user }: CommandContext,
  mime: Uint8Array,
  saveInSent: boolean,
  complete: (mime: Uint8Array) => Uint8Array = (whole) => whole,
): CommonStatusCode | undefined {
  const envelope = readEnvelope(mime);
  if (envelope === "not-mime") return CommonStatus.InvalidMIME;
  if (envelope === "no-recipient") return CommonStatus.MessageHasNoRecipient;
  const { recipients } = envelope;
  if (recipients.length > MAX_RECIPIENTS || unresolvable(recipients).length > 0) {
    return CommonStatus.MessageRecipientUnresolved;
  }
  // A copy: the message outlives the request whose bytes it may be a part of.
  const sent = complete(mime).slice();
  deliver(world.mailboxOf, { sender: user, mime: sent, envelope, saveInSent, now: world.now() });
  return undefined;
}

/** SaveInSent=T in a plain query, a bit of Options in a base64 one (MS-ASHTTP 2.2.1.1.1.1.3). */
export function savesInSent({ request: { url } }: CommandContext): boolean {
  if (url.options) return url.options.saveInSent;
  return url.parameters.some(([name, value]) => name.toLowerCase() === "saveinsent" && value.toUpperCase() === "T");
}
