import { formatBase64Query } from "@easel/codec/http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuery, setQueryValue, setVersion } from "./query.ts";
import { setQueryForm } from "./set-query-form.ts";
import { starterDraft } from "./starters.ts";

const plain = starterDraft("SendMail", "14.1");
const base64 = setQueryForm(plain, "base64").draft;
const fields = readQuery(base64).command;
const withFields = (change: Partial<typeof fields>) => ({
  ...base64,
  query: formatBase64Query({ ...fields, ...change }).query,
});

describe("the other form of a query", () => {
  it("says the same and needs no reason", () => {
    expect(setQueryForm(plain, "base64").problem).toBeUndefined();
    expect(setQueryForm(base64, "plain")).toEqual({ draft: plain });
    expect(setQueryForm(plain, "plain")).toEqual({ draft: plain });
    expect(setQueryForm(setQueryValue(plain, "SaveInSent", "F"), "base64").problem).toBeUndefined();
  });

  it.each([
    ["an unknown parameter", setQueryValue(plain, "Colour", "red"), /no place for Colour\.$/],
    ["an unknown command", setQueryValue(plain, "Cmd", "Dance"), /Dance.*no command code\.$/],
    ["no command", setQueryValue(plain, "Cmd", undefined), /names no command\.$/],
    ["an identifier that would come back as hex", setQueryValue(plain, "DeviceId", "\u00e9"), /quite the same\.$/],
    ["half an escape", { ...plain, query: `${plain.query}&LongId=%4` }, /not all of it can be read/],
    ["a version no byte can hold", setVersion(plain, "x"), /version/],
    ["too long a field", setQueryValue(plain, "User", "a".repeat(300)), /255 bytes\.$/],
  ])("is not base64 for %s", (_, draft, reason) => {
    const made = setQueryForm(draft, "base64");
    expect(made.draft).toBe(draft);
    expect(made.problem).toMatch(reason);
  });

  it("keeps a user given twice, the first before the other", () => {
    const made = setQueryForm({ ...plain, query: `${plain.query}&User=other` }, "base64");
    expect(made.problem).toBeUndefined();
    expect(readQuery(made.draft).command).toMatchObject({
      user: readQuery(plain).command.user,
      parameters: [["User", "other"]],
    });
  });

  it.each([
    ["a policy key", withFields({ policyKey: 42 }), /policy key/],
    ["a locale", withFields({ locale: 0x409 }), /0x0409.*Accept-Language\.$/],
    ["AcceptMultiPart", withFields({ options: { saveInSent: false, acceptMultiPart: true } }), /AcceptMultiPart/],
    ["an identifier of bytes", withFields({ deviceId: "FF00", deviceIdForm: "raw" }), /bytes/],
    ["a nameless command code", withFields({ command: "Command-99" }), /no name\.$/],
    ["bytes at its end", { ...base64, query: `${base64.query.replace(/=+$/, "")}AAAA`.slice(0, -2) }, /read/],
  ])("is not plain for %s", (_, draft, reason) => {
    const made = setQueryForm(draft, "plain");
    expect(made.draft).toBe(draft);
    expect(made.problem).toMatch(reason);
    expect(made.problem).not.toContain("42");
  });

  it("goes there and back with every field, or stays", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 12 });
    const name = fc.constantFrom("User", "DeviceId", "ItemId", "SaveInSent", "LongId", "X");
    fc.assert(
      fc.property(name, text, (field, value) => {
        const draft = setQueryValue(plain, field, value);
        const { draft: made, problem } = setQueryForm(draft, "base64");
        if (problem !== undefined) {
          expect(made).toBe(draft);
          return;
        }
        const back = readQuery(setQueryForm(made, "plain").draft).command;
        const { command, user, deviceId, deviceType, parameters } = readQuery(draft).command;
        expect([back.command, back.user ?? "", back.deviceId]).toEqual([command, user ?? "", deviceId]);
        expect(back.deviceType).toBe(deviceType);
        expect(back.parameters.filter(([key]) => key !== "SaveInSent")).toEqual(
          parameters.filter(([key]) => key !== "SaveInSent"),
        );
      }),
    );
  });
});
