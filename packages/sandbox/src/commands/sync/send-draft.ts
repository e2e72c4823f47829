import { MAX_RECIPIENTS } from "../../limits.ts";
import { type Draft, deliver, draftMime, readEnvelope, SENT_ITEMS, unresolvable } from "../../mailbox/index.ts";
import { CommonStatus } from "../../statuses.ts";
import type { CommandContext } from "../command.ts";

/**
 * Sends a draft (MS-ASEMAIL 2.2.2.69) and keeps it in Sent Items. Who receives it does not see the blind copies; who
 * sent it does. A Status where it cannot go out.
 */
export function sendDraft({ world, user }: CommandContext, draft: Draft): string | undefined {
  const now = world.now();
  const whole = draftMime(draft, user, now);
  const envelope = readEnvelope(whole);
  if (envelope === "not-mime") return String(CommonStatus.InvalidMIME);
  if (envelope === "no-recipient") return String(CommonStatus.MessageHasNoRecipient);
  const { recipients } = envelope;
  if (recipients.length > MAX_RECIPIENTS || unresolvable(recipients).length > 0) {
    return String(CommonStatus.MessageRecipientUnresolved);
  }
  const mime = draftMime(draft, user, now, true);
  deliver(world.mailboxOf, { sender: user, mime, envelope, saveInSent: false, now });
  world.mailboxOf(user).add(SENT_ITEMS, whole, now, true);
  return undefined;
}
