import { describe, expect, it } from "vitest";
import type { RelayRequest } from "../contract.ts";
import { RelayError } from "../errors.ts";
import { EXCHANGE_ONLINE, parseAllowed } from "./allow-list.ts";
import { checkTarget } from "./check-target.ts";

const allowed = [
  ...EXCHANGE_ONLINE,
  parseAllowed("mail.example.com:8443"),
  parseAllowed("127.0.0.1:4401"),
  parseAllowed("localhost:4401"),
  parseAllowed("[::1]:4401"),
  parseAllowed("192.168.1.5"),
  parseAllowed("mail.corp", true),
];

function check(url: string, method: RelayRequest["method"] = "POST") {
  return checkTarget({ method, url, headers: [] }, allowed);
}

function refusal(url: string, method: RelayRequest["method"] = "POST"): RelayError["problem"] | undefined {
  try {
    check(url, method);
    return undefined;
  } catch (error) {
    if (error instanceof RelayError) return error.problem;
    throw error;
  }
}

const EAS = "/Microsoft-Server-ActiveSync";

describe("checkTarget lets pass", () => {
  it.each([
    `https://outlook.office365.com${EAS}?Cmd=Sync`,
    `https://outlook.office365.com:443${EAS}`,
    `HTTPS://Outlook.Office365.COM${EAS}`,
    `https://eas.outlook.com${EAS}`,
    "https://outlook.office365.com/microsoft-server-activesync",
    "https://outlook.office365.com/MICROSOFT-SERVER-ACTIVESYNC?AQ==",
    "https://autodiscover-s.outlook.com/Autodiscover/Autodiscover.xml",
    `https://mail.example.com:8443${EAS}`,
    `http://127.0.0.1:4401${EAS}`,
    `http://localhost:4401${EAS}?a@b`,
    `http://[::1]:4401${EAS}`,
    `https://192.168.1.5${EAS}`,
    `https://mail.corp${EAS}`,
  ])("%s", (url) => {
    expect(refusal(url)).toBeUndefined();
  });

  it("keeps the request target and the authority as written", () => {
    const target = check(`https://Outlook.office365.com:443/microsoft-server-activesync?Cmd=Sync&User=a@b&X=%2f'"`);
    expect(target).toMatchObject({
      host: "outlook.office365.com",
      port: 443,
      authority: "Outlook.office365.com:443",
      requestTarget: `/microsoft-server-activesync?Cmd=Sync&User=a@b&X=%2f'"`,
      reach: "public",
    });
  });

  it("OPTIONS everywhere and GET for Autodiscover", () => {
    expect(refusal(`https://outlook.office365.com${EAS}`, "OPTIONS")).toBeUndefined();
    expect(refusal("https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml", "GET")).toBeUndefined();
  });
});

describe("checkTarget refuses", () => {
  it.each([
    // Hosts that are not on the list, or only look as if they were.
    [`https://evil.example${EAS}`, "target-not-allowed"],
    [`https://outlook.office365.com.evil.example${EAS}`, "target-not-allowed"],
    [`https://xoutlook.office365.com${EAS}`, "target-not-allowed"],
    [`https://outlook.office365.com.${EAS}`, "target-not-allowed"],
    [`https://outlook.office365.com:8443${EAS}`, "target-not-allowed"],
    [`https://mail.example.com${EAS}`, "target-not-allowed"],
    [`https://127.0.0.1.nip.io${EAS}`, "target-not-allowed"],
    [`http://127.0.0.1${EAS}`, "target-not-allowed"],
    [`http://127.0.0.1:4400${EAS}`, "target-not-allowed"],
    [`https://169.254.169.254${EAS}`, "target-not-allowed"],
    [`https://10.0.0.1${EAS}`, "target-not-allowed"],
    // A name before the host.
    [`https://outlook.office365.com@evil.example${EAS}`, "target-not-allowed"],
    [`https://user:password@outlook.office365.com${EAS}`, "target-not-allowed"],
    [`https://outlook.office365.com:443@evil.example${EAS}`, "target-not-allowed"],
    // Other spellings of an allowed address.
    [`http://2130706433:4401${EAS}`, "target-not-allowed"],
    [`http://0x7f000001:4401${EAS}`, "target-not-allowed"],
    [`http://0x7f.1:4401${EAS}`, "target-not-allowed"],
    [`http://017700000001:4401${EAS}`, "target-not-allowed"],
    [`http://127.1:4401${EAS}`, "target-not-allowed"],
    [`http://127.0.0.01:4401${EAS}`, "target-not-allowed"],
    [`http://0:4401${EAS}`, "target-not-allowed"],
    [`http://0.0.0.0:4401${EAS}`, "target-not-allowed"],
    [`http://[::ffff:127.0.0.1]:4401${EAS}`, "target-not-allowed"],
    [`http://[::ffff:7f00:1]:4401${EAS}`, "target-not-allowed"],
    [`http://[0:0:0:0:0:0:0:1]:4401${EAS}`, "target-not-allowed"],
    [`http://[::]:4401${EAS}`, "target-not-allowed"],
    [`http://[64:ff9b::7f00:1]:4401${EAS}`, "target-not-allowed"],
    [`http://[2002:7f00:1::]:4401${EAS}`, "target-not-allowed"],
    [`http://localhost.:4401${EAS}`, "target-not-allowed"],
    // Hosts nobody can read.
    [`http://[::1%25eth0]:4401${EAS}`, "bad-relay-request"],
    [`https://outlook%2eoffice365.com${EAS}`, "bad-relay-request"],
    [`https://outlook.office365.com\\@evil.example${EAS}`, "target-not-allowed"],
    [`https://outlook.office365.com\\.evil.example${EAS}`, "bad-relay-request"],
    [`https://outlook。office365.com${EAS}`, "bad-relay-request"],
    [`https://outlook.office365.com:${EAS}`, "bad-relay-request"],
    [`https://outlook.office365.com:99999${EAS}`, "bad-relay-request"],
    [`https://outlook.office365.com:0${EAS}`, "bad-relay-request"],
    [`https://${EAS}`, "bad-relay-request"],
    [`//outlook.office365.com${EAS}`, "bad-relay-request"],
    [`outlook.office365.com${EAS}`, "bad-relay-request"],
    ["", "bad-relay-request"],
    // Schemes.
    [`http://outlook.office365.com${EAS}`, "target-scheme"],
    [`http://192.168.1.5:80${EAS}`, "target-scheme"],
    [`http://mail.example.com:8443${EAS}`, "target-scheme"],
    [`ftp://outlook.office365.com${EAS}`, "target-scheme"],
    [`file:///etc/passwd`, "bad-relay-request"],
    [`javascript://outlook.office365.com${EAS}`, "target-scheme"],
    // Paths.
    ["https://outlook.office365.com", "target-path"],
    ["https://outlook.office365.com?x=/Microsoft-Server-ActiveSync", "target-path"],
    ["https://outlook.office365.com/", "target-path"],
    ["https://outlook.office365.com/owa/", "target-path"],
    ["https://outlook.office365.com/Microsoft-Server-ActiveSync/", "target-path"],
    ["https://outlook.office365.com/Microsoft-Server-ActiveSync/../EWS/Exchange.asmx", "target-path"],
    ["https://outlook.office365.com/EWS/../Microsoft-Server-ActiveSync", "target-path"],
    ["https://outlook.office365.com/Microsoft-Server-ActiveSync;x", "target-path"],
    ["https://outlook.office365.com/Microsoft-Server-ActiveSync%2f..%2fEWS", "target-path"],
    ["https://outlook.office365.com/Microsoft%2dServer-ActiveSync", "target-path"],
    ["https://outlook.office365.com//Microsoft-Server-ActiveSync", "target-path"],
    // What cannot stand on a request line.
    [`https://outlook.office365.com${EAS}?User=a b`, "bad-relay-request"],
    [`https://outlook.office365.com${EAS}?x\r\nHost: evil.example`, "bad-relay-request"],
    [`https://outlook.office365.com${EAS}?User=müller`, "bad-relay-request"],
    [`https://outlook.office365.com${EAS}?a#b`, "bad-relay-request"],
    [` https://outlook.office365.com${EAS}`, "bad-relay-request"],
    [`https://outlook.office365.com${EAS}\0`, "bad-relay-request"],
  ])("%j as %s", (url, code) => {
    const problem = refusal(url);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toMatch(/\.$/);
    expect(problem?.advice).toMatch(/\w{3}/);
  });

  it("GET to ActiveSync", () => {
    expect(refusal(`https://outlook.office365.com${EAS}`, "GET")?.code).toBe("target-method");
  });

  it("a space by name and place", () => {
    expect(refusal(`https://outlook.office365.com${EAS}?a b`)?.message).toContain("a space at position 60");
  });

  it("naming the server and the flag that would open it", () => {
    const problem = refusal(`https://Mail.Example.com:444${EAS}?User=secret`);
    expect(problem?.message).toContain("mail.example.com:444");
    expect(problem?.advice).toContain("--allow mail.example.com:444");
    expect(JSON.stringify(problem)).not.toContain("secret");
  });

  it("never repeating a password from the URL", () => {
    expect(JSON.stringify(refusal(`https://user:hush@outlook.office365.com${EAS}`))).not.toContain("hush");
  });
});
