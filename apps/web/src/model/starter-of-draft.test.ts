import { describe, expect, it } from "vitest";
import { setCommand, setQueryValue } from "./query.ts";
import { formsForDraft, starterFormOf, withStarter } from "./starter-of-draft.ts";
import { starterDraft } from "./starters.ts";

describe("the starter a draft is", () => {
  it("is known for every form, in a document and as a bare message", () => {
    for (const [command, version] of [
      ["Search", "16.1"],
      ["SendMail", "16.1"],
      ["SmartReply", "12.1"],
    ] as const) {
      const draft = starterDraft(command, version);
      const ids = formsForDraft(draft).map(({ id }) => id);
      expect(ids.slice(0, 2)).toEqual(["minimal", "full"]);
      for (const id of ids) expect(starterFormOf(withStarter(draft, id)), `${command} ${id}`).toBe(id);
    }
  });

  it("is none once somebody has typed, and where there is no body", () => {
    const sync = starterDraft("Sync", "16.1");
    expect(starterFormOf({ ...sync, xml: sync.xml.replace(">5<", ">7<") })).toBeUndefined();
    const mail = starterDraft("SendMail", "12.1");
    expect(starterFormOf({ ...mail, mime: `${mail.mime}x` })).toBeUndefined();
    expect(starterFormOf(setCommand(sync, "OPTIONS"))).toBeUndefined();
  });

  it("changes without the query that somebody wrote", () => {
    const reply = setQueryValue(starterDraft("SmartReply", "12.1"), "ItemId", "7:42");
    const full = withStarter(reply, "full");
    expect([full.query, full.mime.includes("multipart/mixed")]).toEqual([reply.query, true]);
  });
});
