import { describe, expect, test } from "vitest";
import { answered, ENDPOINT, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { HeaderList, RoundTrip } from "./finding.ts";

const folderSync = fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>');
const empty = new Uint8Array(0);
const get = (url: string): RoundTrip => ({ request: { method: "GET", url, headers: [], body: empty } });
const COMMAND = `${ENDPOINT}?Cmd=FolderSync&User=a&DeviceId=b&DeviceType=c`;

describe("methods", () => {
  test("a command by GET is named, and explains the 500", () => {
    const findings = diagnose(answered(get(COMMAND), 500));
    expect(findings[0]).toMatchObject({ rule: "http-method", severity: "error" });
    expect(findings[0]?.title).toContain("GET");
    expect(find(findings, "http-500").explanation).toContain("The request explains it");
  });

  test.each(["POST", "OPTIONS", "post", "options"])("%s is a method of ActiveSync", (method) => {
    const { request: sound } = request("FolderSync", folderSync);
    expect(rulesOf(diagnose({ request: { ...sound, method } }))).not.toContain("http-method");
  });

  test("Autodiscover and the sign-in service have a GET of their own", () => {
    expect(rulesOf(diagnose(get("https://contoso.example/autodiscover/autodiscover.xml")))).toEqual([]);
    expect(rulesOf(diagnose(get("https://login.microsoftonline.com/common/oauth2/v2.0/authorize")))).toEqual([]);
  });
});

describe("an unexplained 500", () => {
  test("says what was looked at, and claims no more", () => {
    const finding = find(diagnose(answered(request("FolderSync", folderSync), 500)), "http-500");
    expect(finding).toMatchObject({ severity: "info" });
    expect(finding.explanation).toContain(
      "looked at the method (POST), the URL, the headers and the form of the WBXML",
    );
    expect(finding.explanation).toContain("does not prove");
  });

  test("names no body where there is none", () => {
    const options: RoundTrip = { request: { method: "OPTIONS", url: ENDPOINT, headers: [], body: empty } };
    const { explanation } = find(diagnose(answered(options, 500)), "http-500");
    expect(explanation).toContain("the URL and the headers and found");
  });
});

describe("headers that stand twice", () => {
  const twice = (name: string, ...values: string[]) =>
    diagnose(request("FolderSync", folderSync, { headers: values.map((value) => [name, value] as [string, string]) }));

  test("two protocol versions are an error with both values", () => {
    const finding = find(twice("ms-asprotocolversion", "14.1"), "header-repeated");
    expect(finding).toMatchObject({ severity: "error", fix: [{ kind: "set-version", version: "16.1" }] });
    expect(finding.explanation).toContain("“16.1”, “14.1”");
  });

  test("the same version twice is a warning", () => {
    expect(find(twice("MS-ASProtocolVersion", "16.1"), "header-repeated").severity).toBe("warning");
  });

  test("secrets are not shown, and have no fix", () => {
    const finding = find(twice("X-MS-PolicyKey", "11111", "22222"), "header-repeated");
    expect(JSON.stringify(finding)).not.toMatch(/11111|22222/);
    expect(finding.fix).toBeUndefined();
  });

  test("headers that may stand twice are left alone", () => {
    expect(rulesOf(twice("Cookie", "a=1", "b=2"))).toEqual([]);
  });
});

describe("cookies", () => {
  const options = (headers: HeaderList): RoundTrip => ({
    request: { method: "OPTIONS", url: ENDPOINT, headers, body: empty },
  });
  const cookie: HeaderList = [["Cookie", "X-BackEndCookie=sekrit"]];

  test.each([500, 503, 400])("an OPTIONS with a cookie that gets %i is tried without", (status) => {
    const finding = find(diagnose(answered(options(cookie), status)), "stale-cookie");
    expect(finding).toMatchObject({ severity: "warning", fix: [{ kind: "remove-header", name: "Cookie" }] });
    expect(JSON.stringify(finding)).not.toContain("sekrit");
  });

  test("no answer at all is suspicious too", () => {
    const error = { code: "timeout", message: "No answer." };
    expect(rulesOf(diagnose({ ...options(cookie), error }))).toContain("stale-cookie");
  });

  test("without a cookie, with success, throttled, or with a fault in the request, cookies are not the cause", () => {
    expect(rulesOf(diagnose(answered(options([]), 500)))).not.toContain("stale-cookie");
    expect(rulesOf(diagnose(answered(options(cookie), 200)))).not.toContain("stale-cookie");
    expect(rulesOf(diagnose(answered(options(cookie), 503, empty, [["X-MS-ASThrottle", "x"]])))).not.toContain(
      "stale-cookie",
    );
    const faulty = get(COMMAND);
    expect(rulesOf(diagnose(answered({ request: { ...faulty.request, headers: cookie } }, 500)))).not.toContain(
      "stale-cookie",
    );
  });
});

describe("the versions a server offers", () => {
  const offered = (version: string, offers: string, status = 200, body: Uint8Array = empty) =>
    diagnose(
      answered(request("FolderSync", folderSync, { version }), status, body, [["MS-ASProtocolVersions", offers]]),
    );

  test("a version outside the list is told, with the newest to use", () => {
    expect(find(offered("14.0", "16.1"), "version-not-offered")).toMatchObject({
      severity: "warning",
      fix: [{ kind: "set-version", version: "16.1" }],
    });
    expect(find(offered("16.1", "2.5,12.0,12.1,14.0,14.1", 400), "version-not-offered")).toMatchObject({
      severity: "error",
      fix: [{ version: "14.1" }],
    });
  });

  test("a server that answers all the same has nothing to be warned of", () => {
    const done = fromXml('<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey></FolderSync>');
    expect(offered("14.0", "16.1", 200, done).every(({ severity }) => severity === "info")).toBe(true);
  });

  test("2.5 refused by a server that offers newer ones looks like a default", () => {
    expect(find(offered("2.5", "2.5,12.1,14.1", 400), "version-default").severity).toBe("warning");
    expect(rulesOf(offered("12.1", "2.5,12.1,14.1", 400))).not.toContain("version-default");
  });

  test("nonsense in the header is no offer", () => {
    expect(rulesOf(offered("16.1", ",,,x,99", 200))).not.toContain("version-not-offered");
  });
});
