import { describe, expect, it } from "vitest";
import { readWhole, writeWhole } from "../../test/whole-wire.ts";
import { starterDraft } from "./starters.ts";

const withMime = (inner: string) => ({
  ...starterDraft("SendMail", "16.1"),
  xml: `<SendMail xmlns="ComposeMail">${inner}</SendMail>`,
});

describe("the message in the MIME pane", () => {
  it("is only for reading when writing it would delete something else, and says why", () => {
    const draft = withMime("<Mime>From: a<!-- mine --></Mime>");
    const shown = readWhole(draft);
    expect(shown).toMatchObject({ mime: "From: a", writable: false });
    expect(shown.note).toMatch(/comment.*change the message in the XML\.$/);
    expect(writeWhole(draft, "From: b")).toBe(draft);
  });

  it("does not take half a surrogate pair over into base64", () => {
    const draft = withMime('<Mime opaque="base64">RvwADQ==</Mime>');
    expect(readWhole(draft).writable).toBe(true);
    expect(writeWhole(draft, "F\uD800")).toBe(draft);
  });

  it("has no place without <Mime>", () => {
    expect(readWhole(withMime(""))).toMatchObject({ mime: "", writable: false });
  });
});
