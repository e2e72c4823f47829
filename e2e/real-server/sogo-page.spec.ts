import { Bench } from "../support/bench.ts";
import { expect, test } from "../support/fixtures.ts";

/** The two cases of 2015 by hand in the page, against a server that is not ours. */
test.describe("SOGo from the page", () => {
  const people = async (bench: Bench, url: string, user: string, password: string) => {
    await bench.chooseOwnServer(url);
    await bench.signIn(user, password);
  };

  test("case A: refused with 500, fixed with one press, delivered", async ({ page, real }) => {
    const subject = `Page case A ${crypto.randomUUID()}`;
    const bench = new Bench(page);
    await bench.openCase(/12\.1 answers HTTP 500/);
    await people(bench, real.url, real.alice.user, real.alice.password);
    await bench.replaceInXml(/megan@contoso\.example/, "alice@example.test");
    await bench.replaceInXml(/alex@contoso\.example/, "bob@example.test");
    await bench.replaceInXml(/From NSync/, subject);
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("HTTP 500");
    await page.getByRole("button", { name: "Make it the bare message" }).click();
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("HTTP 200");
    const mail = await real.client(real.bob).waitForMail(subject);
    expect(Buffer.from(mail?.mime ?? []).toString("latin1")).toContain("This is the body text.");
  });

  test("case B: refused, made opaque with one press, delivered", async ({ page, real }) => {
    const subject = `Page case B ${crypto.randomUUID()}`;
    const message = [
      "From: alice@example.test",
      "To: bob@example.test",
      `Subject: ${subject}`,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=us-ascii",
      "",
      "This is the body text.",
      "",
    ].join("\r\n");
    const bench = new Bench(page);
    await bench.openCase(/14\.1 answers Status 102/);
    await people(bench, real.url, real.alice.user, real.alice.password);
    await bench.fill(
      bench.xml,
      `<SendMail xmlns="ComposeMail:"><ClientId>${crypto.randomUUID().slice(0, 18)}</ClientId><Mime>${Buffer.from(message).toString("base64")}</Mime></SendMail>`,
    );
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("Status 120");
    await page.getByRole("button", { name: "Make it opaque" }).click();
    await bench.send();
    await expect(page.getByTestId("status")).toContainText("HTTP 200");
    const mail = await real.client(real.bob).waitForMail(subject);
    expect(Buffer.from(mail?.mime ?? []).toString("latin1")).toContain("This is the body text.");
  });

  test("FolderSync and Sync read the mailbox, the SyncKey carried over by hand", async ({ page, real }) => {
    const bench = new Bench(page);
    await bench.openCommand(/List the folders/);
    await bench.chooseVersion("14.1");
    await people(bench, real.url, real.bob.user, real.bob.password);
    await bench.send();
    await expect(bench.answer).toContainText("FolderSync");
    const inbox = (await real.client(real.bob).folderSync()).find(({ type }) => type === "2")?.serverId ?? "";

    await bench.chooseCommand("Sync");
    await bench.fill(
      bench.xml,
      `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>0</SyncKey><CollectionId>${inbox}</CollectionId></Collection></Collections></Sync>`,
    );
    await bench.send();
    await page.getByRole("button", { name: "Use the new SyncKey" }).click();
    await bench.send();
    await page.getByRole("tab", { name: "Hex" }).click();
    await expect(bench.answer.getByTestId("tokens")).toContainText("<Sync>");
    await page.getByRole("tab", { name: "XML" }).click();
    await expect(bench.answer).toContainText("ApplicationData");
  });
});
