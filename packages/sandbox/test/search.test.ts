import { type ElementNode, elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import { bytesOf, clientOf, folderSyncBody, mail, newClient, sendMail } from "./client.ts";
import { a, add, b, namesOf, note, viewOf } from "./items-client.ts";

const s = (name: string, ...content: (string | ElementNode)[]) => el("Search", name, ...content);
const search = (store: string, query: ElementNode | string, ...options: ElementNode[]) =>
  s(
    "Search",
    s("Store", s("Name", store), s("Query", query), ...(options.length > 0 ? [s("Options", ...options)] : [])),
  );
const mailbox = (...conditions: ElementNode[]) => search("Mailbox", s("And", ...conditions));
const words = (text: string) => s("FreeText", text);

async function withMail(version = "16.1", subjects = ["Plan", "Re: Plan", "Other"]) {
  const sandbox = createSandbox();
  for (const subject of subjects) {
    await sendMail(clientOf(sandbox, "alex", "12.1", "Sender"), bytesOf(mail("megan@contoso.example", subject)));
  }
  const client = clientOf(sandbox, "megan", version);
  await client.post("FolderSync", folderSyncBody());
  return client;
}

describe("Search of the address list", () => {
  it.each(["2.5", "12.1", "16.1"])("finds people by the beginning of a name or address at %s", async (version) => {
    const client = newClient({ version });
    const reply = await client.post("Search", search("GAL", "wil"));
    expect(["DisplayName", "EmailAddress", "Alias", "Range", "Total"].map((name) => reply.text(name))).toEqual([
      "Alex Wilber",
      "alex@contoso.example",
      "alex",
      "0-0",
      "1",
    ]);
    const nobody = await client.post("Search", search("GAL", "zoe"));
    expect([nobody.all("Status").map(elementText), nobody.all("Result").map(namesOf)]).toEqual([["1", "1"], [[]]]);
    expect((await client.post("Search", search("GAL", s("And")))).all("Status").map(elementText)).toEqual(["1", "2"]);
  });

  it("gives a page of them, and says that nobody has a picture", async () => {
    const picture = s("Picture", s("MaxSize", "1000"));
    const reply = await newClient().post("Search", search("GAL", "a", s("Range", "0-0"), picture));
    expect(reply.all("Status").map(elementText)).toEqual(["1", "1", "173"]);
    const beyond = await newClient().post("Search", search("GAL", "a", s("Range", "5-9")));
    expect(beyond.all("Status").map(elementText)).toEqual(["1", "12"]);
    const odd = await newClient().post("Search", search("GAL", "a", s("Range", "9-5")));
    expect(odd.all("Status").map(elementText)).toEqual(["1", "2"]);
  });
});

describe("Search of the mailbox", () => {
  it("finds what has the words, newest first, and ItemOperations fetches it by LongId", async () => {
    const client = await withMail();
    const reply = await client.post("Search", mailbox(a("Class", "Email"), words("plan body")));
    expect(reply.all("Subject").map(elementText)).toEqual(["Re: Plan", "Plan"]);
    expect([reply.text("Range"), reply.text("Total"), reply.text("CollectionId")]).toEqual(["0-1", "2", "5"]);
    const io = (name: string, ...content: (string | ElementNode)[]) => el("ItemOperations", name, ...content);
    const fetch = io("Fetch", io("Store", "Mailbox"), s("LongId", reply.text("LongId") ?? ""));
    expect((await client.post("ItemOperations", io("ItemOperations", fetch))).text("Subject")).toBe("Re: Plan");
  });

  it("looks in a folder, among a class, after and before a time, and brings bodies as asked for", async () => {
    const client = await withMail("14.1");
    const notes = await viewOf(client, "Notes");
    await notes.sync(add("c1", note("Subject", "Plan for tea")));
    const titles = async (...conditions: ElementNode[]) =>
      (await client.post("Search", mailbox(...conditions))).all("Subject").map(elementText);
    expect(await titles(words("plan"))).toEqual(["Plan for tea", "Re: Plan", "Plan"]);
    expect(await titles(a("Class", "Notes"), words("plan"))).toEqual(["Plan for tea"]);
    expect(await titles(a("CollectionId", "10"), words("plan"))).toEqual([]);
    const received = (name: string, value: string) => s(name, el("Email", "DateReceived"), s("Value", value));
    expect(await titles(words("plan"), received("GreaterThan", "2099-01-01T00:00:00.000Z"))).toEqual([]);
    expect(await titles(words("other"), received("LessThan", "2099-01-01T00:00:00.000Z"))).toEqual(["Other"]);
    const options = [b("BodyPreference", b("Type", "1")), s("Range", "0-0")];
    const query = s("And", a("Class", "Email"), words("plan"));
    const reply = await client.post("Search", search("Mailbox", query, ...options));
    expect([reply.text("Data"), reply.text("Total")]).toEqual(["This is the body text.\r\n", "2"]);
  });

  it("says what is wrong with a query", async () => {
    const client = await withMail();
    const status = async (body: ElementNode) => (await client.post("Search", body)).all("Status").map(elementText)[1];
    expect(await status(search("Mailbox", "words"))).toBe("2");
    expect(await status(search("Mailbox", s("Or", words("a"), words("b"))))).toBe("8");
    expect(await status(mailbox(a("CollectionId", "99"), words("a")))).toBe("11");
    expect(await status(mailbox(s("EqualTo")))).toBe("2");
    expect(await status(search("Shelf", "x"))).toBe("2");
    expect(await status(search("DocumentLibrary", s("EqualTo")))).toBe("6");
    expect((await client.post("Search", s("Search"))).text("Status")).toBe("103");
    const old = clientOf(client.sandbox, "megan", "2.5");
    expect((await old.post("Search", mailbox(words("plan")))).all("Status").map(elementText)).toEqual(["1", "2"]);
  });
});

describe("Find", () => {
  const f = (name: string, ...content: (string | ElementNode)[]) => el("Find", name, ...content);
  const request = (criterion: ElementNode) =>
    f("Find", f("SearchId", "5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a10"), f("ExecuteSearch", criterion));
  const mails = (text: string, ...options: ElementNode[]) =>
    request(
      f(
        "MailBoxSearchCriterion",
        f("Query", a("Class", "Email"), a("CollectionId", "5"), f("FreeText", text)),
        f("Options", ...options),
      ),
    );

  it("finds mail by words and where they stand, with a preview", async () => {
    const client = await withMail();
    const reply = await client.post("Find", mails('from:megan subject:"re: plan"'));
    expect(reply.all("Status").map(elementText)).toEqual(["1", "1"]);
    expect(["Store", "Subject", "Preview", "HasAttachments", "Total"].map((name) => reply.text(name))).toEqual([
      "Mailbox",
      "Re: Plan",
      "This is the body text.\r\n",
      "0",
      "1",
    ]);
    const first = await client.post("Find", mails("plan", f("Range", "0-0")));
    expect([first.all("Result").length, first.text("Range"), first.text("Total")]).toEqual([1, "0-0", "2"]);
    expect((await client.post("Find", mails("nothing"))).text("Total")).toBe("0");
    expect((await client.post("Find", mails(" "))).all("Status").map(elementText)).toEqual(["1", "2"]);
  });

  it("finds people, and is there at 16.1 only", async () => {
    const people = request(f("GalSearchCriterion", f("Query", "megan")));
    const reply = await newClient().post("Find", people);
    expect([reply.text("Store"), reply.text("EmailAddress")]).toEqual(["Mailbox", "megan@contoso.example"]);
    expect((await newClient({ version: "16.0" }).post("Find", people)).text("Status")).toBe("138");
  });
});
