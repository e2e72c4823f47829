import { describe, expect, it } from "vitest";
import { MAX_ITEMS_PER_MAILBOX, MAX_MAILBOX_BYTES } from "../limits.ts";
import { DELETED_ITEMS, INBOX } from "./folders.ts";
import { Mailbox } from "./mailbox.ts";

const now = new Date(0);

describe("Mailbox", () => {
  it("drops the oldest items when its bytes run out, never the new one", () => {
    const mailbox = new Mailbox();
    const third = new Uint8Array(MAX_MAILBOX_BYTES / 3);
    const items = [1, 2, 3, 4].map(() => mailbox.add(INBOX, third, now, false));
    expect(mailbox.inFolder(INBOX)).toEqual(items.slice(1).reverse());
    const whole = mailbox.add(INBOX, new Uint8Array(MAX_MAILBOX_BYTES), now, false);
    expect(mailbox.inFolder(INBOX)).toEqual([whole]);
  });

  it("frees the bytes of what is deleted", () => {
    const mailbox = new Mailbox();
    const half = new Uint8Array(MAX_MAILBOX_BYTES / 2);
    const first = mailbox.add(INBOX, half, now, false);
    mailbox.delete(first, false);
    mailbox.add(INBOX, half, now, false);
    mailbox.add(INBOX, half, now, false);
    expect(mailbox.inFolder(INBOX)).toHaveLength(2);
  });

  it("makes room among items of other classes as among mail, one not for the other", () => {
    const mailbox = new Mailbox();
    const letter = mailbox.add(INBOX, new Uint8Array(1), now, false);
    const add = (text: string) => mailbox.addData("8", "Notes", { properties: [], body: { native: "plain", text } });
    const first = add("first");
    for (let count = 0; count < MAX_ITEMS_PER_MAILBOX; count++) add("x");
    expect([mailbox.get(first.serverId), mailbox.inFolder("8").length]).toEqual([undefined, MAX_ITEMS_PER_MAILBOX]);
    add("x".repeat(MAX_MAILBOX_BYTES / 2));
    expect([mailbox.inFolder("8").length, mailbox.get(letter.serverId)]).toEqual([1, letter]);
  });

  it("gives a moved item a new ServerId, and deletes for good from Deleted Items", () => {
    const mailbox = new Mailbox();
    const item = mailbox.add(INBOX, new Uint8Array(1), now, true);
    mailbox.delete(item, true);
    const [moved] = mailbox.inFolder(DELETED_ITEMS);
    expect(moved).toMatchObject({ kind: "mail", read: true });
    expect(moved?.serverId).toMatch(new RegExp(`^${DELETED_ITEMS}:`));
    if (moved) mailbox.delete(moved, true);
    expect(mailbox.inFolder(DELETED_ITEMS)).toEqual([]);
  });

  it("tells watchers of every change until they stop watching", () => {
    const mailbox = new Mailbox();
    let changes = 0;
    const stop = mailbox.watch(() => changes++);
    const item = mailbox.add(INBOX, new Uint8Array(1), now, false);
    mailbox.update(item, { read: true });
    mailbox.delete(item, false);
    stop();
    mailbox.add(INBOX, new Uint8Array(1), now, false);
    expect(changes).toBe(3);
  });
});
