import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const folderSync = (url?: string) =>
  request(
    "FolderSync",
    fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'),
    url ? { url } : {},
  );
const say = (status: number, text: string, headers: [string, string][] = [["Content-Type", "text/html"]]) =>
  diagnose(answered(folderSync(), status, bytesOf(text), headers));

describe("a success that is no answer", () => {
  test.each([
    [
      "PHP failed before it could answer",
      "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function in /srv/index.php:12",
      "index.php:12",
    ],
    ["Something else answered, not ActiveSync", '{"error":"not found"}', "JSON"],
    ["Z-Push failed before it could answer", "Z-Push fatal error: Backend not found", "Backend not found"],
    ["Something else answered, not ActiveSync", "Hello", "Hello"],
  ])("is told: %s", (title, text, words) => {
    const finding = find(say(200, text), "foreign-answer");
    expect(finding.title).toBe(title);
    expect(finding.explanation).toContain(words);
  });

  test("without a body is odd where the command always has one", () => {
    expect(diagnose(answered(folderSync(), 200))[0]).toMatchObject({ rule: "empty-answer", severity: "info" });
  });
});

describe("a page", () => {
  test.each([
    [504, "<html><h1>504 Gateway Time-out</h1><center>nginx</center></html>", "nginx"],
    [403, "<html><title>403.7 - Forbidden: SSL client certificate is required</title></html>", "client certificate"],
    [200, "<html>The requested URL was rejected. Your support ID is: 123</html>", "an F5 firewall"],
    [500, "<html><title>IIS 10.0 Detailed Error</title>HTTP Error 500.19 - Internal Server Error</html>", "IIS"],
    [502, "<html><h1>Error 502</h1><span>cloudflare</span></html>", "Cloudflare"],
    [404, "<html><h1>Not Found</h1></html>", "rarely says more"],
  ])("of %i says who wrote it: %s", (status, text, words) => {
    expect(find(say(status, text), "html-answer").explanation).toContain(words);
  });
});

describe("a redirect", () => {
  const to = (location: string, status = 302) =>
    diagnose(answered(folderSync(), status, new Uint8Array(0), [["Location", location]]));

  test("to a sign-in page, to https and elsewhere are three stories", () => {
    expect(to("https://mail.contoso.example/owa/auth/logon.aspx?url=x")[0]?.title).toBe(
      "HTTP 302: sent to a sign-in page",
    );
    expect(to("/adfs/ls/?wa=1", 307)[0]?.title).toBe("HTTP 307: sent to a sign-in page");
    expect(to("https://other.example/Microsoft-Server-ActiveSync", 308)[0]?.title).toBe(
      "HTTP 308: sent on to other.example",
    );
    const plain =
      "http://mail.contoso.example/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=a&DeviceId=EASEL1&DeviceType=EASel";
    const upgraded = diagnose(
      answered(folderSync(plain), 301, new Uint8Array(0), [
        ["Location", "https://mail.contoso.example/Microsoft-Server-ActiveSync"],
      ]),
    );
    expect(upgraded.map(({ title }) => title)).toContain("HTTP 301: sent on to https");
  });
});

describe("who asks", () => {
  const ask = (headers: [string, string][], status?: number) => {
    const roundTrip = request(
      "FolderSync",
      fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'),
      { headers },
    );
    return diagnose(status === undefined ? roundTrip : answered(roundTrip, status));
  };
  const basic = (login: string): [string, string] => ["Authorization", `Basic ${btoa(`${login}:secret`)}`];

  test.each(["megan@contoso.example", "CONTOSO\\Megan", "megan", "Megan@Other.example"])(
    "as %s is one person",
    (login) => {
      expect(rulesOf(ask([basic(login)], 403))).toEqual(["http-403"]);
    },
  );

  test("under another name is told, louder once refused", () => {
    expect(find(ask([basic("alex@contoso.example")]), "user-against-login").severity).toBe("info");
    expect(find(ask([basic("alex@contoso.example")], 403), "user-against-login").severity).toBe("warning");
    expect(JSON.stringify(ask([basic("alex@contoso.example")], 403))).not.toContain("secret");
  });

  test("as a browser is told", () => {
    expect(rulesOf(ask([["User-Agent", "Mozilla/5.0 (Windows NT 10.0)"]]))).toEqual(["browser-user-agent"]);
    expect(rulesOf(ask([["User-Agent", "Apple-iPhone14C2/2001.50"]]))).toEqual([]);
  });
});
