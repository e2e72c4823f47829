import { MIME_TYPE } from "./support/eas-client.ts";
import { expect, test } from "./support/fixtures.ts";
import { caseABody, caseBBody, goodMessage, statusOf } from "./support/send-mail-cases.ts";

const subject = (title: string) => `${title} ${crypto.randomUUID()}`;

test.describe("the sandbox through the relay", () => {
  test("says what it speaks and lists its folders", async ({ sandbox }) => {
    const client = sandbox.client(0);
    const options = await client.options();
    expect(options.status).toBe(200);
    expect(Object.fromEntries(options.headers)["MS-ASProtocolVersions"]).toContain("16.1");
    expect((await client.folderSync()).map(({ type }) => type)).toEqual(expect.arrayContaining(["2", "3", "4", "5"]));
  });

  test("case A: an XML document at 12.1 is refused with 500, the bare message arrives", async ({ sandbox }) => {
    const letter = { ...people(sandbox.users), subject: subject("Case A") };
    const sender = sandbox.client(0, "12.1");
    const wrong = await sender.command("SendMail", { body: caseABody(letter), contentType: MIME_TYPE });
    expect(wrong.status).toBe(500);

    const message = goodMessage(letter);
    const right = await sender.sendMail(message);
    expect([right.status, right.body.length]).toEqual([200, 0]);
    const mail = await sandbox.client(1).waitForMail(letter.subject);
    expect(Buffer.from(mail?.mime ?? []).toString()).toBe(Buffer.from(message).toString());
  });

  test("case B: base64 text at 14.1 is refused with Status 102, opaque bytes arrive", async ({ sandbox }) => {
    const letter = { ...people(sandbox.users), subject: subject("Case B") };
    const sender = sandbox.client(0, "14.1");
    const wrong = await sender.command("SendMail", { body: caseBBody(letter) });
    expect([wrong.status, statusOf(wrong)]).toEqual([200, "102"]);

    const message = goodMessage(letter);
    const right = await sender.sendMail(message);
    expect([right.status, right.body.length]).toEqual([200, 0]);
    const mail = await sandbox.client(1).waitForMail(letter.subject);
    expect(Buffer.from(mail?.mime ?? []).toString()).toBe(Buffer.from(message).toString());
  });
});

function people(users: { user: string }[]): { from: string; to: string } {
  return { from: users[0]?.user ?? "", to: users[1]?.user ?? "" };
}
