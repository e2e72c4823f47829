import { DOMAIN, findRecipient, type User } from "../directory.ts";
import type { Address } from "./addresses.ts";
import { INBOX, SENT_ITEMS } from "./folders.ts";
import type { Mailbox } from "./mailbox.ts";
import { type Envelope, headerText } from "./read-message.ts";

export interface Delivery {
  sender: User;
  mime: Uint8Array;
  envelope: Envelope;
  saveInSent: boolean;
  now: Date;
}

/** A recipient that is neither an address nor somebody in the address list cannot be resolved (Status 116). */
export const unresolvable = (recipients: readonly Address[]): Address[] =>
  recipients.filter(({ address }) => !/^[^\s@<>]+@[^\s@<>]+$/.test(address) && !findRecipient(address));

/**
 * Puts a message into the Inbox of each recipient who lives here, once, byte for byte (Bcc included: nothing is
 * rewritten). For all others a report comes back to the sender, as accepting a message promises no delivery.
 */
export function deliver(mailboxOf: (user: User) => Mailbox, delivery: Delivery): void {
  const { sender, mime, envelope, now } = delivery;
  const local = new Set<User>();
  const foreign = new Set<string>();
  for (const { address } of envelope.recipients) {
    const user = findRecipient(address);
    if (user) local.add(user);
    else foreign.add(address);
  }
  if (delivery.saveInSent) mailboxOf(sender).add(SENT_ITEMS, mime, now, true);
  for (const user of local) mailboxOf(user).add(INBOX, mime, now, false);
  if (foreign.size > 0) mailboxOf(sender).add(INBOX, deliveryReport(delivery, [...foreign]), now, false);
}

function deliveryReport({ sender, envelope, now }: Delivery, addresses: string[]): Uint8Array {
  const subject = headerText(envelope.message, "subject")
    .replace(/[^ -~]/g, "?")
    .slice(0, 200);
  const lines = [
    `From: "Mail Delivery" <postmaster@${DOMAIN}>`,
    `To: "${sender.name}" <${sender.user}>`,
    `Subject: Undeliverable: ${subject}`,
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: 8bit",
    "",
    "The sandbox delivers only to its own users. Nobody here has the address:",
    ...addresses.map((address) => `  ${address}`),
    "",
  ];
  return new TextEncoder().encode(lines.join("\r\n"));
}
