import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChallenges } from "./challenge.ts";
import { decodeHeaderValue, type HeaderPart, headerGroup, headerGroups, headerMeanings } from "./index.ts";

const says = (name: string, value: string): Record<string, string> =>
  Object.fromEntries(decodeHeaderValue(name, value).map((part) => [part.name, part.value]));
const partOf = (name: string, value: string, wanted: string): HeaderPart | undefined =>
  decodeHeaderValue(name, value).find((part) => part.name === wanted);

describe("the value of a header", () => {
  test("X-DiagInfo of Exchange Online names the server and its site; one on premises is just a name", () => {
    expect(says("X-DiagInfo", "AM0P191MB0001")).toEqual({ Server: "AM0P191MB0001", Site: "AM0" });
    expect(partOf("x-diaginfo", "AM0P191MB0001", "Site")?.meaning).toContain("Amsterdam");
    expect(partOf("X-DiagInfo", "AM0P191MB0001", "Server")?.meaning).toContain("mailbox server");
    expect(says("X-DiagInfo", "PUZPR06MB4716")).toEqual({ Server: "PUZPR06MB4716", Site: "PUZ" });
    expect(decodeHeaderValue("X-DiagInfo", "MAIL01")).toEqual([]);
  });

  test("X-CalculatedBETarget says the region", () => {
    const value = "am0p191mb0001.eurp191.prod.outlook.com";
    expect(partOf("X-CalculatedBETarget", value, "Forest")).toMatchObject({ value: "eurp191", meaning: "Europe" });
    expect(decodeHeaderValue("X-CalculatedBETarget", "mail.corp.example")).toEqual([]);
  });

  test("X-MS-BackOffDuration asks for a wait only above zero", () => {
    expect(partOf("X-MS-BackOffDuration", "L/-470", "Seconds")?.meaning).toContain("no wait");
    expect(partOf("X-MS-BackOffDuration", "L/-470", "Urgency")?.meaning).toContain("low");
    expect(partOf("X-MS-BackOffDuration", "H/500", "Seconds")?.meaning).toContain("8 min 20 s");
    expect(decodeHeaderValue("X-MS-BackOffDuration", "soon")).toEqual([]);
  });

  test("X-FailureContext shows where, status and the reason out of its base64", () => {
    expect(says("X-FailureContext", "FrontEnd;401;VW5hdXRob3JpemVk;;;;")).toEqual({
      Where: "FrontEnd",
      "HTTP status": "401",
      Reason: "Unauthorized",
    });
    expect(partOf("X-FailureContext", "FrontEnd;401;VW5hdXRob3JpemVk", "Reason")?.meaning).toContain(
      "VW5hdXRob3JpemVk",
    );
    expect(says("X-FailureContext", "BackEnd;500;;;TimeoutError")).toMatchObject({ "Field 5": "TimeoutError" });
  });

  test("WWW-Authenticate is read scheme by scheme with its parameters", () => {
    const value =
      'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", token_types="a b", authorization_uri="https://login.windows.net/common/oauth2/authorize", Basic Realm=""';
    expect(readChallenges(value).map(({ scheme }) => scheme)).toEqual(["Bearer", "Basic"]);
    expect(partOf("WWW-Authenticate", value, "client_id")?.meaning).toBe("Exchange Online itself");
    expect(readChallenges("Negotiate, NTLM TlRMTVNTUAACAAAA, Digest qop=auth")).toEqual([
      { scheme: "Negotiate", parameters: [] },
      { scheme: "NTLM", token: "TlRMTVNTUAACAAAA", parameters: [] },
      { scheme: "Digest", parameters: [["qop", "auth"]] },
    ]);
    expect(readChallenges('Basic realm="a \\"b\\", c"')[0]?.parameters).toEqual([["realm", 'a "b", c']]);
  });

  test("a cookie's value is a secret, its name and attributes are not", () => {
    const parts = decodeHeaderValue("Set-Cookie", "X-BackEndCookie=S-1-5-21=u56Lnp2ejJqB; path=/; secure; HttpOnly");
    expect(parts.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(["Value", "Points at"]);
    expect(parts.find(({ name }) => name === "Points at")?.value).toBe("Database~");
    expect(parts.map(({ name }) => name)).toEqual(["Cookie", "Value", "Points at", "path", "secure", "HttpOnly"]);
  });

  test("Retry-After is seconds or a date", () => {
    expect(partOf("Retry-After", "90", "Wait")?.meaning).toBe("1 min 30 s");
    expect(says("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")).toHaveProperty("Wait until");
    expect(decodeHeaderValue("Retry-After", "later")).toEqual([]);
  });

  test("versions, hops, diagnostics and content types are taken apart", () => {
    expect(says("MS-ASProtocolVersions", "2.5,12.0,14.1,16.0,16.1")).toEqual({ Highest: "16.1", Lowest: "2.5" });
    expect(says("X-BackEndHttpStatus", "401,401")).toEqual({ "Hop 1": "401", "Hop 2": "401" });
    expect(says("X-MS-Diagnostics", '2000003;reason="The token has expired.";error_category="invalid_token"')).toEqual({
      Code: "2000003",
      reason: "The token has expired.",
      error_category: "invalid_token",
    });
    expect(says("Content-Type", 'text/html; charset="utf-8"')).toEqual({ charset: "utf-8" });
  });

  test("never throws and never makes a part of a name nobody knows", () => {
    const names = [...headerMeanings.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: "binary" }), (name, value) => {
        for (const part of decodeHeaderValue(name, value)) expect(typeof part.value).toBe("string");
      }),
    );
    expect(decodeHeaderValue("constructor", "x")).toEqual([]);
    expect(decodeHeaderValue("X-Unheard-Of", "FrontEnd;401")).toEqual([]);
  });
});

test("every header with a meaning stands in a group, and an unknown one among the others", () => {
  const unplaced = [...headerMeanings.keys()].filter((name) => headerGroup(name) === "other");
  expect(unplaced).toEqual([]);
  expect(headerGroup("X-Unheard-Of")).toBe("other");
  expect(headerGroup("set-cookie")).toBe("cookies");
  expect(headerGroups.map(({ group }) => group)).toContain(headerGroup("X-MS-ASThrottle"));
});
