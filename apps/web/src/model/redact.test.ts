import { describe, expect, it } from "vitest";
import { readQuery, setQueryValue } from "./query.ts";
import { maskHeaders, redactDraft } from "./redact.ts";
import { setQueryForm } from "./set-query-form.ts";
import { starterDraft } from "./starters.ts";

const base = starterDraft("FolderSync", "16.1");

describe("taking secrets out of a draft", () => {
  it("removes headers that sign in or carry a key, whatever their case", () => {
    const headers: [string, string][] = [
      ["AUTHORIZATION", "Basic eDp5"],
      ["Cookie", "s=1"],
      ["x-ms-policykey ", "42"],
      ["X-Other", "kept"],
    ];
    const { draft, removed } = redactDraft({ ...base, headers });
    expect(draft.headers).toEqual([["X-Other", "kept"]]);
    expect(removed).toHaveLength(3);
    expect(JSON.stringify(removed)).not.toMatch(/eDp5|42/);
  });

  it("removes the policy key from a base64 query and keeps the rest", () => {
    const query = setQueryValue(setQueryForm(base, "base64").draft, "PolicyKey", "305419896");
    expect(readQuery(query).command.policyKey).toBe(305419896);
    const { draft, removed } = redactDraft(query);
    const { command } = readQuery(draft);
    expect([command.policyKey, command.command, command.user]).toEqual([
      undefined,
      "FolderSync",
      "megan@contoso.example",
    ]);
    expect(removed).toEqual(["policy key in the base64 query"]);
  });

  it("removes a password from the server's URL and the query", () => {
    const { draft } = redactDraft({
      ...base,
      target: { kind: "own", url: "https://u:p@mail.example.com/x@y" },
      query: "Cmd=Sync&Password=p&User=a&access_token=t",
    });
    expect(draft.target).toEqual({ kind: "own", url: "https://mail.example.com/x@y" });
    expect(draft.query).toBe("Cmd=Sync&User=a");
  });

  it("empties secret elements however they are written, half-typed too", () => {
    const secrets = [
      "<Password>s3cret</Password>",
      "<settings:Password >s3cret</settings:Password>",
      "<Password><![CDATA[s3cret]]></Password>",
      '<Password xmlns="Settings"><!-- <x> -->s3cret</Password>',
      "<Password>s3&amp;cret s3cret",
      "<password>s3cret</password>",
      "<!-- <Password>s3cret</Password> -->",
      "<PolicyKey>s3cret",
      "<DevicePassword><Set><Password>s3cret</Password></Set></DevicePassword>",
      "<Password><![CDATA[s3cret",
    ];
    for (const xml of secrets) {
      const { draft, removed } = redactDraft({ ...base, xml: `<Settings xmlns="Settings">${xml}` });
      expect(draft.xml, xml).not.toContain("cret");
      expect(removed, xml).toHaveLength(1);
    }
  });

  it("leaves what is no secret as it is", () => {
    const xml =
      "<Provision><PolicyKey>0</PolicyKey><Password/><DevicePasswordEnabled>1</DevicePasswordEnabled>" +
      "<Mime><![CDATA[Write <Password>like this</Password>]]></Mime></Provision>";
    expect(redactDraft({ ...base, xml })).toEqual({ draft: { ...base, xml }, removed: [] });
  });
});

describe("masking headers", () => {
  it("keeps the scheme and hides the rest", () => {
    const headers: [string, string][] = [
      ["Authorization", "Bearer abc"],
      ["Cookie", "a=b"],
      ["Accept", "x"],
      ["X-MS-PolicyKey", "0"],
      ["X-MS-PolicyKey", "77"],
    ];
    expect(maskHeaders(headers)).toEqual([
      ["Authorization", "Bearer (hidden)"],
      ["Cookie", "(hidden)"],
      ["Accept", "x"],
      ["X-MS-PolicyKey", "0"],
      ["X-MS-PolicyKey", "(hidden)"],
    ]);
  });
});
