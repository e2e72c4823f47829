import { describe, expect, it } from "vitest";
import { readMessage, writeMessage } from "./message.ts";
import { starterDraft } from "./starters.ts";

const withMime = (inner: string) => ({
  ...starterDraft("SendMail", "16.1"),
  xml: `<SendMail xmlns="ComposeMail">${inner}</SendMail>`,
});

describe("the message in the MIME pane", () => {
  it("is only for reading when writing it would delete something else, and says why", () => {
    const draft = withMime("<Mime>From: a<!-- mine --></Mime>");
    const shown = readMessage(draft);
    expect(shown).toMatchObject({ mime: "From: a", writable: false });
    expect(shown.note).toMatch(/comment.*change the message in the XML\.$/);
    expect(writeMessage(draft, "From: b")).toBe(draft);
  });

  it("does not take half a surrogate pair over into base64", () => {
    const draft = withMime('<Mime opaque="base64">RvwADQ==</Mime>');
    expect(readMessage(draft).writable).toBe(true);
    expect(writeMessage(draft, "F\uD800")).toBe(draft);
  });

  it("has no place without <Mime>", () => {
    expect(readMessage(withMime(""))).toMatchObject({ mime: "", writable: false });
  });
});
