import { element } from "@easel/codec/protocol";
import { describe, expect, test } from "vitest";
import { answered, bytesOf, ENDPOINT, find, request, rulesOf, wbxml } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";

const folderSync = wbxml(element("FolderHierarchy", "FolderSync", element("FolderHierarchy", "SyncKey", "0")));
const at = (url: string, headers: [string, string][] = []) => {
  const roundTrip = request("FolderSync", folderSync, { url });
  roundTrip.request.headers.push(...headers);
  return diagnose(roundTrip);
};
const GOOD = "?Cmd=FolderSync&User=a&DeviceId=b&DeviceType=c";

describe("where a request goes and who sends it", () => {
  test("a sound URL has nothing to say", () => {
    expect(at(ENDPOINT + GOOD)).toEqual([]);
  });

  test("no server yet is no wrong path; a path without one is", () => {
    expect(at(GOOD)).toEqual([]);
    expect(at(`/owa${GOOD}`).map(({ rule }) => rule)).toEqual(["endpoint-path"]);
  });

  test("the address of EWS is known, another path is doubtful", () => {
    expect(at(`https://mail.contoso.example/EWS/Exchange.asmx${GOOD}`)[0]).toMatchObject({
      rule: "ews-endpoint",
      severity: "error",
    });
    expect(at(`https://mail.contoso.example/${GOOD}`)[0]).toMatchObject({ rule: "endpoint-path", severity: "warning" });
    expect(at(`https://mail.contoso.example/microsoft-server-activesync/default.eas${GOOD}`)).toEqual([]);
  });

  test.each([
    ["?Cmd=FolderSync&User=a&DeviceType=c", "url-missing-device-id", "error"],
    ["?Cmd=FolderSync&User=a&DeviceId=b", "url-missing-device-type", "error"],
    ["?User=a&DeviceId=b&DeviceType=c", "url-missing-cmd", "error"],
    ["", "url-no-query", "error"],
    ["?cmd=FolderSync&User=a&DeviceId=b&DeviceType=c", "url-parameter-case", "warning"],
    [`${GOOD} x`, "url-unencoded-space", "error"],
  ])("the query %j is told by %s", (query, rule, severity) => {
    expect(find(at(ENDPOINT + query), rule)).toMatchObject({ severity });
  });

  test("an odd DeviceType matters once the server has refused the device", () => {
    const url = `${ENDPOINT}?Cmd=FolderSync&User=a&DeviceId=b&DeviceType=GT-I9300`;
    expect(at(url)).toEqual([]);
    const [first] = diagnose(answered(request("FolderSync", folderSync, { url }), 400));
    expect(first).toMatchObject({
      rule: "url-odd-device-type",
      fix: [{ kind: "set-query", name: "DeviceType", value: "GTI9300" }],
    });
  });

  test("the version has to be there, known, and have the command", () => {
    const versioned = (version: string, command = "FolderSync") =>
      rulesOf(diagnose(request(command, folderSync, { version })));
    expect(versioned("")).toContain("version-missing");
    expect(versioned("14.2")).toContain("version-unknown");
    expect(versioned("14.1", "Find")).toContain("command-not-in-version");
    expect(versioned("16.1", "GetAttachment")).toContain("command-not-in-version");
  });

  test("a base64 query and a header that disagree are told", () => {
    const finding = find(at(`${ENDPOINT}?jQkJBAZFQVNFTDEABUVBU2Vs`), "version-contradiction");
    expect(finding.fix).toEqual([{ kind: "remove-header", name: "MS-ASProtocolVersion" }]);
  });

  test("Exchange Online is told apart: version and Basic", () => {
    const url = `https://outlook.office365.com/Microsoft-Server-ActiveSync${GOOD}`;
    const old = diagnose(
      request("FolderSync", folderSync, { url, version: "14.1", headers: [["Authorization", "Basic x"]] }),
    );
    expect(rulesOf(old)).toEqual(["exchange-online-version", "exchange-online-basic"]);
    expect(old.every(({ severity }) => severity === "warning")).toBe(true);
    expect(at(url, [["Authorization", "Bearer x"]])).toEqual([]);
  });

  test("Autodiscover has a path instead of a command", () => {
    const roundTrip = request(
      "",
      bytesOf(
        '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006"><Request><EMailAddress>megan@contoso.example</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006</AcceptableResponseSchema></Request></Autodiscover>',
      ),
      {
        url: "https://contoso.example/autodiscover/autodiscover.xml",
        contentType: "text/xml",
      },
    );
    expect(diagnose(roundTrip)).toEqual([]);
  });

  test("OPTIONS needs no query and no version", () => {
    expect(diagnose({ request: { method: "OPTIONS", url: ENDPOINT, headers: [], body: new Uint8Array(0) } })).toEqual(
      [],
    );
  });
});

describe("the body as WBXML", () => {
  test("XML text of any command is encoded by the fix", () => {
    const finding = find(
      diagnose(request("FolderSync", bytesOf('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'))),
      "xml-text-body",
    );
    expect(finding.fix?.[0]).toEqual({ kind: "set-body", body: folderSync });
  });

  test("a body of another command is told, and the query can follow it", () => {
    const finding = find(diagnose(request("Sync", folderSync)), "root-mismatch");
    expect(finding.fix).toEqual([{ kind: "set-query", name: "Cmd", value: "FolderSync" }]);
  });

  test("a body is missed where the command needs one, not where it may repeat", () => {
    const empty = new Uint8Array(0);
    expect(rulesOf(diagnose(request("FolderSync", empty)))).toEqual(["body-missing"]);
    expect(diagnose(request("Sync", empty))).toEqual([]);
    expect(diagnose(request("Ping", empty, { version: "2.5" }))).toEqual([]);
    expect(rulesOf(diagnose(request("Sync", empty, { version: "12.0" })))).toEqual(["body-missing"]);
  });

  test("damage is told with the place", () => {
    const [finding] = diagnose(request("FolderSync", folderSync.subarray(0, 10)));
    expect(finding).toMatchObject({ rule: "wbxml-truncated", severity: "error", evidence: [{ kind: "bytes" }] });
  });

  test("other bytes are told for what they are", () => {
    expect(rulesOf(diagnose(request("FolderSync", Uint8Array.of(0x1f, 0x8b, 8))))).toContain("body-not-wbxml");
    expect(diagnose(request("SendMail", Uint8Array.of(0x1f, 0x8b, 8), { version: "12.1" }))[0]?.title).toBe(
      "The body is no mail message",
    );
  });

  test("control characters in a string are an error before sending", () => {
    const root = element("FolderHierarchy", "FolderSync", element("FolderHierarchy", "SyncKey", "0\u000b"));
    expect(rulesOf(diagnose(request("FolderSync", wbxml(root))))).toEqual(["control-character"]);
  });
});
