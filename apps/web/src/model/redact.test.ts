import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { describe, expect, it } from "vitest";
import { withBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
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

  it.each([
    ["https:/\\user:pw@host.example/x", "https:/\\host.example/x"],
    ["https:\\\\user:pw@host.example", "https:\\\\host.example"],
    ["ht\ttps:/\n/user:pw@host.example", "https://host.example"],
    ["https:user:pw@host.example", "host.example"],
    ["user:pw@host.example", "host.example"],
    ["https://user:p/w@host.example", "https://host.example"],
    ["https://user:p#w@host.example", "https://host.example"],
    ["https://a@b:pw@host.example", "https://host.example"],
    ["https://host.example/?Password=pw", "https://host.example/"],
  ])("leaves no password of %j", (url, left) => {
    const { draft, removed } = redactDraft({ ...base, target: { kind: "own", url } });
    expect(draft.target).toEqual({ kind: "own", url: left });
    expect(removed).toHaveLength(1);
  });

  it.each(["https://[::1]:8443/a@b", "mail.example.com:443", "http://localhost:8080/x:y@z", ""])(
    "leaves %j as it is",
    (url) => {
      const draft: Draft = { ...base, target: { kind: "own", url } };
      expect(redactDraft(draft)).toEqual({ draft, removed: [] });
    },
  );

  it("knows a secret parameter by its name, encoded or not", () => {
    for (const name of ["Pass%77ord", "PASSWORD", "refresh_token", "client_secret", "%70wd"]) {
      expect(redactDraft({ ...base, query: `Cmd=Sync&${name}=s3cret&User=a` }).draft.query, name).toBe(
        "Cmd=Sync&User=a",
      );
    }
  });

  it("takes pasted bytes that hold a secret out whole, and leaves others", () => {
    const body = encodeWbxml(
      parseXml(
        '<Provision xmlns="Provision"><Policies><Policy><PolicyKey>77</PolicyKey></Policy></Policies></Provision>',
      ).document,
    ).bytes;
    const cut = body?.subarray(0, -3) ?? new Uint8Array(0);
    const { draft, removed } = redactDraft(withBytes(base, cut));
    expect([draft.bytes, draft.bodyForm]).toEqual(["", "auto"]);
    expect(draft.xml).toContain("<PolicyKey></PolicyKey>");
    expect(removed.join()).toMatch(/PolicyKey> in the pasted bytes/);
    const harmless = withBytes(base, Uint8Array.of(3, 1, 0x6a, 0, 0, 7, 0x56, 0x52, 3, 0x30, 0));
    expect(redactDraft(harmless)).toEqual({ draft: harmless, removed: [] });
    const text = withBytes(base, new TextEncoder().encode("\u0005<Password>s3cret</Password>"));
    expect(redactDraft(text).draft.bytes).toBe("");
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
      "<!-- <![CDATA[ --><Password>s3cret</Password>",
      "<Mime><![CDATA[never closed</Mime><Password>s3cret</Password>",
      "<Password><x/>s3cret</Password>",
      "<Password><Password>a</Password>s3cret</Password>",
      "<Password><![CDATA[</Password>]]>s3cret</Password>",
      "<Password><!-- </Password> -->s3cret</Password>",
      '<Password a="<">s3cret</Password>',
      '<Password a=">s3cret</Password>',
      "<Password<x>s3cret",
      "<Pässe:Password>s3cret</Pässe:Password>",
      `<Password a="${"x".repeat(900)}">s3cret</Password>`,
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
      "<!-- <Password> --><Status>1</Status>" +
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
