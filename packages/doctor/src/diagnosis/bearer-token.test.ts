import { encodeBase64 } from "@easel/codec/bytes";
import { describe, expect, test } from "vitest";
import { answered, bytesOf, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { RoundTrip } from "./finding.ts";

const part = (value: object) => encodeBase64(bytesOf(JSON.stringify(value)), "url");
const tokenOf = (claims: object) => `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl`;
const SOUND = { aud: "https://outlook.office.com", scp: "EAS.AccessAsUser.All Mail.Read", exp: 1_795_500_000 };

const ask = (authorization: string, host = "outlook.office365.com"): RoundTrip =>
  request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
    url: `https://${host}/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=a%40b.example&DeviceId=EASEL1&DeviceType=EASel`,
    headers: [["Authorization", authorization]],
  });
const refused = (claims: object) =>
  rulesOf(
    diagnose(
      answered(ask(`Bearer ${tokenOf(claims)}`), 401, new Uint8Array(0), [["Date", "Mon, 23 Nov 2026 08:00:00 GMT"]]),
    ),
  );

describe("a bearer token", () => {
  test("that fits is left alone; one that cannot be read too", () => {
    expect(rulesOf(diagnose(ask(`Bearer ${tokenOf(SOUND)}`)))).toEqual([]);
    for (const text of ["Bearer abc", "Bearer a.b.c", `Bearer ${"x".repeat(20_000)}`, "Bearer a.bnVsbA.c"])
      expect(rulesOf(diagnose(ask(text)))).toEqual([]);
  });

  test.each([
    ["token-audience", { ...SOUND, aud: "https://graph.microsoft.com" }],
    ["token-audience", { ...SOUND, aud: "00000003-0000-0000-c000-000000000000" }],
    ["token-scope", { ...SOUND, scp: "EWS.AccessAsUser.All" }],
    ["token-scope", { aud: SOUND.aud, roles: ["full_access_as_app"], exp: SOUND.exp }],
  ])("gives %s before it is sent", (rule, claims) => {
    expect(rulesOf(diagnose(ask(`Bearer ${tokenOf(claims)}`)))).toEqual([rule]);
  });

  test("that has expired is told by the clock of the answer", () => {
    expect(refused({ ...SOUND, exp: 1_700_000_000 })).toContain("token-expired");
    expect(refused(SOUND)).not.toContain("token-expired");
  });

  test("of another server's own is its own matter", () => {
    expect(rulesOf(diagnose(ask(`Bearer ${tokenOf({ aud: "mail" })}`, "mail.contoso.example")))).toEqual([]);
  });

  test("never stands in a sentence", () => {
    const token = tokenOf({ aud: "https://graph.microsoft.com", scp: "x", exp: 1 });
    expect(JSON.stringify(diagnose(ask(`Bearer ${token}`)))).not.toContain(token.split(".")[1]);
  });
});
