import { MIME_TYPE } from "../support/eas-client.ts";
import { expect, test } from "../support/fixtures.ts";
import { caseABody, caseBBody, goodMessage, keptParts, statusOf } from "../support/send-mail-cases.ts";

const people = { from: "alice@example.test", to: "bob@example.test" };
const subject = (title: string) => `${title} ${crypto.randomUUID()}`;

test.describe("SOGo through the relay", () => {
  test("says what it speaks", async ({ real }) => {
    const options = await real.client(real.alice).options();
    expect([options.status, options.ended]).toEqual([200, "complete"]);
    const headers = new Map(options.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.get("ms-asprotocolversions")).toContain("14.1");
    expect(headers.get("ms-asprotocolcommands")).toContain("SendMail");
  });

  test("answers a wrong password with 401", async ({ real }) => {
    const options = await real.client({ ...real.alice, password: "wrong" }).options();
    expect(options.status).toBe(401);
  });

  test("lists its folders and the first messages of the Inbox", async ({ real }) => {
    const client = real.client(real.bob);
    const folders = await client.folderSync();
    expect(folders.filter(({ type }) => type === "2").map(({ name }) => name)).toEqual(["INBOX"]);
    expect((await client.syncInbox()).map((mail) => mail.subject)).toEqual(
      expect.arrayContaining(["Welcome", "With an attachment"]),
    );
  });

  test("case A: an XML document at 12.1 is refused with 500, the bare message arrives", async ({ real }) => {
    const letter = { ...people, subject: subject("Case A") };
    const sender = real.client(real.alice, "12.1");
    const wrong = await sender.command("SendMail", { body: caseABody(letter), contentType: MIME_TYPE });
    expect(wrong.status).toBe(500);

    const message = goodMessage(letter);
    expect((await sender.sendMail(message)).status).toBe(200);
    const mail = await real.client(real.bob).waitForMail(letter.subject);
    expect(keptParts(mail?.mime ?? new Uint8Array())).toEqual(keptParts(message));
  });

  test("case B: base64 text at 14.1 is refused with Status 120, opaque bytes arrive", async ({ real }) => {
    const letter = { ...people, subject: subject("Case B") };
    const sender = real.client(real.alice, "14.1");
    const wrong = await sender.command("SendMail", { body: caseBBody(letter) });
    // 120 is this server's word for it; Exchange says 102.
    expect([wrong.status, statusOf(wrong)]).toEqual([200, "120"]);

    const message = goodMessage(letter);
    const right = await sender.sendMail(message);
    expect([right.status, statusOf(right)]).toEqual([200, undefined]);
    const mail = await real.client(real.bob).waitForMail(letter.subject);
    expect(keptParts(mail?.mime ?? new Uint8Array())).toEqual(keptParts(message));
  });
});
