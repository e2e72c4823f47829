import { expect, it } from "vitest";
import { redirectOf } from "./redirect-step.ts";

const FROM = "https://mail.example.com/Microsoft-Server-ActiveSync?Cmd=Sync";
const target = (status: number, headers: [string, string][]) => redirectOf(status, headers, FROM)?.target;

it.each([
  [
    451,
    "X-MS-Location",
    "https://pod5.example.com/Microsoft-Server-ActiveSync",
    "https://pod5.example.com/Microsoft-Server-ActiveSync",
  ],
  [
    302,
    "location",
    "https://other.example.com/owa/auth/logon.aspx?x=1",
    "https://other.example.com/Microsoft-Server-ActiveSync",
  ],
  [307, "Location", "/Microsoft-Server-ActiveSync/", "https://mail.example.com/Microsoft-Server-ActiveSync"],
])("HTTP %i with %s %s leads to %s", (status, name, value, url) => {
  expect(target(status, [[name, value]])).toEqual({ kind: "own", url });
});

it("knows Exchange Online by its name", () => {
  const location = (host: string): [string, string][] => [
    ["X-MS-Location", `https://${host}/Microsoft-Server-ActiveSync`],
  ];
  expect(target(451, location("outlook.office365.com"))).toEqual({ kind: "office365" });
  expect(target(451, location("partner.outlook.cn"))).toEqual({ kind: "office365", cloud: "china" });
});

it.each([
  [200, [["Location", "https://a.example"]]],
  [451, []],
  [302, [["Location", "javascript:alert(1)"]]],
  [302, [["Location", "http://["]]],
] as [number, [string, string][]][])("HTTP %i with %j leads nowhere", (status, headers) => {
  expect(target(status, headers)).toBeUndefined();
});
