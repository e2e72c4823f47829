import { describe, expect, it } from "vitest";
import { readWhole, writeWhole } from "../../test/whole-wire.ts";
import { withBytes } from "./bytes-body.ts";
import { readQuery, setVersion } from "./query.ts";
import { draftOfCase, starterDraft } from "./starters.ts";
import { switchCommand } from "./switch-command.ts";

describe("switchCommand", () => {
  it("brings the command's own document even from a case that was edited", () => {
    const draft = draftOfCase("xml-at-12-1");
    const { draft: sync } = switchCommand(draft, "Sync", new Map());
    expect(readQuery(sync).command.command).toBe("Sync");
    expect(sync.xml).toContain("<Sync");
    expect([sync.bodyForm, sync.headers, sync.protocolVersion]).toEqual(["auto", [], "12.1"]);
  });

  it("gives back what was left, message and forced form included", () => {
    const draft = {
      ...starterDraft("SendMail", "14.1"),
      xml: "<SendMail/>",
      headers: [["X", "1"]] as [string, string][],
    };
    const away = switchCommand(draft, "FolderSync", new Map());
    const back = switchCommand(away.draft, "SendMail", away.left);
    expect(back.draft).toEqual(draft);
  });

  it("keeps a message of one's own at 12.1 over Sync and OPTIONS", () => {
    const draft = writeWhole(setVersion(starterDraft("SendMail", "16.1"), "12.1"), "From: me\r\n\r\nmine");
    for (const other of ["Sync", "OPTIONS"]) {
      const away = switchCommand(draft, other, new Map());
      const back = switchCommand(away.draft, "SendMail", away.left);
      expect(readWhole(back.draft).mime).toBe("From: me\r\n\r\nmine");
    }
  });

  it("carries a message over when the version changed meanwhile", () => {
    const xml = starterDraft("SendMail", "16.1").xml.replace("Hello", "Servus");
    const up = switchCommand({ ...starterDraft("SendMail", "16.1"), xml }, "Sync", new Map());
    const down = switchCommand(setVersion(up.draft, "12.1"), "SendMail", up.left);
    expect(readWhole(down.draft).mime).toContain("Servus");
    const edited = writeWhole(down.draft, "From: me\r\n\r\nmine");
    const away = switchCommand(edited, "Sync", down.left);
    const back = switchCommand(setVersion(away.draft, "16.1"), "SendMail", away.left);
    expect(readWhole(back.draft).mime).toBe("From: me\r\n\r\nmine");
  });

  it("keeps exact bytes for the way back and takes none along", () => {
    const draft = withBytes(starterDraft("FolderSync", "16.1"), Uint8Array.of(3, 1, 0x6a, 0));
    const away = switchCommand(draft, "Sync", new Map());
    expect([away.draft.bodyForm, away.draft.bytes]).toEqual(["auto", ""]);
    expect(switchCommand(away.draft, "FolderSync", away.left).draft).toEqual(draft);
  });

  it("does nothing for the command that is already there", () => {
    const draft = starterDraft("Ping", "16.1");
    expect(switchCommand(draft, "Ping", new Map()).draft).toBe(draft);
  });
});
