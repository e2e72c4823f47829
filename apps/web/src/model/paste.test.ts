import { encodeBase64 } from "@easel/codec/bytes";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { bodyKindOf } from "./body-kind.ts";
import { draftFromPaste } from "./paste.ts";
import { starterDraft } from "./starters.ts";

const SEND_MAIL = '<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Mime>From: a</Mime></SendMail>';
const pasted = (text: string, version = "16.1") =>
  draftFromPaste(text, {
    ...starterDraft("SendMail", version),
    headers: [
      ["Content-Type", "message/rfc822"],
      ["User-Agent", ""],
    ],
  }).draft ?? starterDraft("Ping", "2.5");

describe("what was pasted", () => {
  it("is sent as the document it is, also where the version wants the bare message", () => {
    for (const version of ["2.5", "12.0", "12.1", "9.0"]) {
      expect(bodyKindOf(pasted(SEND_MAIL, version)), version).toBe("wbxml");
      expect(pasted(SEND_MAIL, version).mime).toBe("");
    }
    for (const version of ["14.0", "16.1"]) expect(pasted(SEND_MAIL, version).bodyForm).toBe("auto");
    expect(pasted('<Sync xmlns="AirSync"/>', "2.5").bodyForm).toBe("auto");
  });

  it("inherits no header that was forced for the draft before", () => {
    expect(pasted(SEND_MAIL).headers).toEqual([]);
    expect(pasted("03 01 6a 00 00 07 56 52 03 30 00 01 01").headers).toEqual([]);
  });

  it("is decoded when the bytes are sound, and sent as the same bytes", () => {
    const bytes = Uint8Array.of(3, 1, 0x6a, 0, 0, 7, 0x56, 0x52, 3, 0x30, 0, 1, 1);
    const draft = pasted(encodeBase64(bytes));
    expect([draft.bodyForm, draft.bytes]).toEqual(["auto", ""]);
    expect(buildWholeWire(draft, "https://x/y").body).toEqual(bytes);
  });

  it("is refused with a sentence when nothing can be made of it", () => {
    const made = draftFromPaste("50 4b 03 04 ff fe 00 11 22 33 44 55 66 77 88 99", starterDraft("Sync", "16.1"));
    expect(made.draft).toBeUndefined();
    expect(made.message).toMatch(/not WBXML/);
  });

  it("tells a pasted answer from a request, and what its Status means", () => {
    const pasted = draftFromPaste("AwFqAAAHVkwDOQABAQ==", starterDraft("SendMail", "16.1"));
    expect(pasted.notice).toMatch(/answer.*Status 9 of FolderSync: ./);
    const request = '<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>';
    expect(draftFromPaste(request, starterDraft("SendMail", "16.1")).notice).toBeUndefined();
  });

  it("says that hex with half a byte is not whole", () => {
    const pasted = draftFromPaste("03 01 6a 00 0", starterDraft("SendMail", "16.1"));
    expect(pasted.draft).toBeUndefined();
    expect(pasted.message).toMatch(/do not come in pairs/);
  });
});
