import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./index.ts";

const ask = (authorization: string) =>
  request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
    headers: [["Authorization", authorization]],
  });
const refused = (authorization: string) => diagnose(answered(ask(authorization), 401, new Uint8Array(0), []));
const PAYLOAD = btoa('{"sub":"somebody"}').replace(/=+$/, "");

describe("the form of Authorization", () => {
  test.each([
    ["", "is empty"],
    ["Bearer", "nothing after it"],
    [`Bearer Bearer abc.${PAYLOAD}.x`, "scheme twice"],
    [`eyJhbGciOiJub25lIn0.${PAYLOAD}.x`, "no scheme"],
    [`Bearer "abc.${PAYLOAD}.x"`, "in quotes"],
    [`Bearer abc.${PAYLOAD} .x`, "broken by spaces"],
    ["Basic megan:pass-word", "no base64"],
    [`Basic ${btoa("megan")}`, "no colon"],
  ])("“%s” is told, and no word of it", (value, words) => {
    const found = find(refused(value), "authorization-form");
    expect(found.title).toContain(words);
    expect(JSON.stringify(found)).not.toContain("pass-word");
  });

  test.each([
    `Basic ${btoa("megan:pass-word")}`,
    `Bearer abc.${PAYLOAD}.x`,
    "Bearer <redacted>",
    "Basic REDACTED",
    "Negotiate YII=",
    "***",
    "Basic x",
    "Bearer [hidden]",
    "Bearer TOKEN",
  ])("“%s” has the right form", (value) => {
    expect(rulesOf(refused(value))).not.toContain("authorization-form");
  });
});

describe("a token read", () => {
  const token = (claims: object) => `Bearer abc.${btoa(JSON.stringify(claims)).replace(/=+$/, "")}.x`;
  const online = (claims: object) =>
    diagnose({
      request: {
        ...ask(token(claims)).request,
        url: "https://outlook.office365.com/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=megan&DeviceId=EASEL1&DeviceType=EASel",
      },
      reply: { status: 401, headers: [["Date", "Thu, 26 Nov 2026 12:00:00 GMT"]], body: new Uint8Array(0) },
    });

  test("an ID token is told from an access token for another service", () => {
    const id = online({ aud: "11111111-2222-3333-4444-555555555555" });
    expect(find(id, "token-audience").title).toBe("This is an ID token, not an access token");
    const graph = online({ aud: "https://graph.microsoft.com", scp: "Mail.Read" });
    expect(find(graph, "token-audience").title).toBe("The token is for another service");
  });

  test("one from the future is told, one of four minutes is not", () => {
    const aud = "https://outlook.office365.com";
    const noon = Date.UTC(2026, 10, 26, 12) / 1000;
    expect(rulesOf(online({ aud, scp: "EAS.AccessAsUser.All", nbf: noon + 3600 }))).toContain("token-too-early");
    expect(rulesOf(online({ aud, scp: "EAS.AccessAsUser.All", nbf: noon + 240 }))).not.toContain("token-too-early");
  });
});
