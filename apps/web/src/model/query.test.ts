import { describe, expect, it } from "vitest";
import { bodyKindOf } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { readMime } from "./mime-in-xml.ts";
import { readQuery, setBodyForm, setCommand, setQueryValue, setVersion } from "./query.ts";
import { setQueryForm } from "./set-query-form.ts";
import { STARTER_MIME } from "./starter-mail.ts";
import { isStarterXml } from "./starter-xml.ts";
import { starterDraft } from "./starters.ts";

const sendMail = (version: string) => starterDraft("SendMail", version);
const commandOf = (draft: Draft) => readQuery(draft).command;

describe("query fields", () => {
  it("change only their own piece and leave the draft alone when nothing changes", () => {
    const draft = { ...sendMail("16.1"), query: "cmd=SendMail&x=%e4&User=a" };
    expect(setQueryValue(draft, "User", "b@c").query).toBe("cmd=SendMail&x=%e4&User=b%40c");
    expect(setQueryValue(draft, "SaveInSent", undefined)).toBe(draft);
  });

  it("have their spans in the draft's query", () => {
    const draft = sendMail("16.1");
    const { spans } = commandOf(draft);
    const texts = Object.values(spans).map(({ start, end }) => draft.query.slice(start, end));
    expect(texts.some((text) => text.includes("megan%40contoso.example"))).toBe(true);
  });

  it("survive the base64 form and back", () => {
    const plain = setQueryValue(sendMail("14.1"), "SaveInSent", "T");
    const base64 = setQueryForm(plain, "base64").draft;
    const { command } = readQuery(base64);
    expect(command.form).toBe("base64");
    expect([command.command, command.user, command.protocolVersion]).toEqual([
      "SendMail",
      "megan@contoso.example",
      "14.1",
    ]);
    expect(commandOf(setQueryForm(base64, "plain").draft).deviceId).toBe(commandOf(plain).deviceId);
    expect(commandOf(setVersion(base64, "16.0")).protocolVersion).toBe("16.0");
  });
});

describe("choosing a version", () => {
  it("makes SendMail at 12.1 the bare message and adds SaveInSent=T", () => {
    const draft = setVersion(sendMail("16.1"), "12.1");
    expect(bodyKindOf(draft)).toBe("mime");
    expect(draft.mime).toBe(STARTER_MIME);
    expect(draft.query).toMatch(/&SaveInSent=T$/);
    expect(draft.xml).toContain("<SaveInSentItems/>");
  });

  it("does not ask for a copy the XML did not ask for", () => {
    const start = sendMail("16.1");
    const draft = setVersion({ ...start, xml: start.xml.replace("  <SaveInSentItems/>\r\n", "") }, "12.1");
    expect(draft.query).not.toContain("SaveInSent");
  });

  it("says in the XML what SaveInSent=T said in the query", () => {
    const down = setVersion(sendMail("16.1"), "12.1");
    const bare = { ...down, xml: down.xml.replace("  <SaveInSentItems/>\r\n", "") };
    expect(setVersion(bare, "16.1").xml).toBe(down.xml);
    expect(setVersion({ ...bare, query: bare.query.replace("&SaveInSent=T", "") }, "16.1").xml).toBe(bare.xml);
  });

  it("takes the wish for a copy out of the XML when the query has none, and F for no", () => {
    const down = setVersion(sendMail("16.1"), "12.1");
    const without = down.xml.replace("  <SaveInSentItems/>\r\n", "");
    for (const said of ["", "&SaveInSent=F", "&SaveInSent=yes"]) {
      const query = down.query.replace("&SaveInSent=T", said);
      const up = setVersion({ ...down, query }, "16.1");
      expect([up.xml, up.query.includes("SaveInSent")], said).toEqual([without, false]);
      expect(setVersion({ ...down, query, xml: without }, "16.1").xml).toBe(without);
    }
  });

  it("leaves the element of a document that was sent as it stands, whatever the query says", () => {
    const forced: Draft = { ...setVersion(sendMail("16.1"), "12.1"), bodyForm: "xml" };
    const draft = setVersion({ ...forced, query: forced.query.replace("&SaveInSent=T", "") }, "16.1");
    expect(draft.xml).toBe(forced.xml);
  });

  it("does not take a message that speaks of the element for the element", () => {
    const start = sendMail("16.1");
    const xml = start.xml.replace("  <SaveInSentItems/>\r\n", "").replace("body text", "<SaveInSentItems/>");
    const draft = setVersion({ ...start, xml, query: `${start.query}&SaveInSent=T` }, "12.1");
    expect(draft.query).not.toContain("SaveInSent");
  });

  it("empties Mime when the message was emptied", () => {
    const up = setVersion({ ...sendMail("12.1"), mime: "" }, "16.1");
    expect(readMime(up.xml)).toMatchObject({ found: true, mime: "" });
    expect(setVersion(up, "12.1").mime).toBe("");
  });

  it("writes the message over what stands beside it rather than losing the message", () => {
    const start = sendMail("16.1");
    const xml = '<SendMail xmlns="ComposeMail"><Mime>From: old<!-- c --></Mime></SendMail>';
    const down = setVersion({ ...start, xml }, "12.1");
    expect(setVersion(down, "16.1").xml).toBe(xml);
    expect(readMime(setVersion({ ...down, mime: "From: new" }, "16.1").xml).mime).toBe("From: new");
  });

  it("puts the message back into the same XML at 14.0 and takes SaveInSent away", () => {
    const start = sendMail("16.1");
    const down = setVersion(start, "12.1");
    expect(setVersion(down, "16.1")).toEqual(start);
    const edited = setVersion({ ...down, mime: down.mime.replace("Hello", "Servus") }, "14.0");
    expect(edited.mime).toBe("");
    expect(readMime(edited.xml).mime).toContain("Subject: Servus from EASel");
    expect(edited.query).not.toContain("SaveInSent");
  });

  it("moves bytes outside UTF-8 and mixed line ends there and back", () => {
    const mime = "From: a\r\nTo: b\nSubject: Gr\uEFFC\uEFDFe\r\r\n\r\n\uEF80]]>\n";
    const draft = setVersion({ ...sendMail("12.1"), mime }, "16.1");
    expect(readMime(draft.xml).mime).toBe(mime);
    expect(setVersion(draft, "2.5").mime).toBe(mime);
  });

  it("keeps a version that is not one and leaves other commands' XML alone", () => {
    const draft = starterDraft("FolderSync", "16.1");
    expect(setVersion(draft, "99").protocolVersion).toBe("99");
    expect(setVersion(draft, "12.1").xml).toBe(draft.xml);
    expect(setVersion(draft, "12.1").query).toBe(draft.query);
  });
});

describe("choosing a command", () => {
  it("replaces an untouched starter by the new command's", () => {
    const draft = setCommand(sendMail("16.1"), "FolderSync");
    expect(commandOf(draft).command).toBe("FolderSync");
    expect(isStarterXml(draft.xml, "FolderSync")).toBe(true);
  });

  it("keeps the bare message while another command is chosen", () => {
    const own = setQueryValue({ ...sendMail("12.1"), mime: "From: mine\r\n\r\n" }, "SaveInSent", undefined);
    for (const other of ["Sync", "OPTIONS", "FolderSync"]) {
      const away = setCommand(own, other);
      expect(setCommand(away, "SendMail"), other).toMatchObject({ mime: own.mime });
      expect(commandOf(setCommand(away, "SendMail")).parameters, other).toEqual([]);
      const later = setCommand(setVersion(away, "16.1"), "SendMail");
      expect([readMime(later.xml).mime, later.mime], other).toEqual([own.mime, ""]);
    }
  });

  it("does not bring back an older message than the one in the XML", () => {
    const away = setCommand({ ...sendMail("12.1"), mime: "From: old\r\n\r\n" }, "Sync");
    const xml = starterDraft("SendMail", "16.1").xml.replace("Hello", "Servus");
    const worked = setCommand({ ...setVersion(away, "16.1"), xml }, "SendMail");
    expect(worked.xml).toBe(xml);
    expect(setVersion(worked, "12.1").mime).toContain("Servus");
  });

  it("keeps XML somebody worked on", () => {
    const start = sendMail("16.1");
    const xml = start.xml.replace("Hello", "Servus");
    expect(setCommand({ ...start, xml }, "FolderSync").xml).toBe(xml);
  });

  it("makes OPTIONS a request without Cmd and body, and comes back from it", () => {
    const options = setCommand(sendMail("16.1"), "OPTIONS");
    expect([options.method, bodyKindOf(options), commandOf(options).command]).toEqual(["OPTIONS", "none", undefined]);
    expect(setCommand(options, "SendMail").method).toBe("POST");
  });
});

describe("choosing how the body is made", () => {
  it("moves the message to where that form has it", () => {
    const bare = setBodyForm(sendMail("16.1"), "mime");
    expect(bare.mime).toBe(STARTER_MIME);
    const back = setBodyForm({ ...bare, mime: "From: x\r\n\r\n" }, "auto");
    expect(readMime(back.xml).mime).toBe("From: x\r\n\r\n");
  });
});

describe("the kind of body", () => {
  it("follows command and version", () => {
    expect(bodyKindOf(sendMail("12.1"))).toBe("mime");
    expect(bodyKindOf(sendMail("14.0"))).toBe("wbxml");
    expect(bodyKindOf({ ...sendMail("16.1"), protocolVersion: "" })).toBe("wbxml");
    expect(bodyKindOf({ ...sendMail("16.1"), protocolVersion: "13.7" })).toBe("mime");
    expect(bodyKindOf({ ...sendMail("16.1"), query: "Cmd=Nonsense" })).toBe("wbxml");
    expect(bodyKindOf(setQueryValue(sendMail("12.1"), "Cmd", "GetAttachment"))).toBe("none");
  });
});
