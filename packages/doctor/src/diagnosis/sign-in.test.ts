import { describe, expect, test } from "vitest";
import { bytesOf, find, rulesOf } from "../../test/make-round-trip.ts";
import { signInError } from "../knowledge/index.ts";
import { diagnose } from "./diagnose.ts";
import type { HeaderList, RoundTrip } from "./finding.ts";

const TOKEN = "https://login.microsoftonline.com/common/oauth2/v2.0/token";
const post = (url: string, form: string, status: number, body: string, headers: HeaderList = []): RoundTrip => ({
  request: {
    method: "POST",
    url,
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: bytesOf(form),
  },
  reply: { status, headers, body: bytesOf(body) },
});
const EAS = "scope=https%3A%2F%2Foutlook.office.com%2FEAS.AccessAsUser.All+offline_access";

describe("the sign-in service", () => {
  test.each([
    [
      '{"error":"invalid_scope","error_description":"AADSTS70011: The provided scope is not valid."}',
      "AADSTS70011",
      "permission",
    ],
    ['{"error":"unauthorized_client"}', "unauthorized_client", "application"],
    ["<html><body>AADSTS7000112: Application is disabled</body></html>", "AADSTS7000112", "disabled"],
    ['{"error":"invalid_grant","error_description":"AADSTS50076: ..."}', "AADSTS50076", "second factor"],
    ['{"error":"invalid_grant","error_description":"AADSTS999999: ..."}', "AADSTS999999", "expired"],
    ["AADSTS888888", "AADSTS888888", "before any ActiveSync"],
  ])("refusing with %s is explained", (body, code, word) => {
    const finding = find(diagnose(post(TOKEN, EAS, 400, body)), "sign-in-refused");
    expect(finding.title).toContain(code);
    expect(finding.explanation).toContain(word);
    expect(finding.severity).toBe("error");
  });

  test("refusing by a redirect is read from Location", () => {
    const location: HeaderList = [["Location", "https://app.example/?error=invalid_scope&state=secret1"]];
    const finding = find(diagnose(post(TOKEN, EAS, 302, "", location)), "sign-in-refused");
    expect(finding.evidence).toEqual([{ side: "reply", kind: "header", name: "Location" }]);
    expect(JSON.stringify(finding)).not.toContain("secret1");
  });

  test("asked for another scope than ActiveSync's is told before it answers", () => {
    const asked = (form: string) => rulesOf(diagnose({ request: post(TOKEN, form, 200, "").request }));
    expect(asked("client_id=1&scope=offline_access+https%3A%2F%2Foutlook.office.com%2F.default")).toEqual([
      "oauth-scope",
    ]);
    expect(asked(EAS)).toEqual([]);
    expect(asked("grant_type=refresh_token")).toEqual([]);
  });

  test("is not looked for where ActiveSync answers, unless a number of its own stands there", () => {
    const server = "https://mail.contoso.example/Microsoft-Server-ActiveSync";
    expect(rulesOf(diagnose(post(server, "", 400, '{"error":"invalid_scope"}')))).not.toContain("sign-in-refused");
    expect(rulesOf(diagnose(post(server, "", 400, "AADSTS50034")))).toContain("sign-in-refused");
  });

  test("an honest token answer has no error in it", () => {
    expect(signInError('{"token_type":"Bearer","scope":"EAS.AccessAsUser.All","access_token":"x"}')).toBeUndefined();
  });
});

describe("Autodiscover", () => {
  const URL = "https://contoso.example/autodiscover/autodiscover.xml";
  const RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";
  const ask = (inside: string, status: number, reply: string) =>
    diagnose({
      request: {
        method: "POST",
        url: URL,
        headers: [["Content-Type", "text/xml"]],
        body: bytesOf(
          `<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006"><Request>${inside}<AcceptableResponseSchema>${RESPONSE}</AcceptableResponseSchema></Request></Autodiscover>`,
        ),
      },
      reply: { status, headers: [], body: bytesOf(reply) },
    });
  const refusal = (code: number) =>
    `<Autodiscover><Response><Error Time="1" Id="1"><ErrorCode>${code}</ErrorCode></Error></Response></Autodiscover>`;
  const ADDRESS = "<EMailAddress>megan@contoso.example</EMailAddress>";

  test("without an address is told, beside the code 600", () => {
    expect(rulesOf(ask("", 200, refusal(600)))).toEqual(["autodiscover-address", "autodiscover-600"]);
    expect(rulesOf(ask("<EMailAddress/>", 200, refusal(600)))).toContain("autodiscover-address");
    expect(rulesOf(ask(ADDRESS, 200, refusal(600)))).toEqual(["autodiscover-600"]);
  });

  test("at a server without mobilesync points to OPTIONS", () => {
    expect(find(ask(ADDRESS, 400, refusal(601)), "autodiscover-601").advice).toContain("OPTIONS");
  });

  test("with settings in the answer has nothing wrong", () => {
    const settings =
      "<Autodiscover><Response><Action><Settings><Server><Type>MobileSync</Type><Url>https://mail.contoso.example/Microsoft-Server-ActiveSync</Url></Server></Settings></Action></Response></Autodiscover>";
    expect(ask(ADDRESS, 200, settings)).toEqual([]);
  });
});
