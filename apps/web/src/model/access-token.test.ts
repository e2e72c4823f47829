import { encodeBase64 } from "@easel/codec/bytes";
import { cloudOf } from "@easel/proxy/clouds";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAccessToken, timeLeft, tokenFindings } from "./access-token.ts";

const NOW = Date.UTC(2026, 10, 26, 12);
const part = (value: unknown) => encodeBase64(new TextEncoder().encode(JSON.stringify(value)), "url");
const token = (claims: unknown) => `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl`;
const good = {
  aud: "https://outlook.office.com",
  scp: "EAS.AccessAsUser.All User.Read",
  exp: NOW / 1000 + 3600,
  upn: "megan@contoso.example",
  tid: "t-1",
  appid: "a-1",
};
const rules = (claims: unknown, cloud = cloudOf("worldwide")) =>
  tokenFindings(readAccessToken(token(claims)), cloud, NOW).map(({ rule }) => rule);

describe("an access token", () => {
  it("says for whom it is, what it allows and until when", () => {
    expect(readAccessToken(` ${token(good)}\n`)).toEqual({
      audience: "https://outlook.office.com",
      scopes: ["EAS.AccessAsUser.All", "User.Read"],
      roles: [],
      expiresAt: NOW + 3_600_000,
      account: "megan@contoso.example",
      tenant: "t-1",
      application: "a-1",
    });
  });

  it("is left to the server when it may work", () => {
    expect(rules(good)).toEqual([]);
    expect(rules({ ...good, aud: "00000002-0000-0ff1-ce00-000000000000" })).toEqual([]);
    expect(rules({ ...good, scp: "https://outlook.office.com/EAS.AccessAsUser.All" })).toEqual([]);
    expect(tokenFindings(readAccessToken("EwBAA8l6BAAU"), cloudOf("worldwide"), NOW)).toEqual([]);
  });

  it.each([
    ["for Graph", { ...good, aud: "https://graph.microsoft.com" }, "token-audience"],
    ["for mail by IMAP", { ...good, scp: "IMAP.AccessAsUser.All" }, "token-scope"],
    ["of an application", { ...good, scp: undefined, roles: ["full_access_as_app"] }, "token-app-only"],
    ["that has expired", { ...good, exp: NOW / 1000 - 1 }, "token-expired"],
    ["about to expire", { ...good, exp: NOW / 1000 + 20 }, "token-expired"],
  ])("%s is told of before it is sent", (_, claims, rule) => {
    expect(rules(claims)).toEqual([rule]);
  });

  it("of one cloud is none of another", () => {
    expect(rules(good, cloudOf("china"))).toEqual(["token-audience"]);
    expect(rules({ ...good, aud: "https://partner.outlook.cn" }, cloudOf("china"))).toEqual([]);
  });

  it("may be anything at all", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => token(JSON.parse(json))),
        ),
        (text) => {
          tokenFindings(readAccessToken(text), cloudOf("worldwide"), NOW);
        },
      ),
    );
  });

  it("counts down", () => {
    expect(timeLeft(NOW + 3_700_000, NOW)).toBe("1 h 1 min");
    expect(timeLeft(NOW + 61_000, NOW)).toBe("1 min 1 s");
    expect(timeLeft(NOW + 5_000, NOW)).toBe("5 s");
    expect(timeLeft(NOW, NOW)).toBe("expired");
  });
});
