import { element } from "@easel/codec/protocol";
import { describe, expect, test } from "vitest";
import { answered, bytesOf, find, MESSAGE, request, rulesOf, textOf, wbxml } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { HeaderList } from "./finding.ts";

const sync = (...keys: string[]) =>
  wbxml(
    element(
      "AirSync",
      "Sync",
      element(
        "AirSync",
        "Collections",
        ...keys.map((key, index) =>
          element(
            "AirSync",
            "Collection",
            element("AirSync", "SyncKey", key),
            element("AirSync", "CollectionId", String(index + 1)),
          ),
        ),
      ),
    ),
  );
const folderSync = (key: string) =>
  wbxml(element("FolderHierarchy", "FolderSync", element("FolderHierarchy", "SyncKey", key)));
const status = (namespace: string, root: string, code: string) =>
  wbxml(element(namespace, root, element(namespace, "Status", code)));

describe("a sound request with a successful answer", () => {
  const collection = element(
    "AirSync",
    "Collection",
    element("AirSync", "SyncKey", "2"),
    element("AirSync", "CollectionId", "1"),
    element("AirSync", "Status", "1"),
  );
  const done = wbxml(element("AirSync", "Sync", element("AirSync", "Collections", collection)));

  test.each([
    ["Sync", diagnose(answered(request("Sync", sync("1")), 200, done))],
    [
      "FolderSync",
      diagnose(
        answered(
          request("FolderSync", folderSync("0")),
          200,
          wbxml(
            element(
              "FolderHierarchy",
              "FolderSync",
              element("FolderHierarchy", "Status", "1"),
              element("FolderHierarchy", "SyncKey", "1"),
            ),
          ),
        ),
      ),
    ],
    ["Ping", diagnose(answered(request("Ping", new Uint8Array(0)), 200, status("Ping", "Ping", "1")))],
    [
      "MoveItems",
      diagnose(
        answered(
          request("MoveItems", wbxml(element("Move", "MoveItems"))),
          200,
          wbxml(element("Move", "MoveItems", element("Move", "Response", element("Move", "Status", "3")))),
        ),
      ),
    ],
    [
      "an old version at Exchange Online that still works",
      diagnose(
        answered(
          request("Sync", sync("1"), {
            version: "14.1",
            url: "https://outlook.office365.com/Microsoft-Server-ActiveSync?Cmd=Sync&User=a&DeviceId=b&DeviceType=c",
          }),
          200,
          done,
        ),
      ),
    ],
  ])("has nothing to say about %s", (_command, findings) => {
    expect(findings).toEqual([]);
  });

  test("says what an empty answer means", () => {
    expect(diagnose(answered(request("Sync", sync("1")), 200))).toMatchObject([
      { rule: "accepted", severity: "info", title: "No changes" },
    ]);
    const mail = diagnose(answered(request("SendMail", bytesOf(MESSAGE), { version: "12.1" }), 200));
    expect(mail[0]?.explanation).toContain("does not promise delivery");
  });
});

describe("sync keys", () => {
  test("a key the server refuses is set to 0 in the collection it belongs to", () => {
    const refused = element(
      "AirSync",
      "Collection",
      element("AirSync", "SyncKey", "0"),
      element("AirSync", "CollectionId", "2"),
      element("AirSync", "Status", "3"),
    );
    const reply = wbxml(element("AirSync", "Sync", element("AirSync", "Collections", refused)));
    const finding = diagnose(answered(request("Sync", sync("11", "22")), 200, reply))[0];
    expect(finding).toMatchObject({
      rule: "stale-sync-key",
      fix: [{ kind: "set-content", path: "/Sync/Collections/Collection[2]/SyncKey", content: "0" }],
    });
    expect(finding?.explanation).toContain("“22”");
  });

  test("FolderSync 9 is the same story", () => {
    const finding = diagnose(
      answered(request("FolderSync", folderSync("7")), 200, status("FolderHierarchy", "FolderSync", "9")),
    )[0];
    expect(finding).toMatchObject({ rule: "stale-sync-key", fix: [{ path: "/FolderSync/SyncKey", content: "0" }] });
  });

  test("a key of 0 that is refused has no fix to offer", () => {
    const finding = diagnose(
      answered(request("FolderSync", folderSync("0")), 200, status("FolderHierarchy", "FolderSync", "9")),
    )[0];
    expect(finding?.fix).toBeUndefined();
  });

  test("501 to Sync may be SOGo's way to say so", () => {
    const findings = diagnose(answered(request("Sync", sync("7", "0")), 501));
    expect(find(findings, "sync-key-501").fix).toEqual([
      { kind: "set-content", path: "/Sync/Collections/Collection[1]/SyncKey", content: "0" },
    ]);
    expect(rulesOf(diagnose(answered(request("Sync", sync("0")), 501)))).toEqual(["http-501"]);
  });

  test("an empty or missing key is seen before sending", () => {
    expect(diagnose(request("Sync", sync("")))[0]).toMatchObject({ rule: "sync-key-empty", fix: [{ content: "0" }] });
    expect(rulesOf(diagnose(request("FolderSync", wbxml(element("FolderHierarchy", "FolderSync")))))).toEqual([
      "sync-key-missing",
    ]);
  });

  test("a partial Sync may leave keys out", () => {
    const collection = element("AirSync", "Collection", element("AirSync", "CollectionId", "5"));
    const root = element(
      "AirSync",
      "Sync",
      element("AirSync", "Collections", collection),
      element("AirSync", "Partial"),
    );
    expect(diagnose(request("Sync", wbxml(root)))).toEqual([]);
  });
});

describe("Status values", () => {
  test("stand after the fault of the request that explains them", () => {
    const root = element(
      "ComposeMail",
      "SendMail",
      element("ComposeMail", "ClientId", "1"),
      element("ComposeMail", "Mime", MESSAGE),
    );
    const findings = diagnose(
      answered(request("SendMail", wbxml(root)), 200, status("ComposeMail", "SendMail", "102")),
    );
    expect(rulesOf(findings)).toEqual(["mime-not-opaque", "status-102"]);
    expect(findings[1]?.explanation).toContain("The request explains it: Mime is inline text");
  });

  test("are told once per kind, with the places", () => {
    const add = () => element("AirSync", "Add", element("AirSync", "Status", "6"));
    const reply = wbxml(
      element(
        "AirSync",
        "Sync",
        element(
          "AirSync",
          "Collections",
          element(
            "AirSync",
            "Collection",
            element("AirSync", "Status", "1"),
            element("AirSync", "SyncKey", "2"),
            element("AirSync", "Responses", add(), add()),
          ),
        ),
      ),
    );
    const findings = diagnose(answered(request("Sync", sync("1")), 200, reply));
    expect(rulesOf(findings)).toEqual(["status-6"]);
    expect(findings[0]?.evidence).toHaveLength(2);
  });

  test("nobody documents are told as such", () => {
    const findings = diagnose(answered(request("Sync", sync("1")), 200, status("AirSync", "Sync", "99")));
    expect(findings[0]).toMatchObject({ rule: "status-99", severity: "error" });
    expect(findings[0]?.explanation).toContain("has no Status 99");
  });

  test("that are notices are information", () => {
    const policy = element("Provision", "Policy", element("Provision", "Status", "2"));
    const reply = wbxml(
      element("Provision", "Provision", element("Provision", "Status", "1"), element("Provision", "Policies", policy)),
    );
    expect(
      diagnose(answered(request("Provision", wbxml(element("Provision", "Provision"))), 200, reply)),
    ).toMatchObject([{ rule: "status-2", severity: "info" }]);
  });
});

describe("provisioning", () => {
  test.each(["141", "142", "143", "144"])("Status %s leads to Provision", (code) => {
    const findings = diagnose(
      answered(request("FolderSync", folderSync("0")), 200, status("FolderHierarchy", "FolderSync", code)),
    );
    expect(rulesOf(findings)).toEqual([`status-${code}`]);
    expect(findings[0]?.advice).toContain("Provision");
  });

  test("says whether a key was sent, and never which", () => {
    const with449 = (headers: HeaderList) =>
      diagnose(answered(request("FolderSync", folderSync("0"), { version: "12.1", headers }), 449))[0]?.explanation;
    expect(with449([])).toContain("no policy key");
    expect(with449([["X-MS-PolicyKey", "0"]])).toContain("policy key 0");
    expect(with449([["X-MS-PolicyKey", "3942919513"]])).toContain("not the current one");
    expect(with449([["X-MS-PolicyKey", "3942919513"]])).not.toContain("3942919513");
  });

  test("Status 165 asks for DeviceInformation", () => {
    const findings = diagnose(
      answered(
        request("Provision", wbxml(element("Provision", "Provision"))),
        200,
        status("Provision", "Provision", "165"),
      ),
    );
    expect(findings[0]).toMatchObject({ rule: "status-165" });
    expect(findings[0]?.advice).toContain("DeviceInformation");
  });
});

describe("HTTP answers", () => {
  const ask = (
    code: number,
    headers: HeaderList = [],
    body: Uint8Array = new Uint8Array(0),
    requestHeaders: HeaderList = [],
    url?: string,
  ) =>
    diagnose(
      answered(request("Sync", sync("1"), { headers: requestHeaders, ...(url ? { url } : {}) }), code, body, headers),
    );
  const online = "https://outlook.office365.com/Microsoft-Server-ActiveSync?Cmd=Sync&User=a&DeviceId=b&DeviceType=c";

  test("401 tells Basic at Exchange Online from a wrong password, a missing header and a bad token", () => {
    const basic: HeaderList = [["Authorization", "Basic x"]];
    expect(ask(401, [], undefined, basic, online)[0]?.title).toContain("Exchange Online");
    expect(ask(401, [["WWW-Authenticate", 'Basic realm="x"']], undefined, basic)[0]?.explanation).toContain(
      "password is wrong",
    );
    expect(ask(401, [["WWW-Authenticate", "Bearer"]], undefined, basic)[0]?.explanation).toContain("does not take");
    expect(ask(401)[0]?.explanation).toContain("no Authorization header");
    expect(ask(401, [], undefined, [["Authorization", "Bearer x"]])[0]?.explanation).toContain("token");
  });

  test.each([400, 403, 404, 411, 413, 456, 457, 501, 502, 504, 507, 418])("%i is an error with a sentence", (code) => {
    const finding = find(ask(code), `http-${code}`);
    expect(finding.severity).toBe("error");
    expect(finding.explanation).toMatch(/^[A-Z].{15,}\.$/);
  });

  test("451 names the place to go", () => {
    const finding = find(
      ask(451, [["X-MS-Location", "https://eas2.contoso.example/Microsoft-Server-ActiveSync"]]),
      "http-451",
    );
    expect(finding.explanation).toContain("eas2.contoso.example");
    expect(find(ask(451), "http-451").advice).toContain("Autodiscover");
  });

  test("503 says how long to wait, and why", () => {
    expect(find(ask(503, [["Retry-After", "600"]]), "http-503").explanation).toContain("600 s");
    expect(find(ask(503, [["X-MS-ASThrottle", "CommandFrequency"]]), "throttled").explanation).toContain(
      "CommandFrequency",
    );
  });

  test("500 blames the request only when something is wrong with it", () => {
    expect(ask(500)).toMatchObject([{ rule: "http-500", severity: "info" }]);
    const faulty = diagnose(
      answered(request("SendMail", bytesOf("From: a@x.example To: b@x.example"), { version: "12.1" }), 500),
    );
    expect(find(faulty, "http-500")).toMatchObject({ severity: "error" });
    expect(faulty[0]?.rule).toBe("mime-headers-glued");
  });

  test("X-MS-BackOffDuration is information, whichever its sign", () => {
    const negative = find(ask(500, [["X-MS-BackOffDuration", "L/-470"]]), "back-off");
    expect(negative).toMatchObject({ severity: "info" });
    expect(negative.explanation).toContain("no wait");
    expect(find(ask(200, [["X-MS-BackOffDuration", "H/90"]]), "back-off").explanation).toContain("90 s");
  });

  test("a web page is no answer of ActiveSync, even with 200", () => {
    const page = bytesOf("<!DOCTYPE html><html><body>Sign in</body></html>");
    expect(find(ask(200, [["Content-Type", "text/html"]], page), "html-answer").severity).toBe("error");
    expect(find(ask(500, [["Content-Type", "text/html"]], page), "html-answer").severity).toBe("info");
    const xhtml = bytesOf('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head/></html>');
    expect(rulesOf(ask(500, [["Content-Type", "text/html"]], xhtml))).toContain("html-answer");
  });

  test("WBXML that is cut off, compressed or something else is named", () => {
    const wbxmlType: HeaderList = [["Content-Type", "application/vnd.ms-sync.wbxml"]];
    expect(rulesOf(ask(200, wbxmlType, status("AirSync", "Sync", "1").subarray(0, 9)))).toContain(
      "reply-wbxml-truncated",
    );
    expect(rulesOf(ask(200, wbxmlType, Uint8Array.of(0x1f, 0x8b, 8, 0)))).toEqual(["answer-compressed"]);
    expect(rulesOf(ask(200, wbxmlType, bytesOf('{"error":1}')))).toEqual(["answer-not-wbxml"]);
  });
});

test("what the proxy could not do comes first", () => {
  const roundTrip = request("SendMail", bytesOf("no headers"), { version: "12.1" });
  const findings = diagnose({
    ...roundTrip,
    error: { code: "dns-failed", message: "mail.contoso.example has no address." },
  });
  expect(findings[0]).toMatchObject({ rule: "relay-dns-failed", explanation: "mail.contoso.example has no address." });
  expect(
    diagnose({ ...request("Sync", sync("1")), error: { code: "new-code", message: "Why." } })[0]?.explanation,
  ).toBe("Why.");
});

test("evidence in a multipart answer counts in the whole body", () => {
  const part = status("ItemOperations", "ItemOperations", "2");
  const body = Uint8Array.from([1, 0, 0, 0, 12, 0, 0, 0, part.length, 0, 0, 0, ...part]);
  const roundTrip = answered(request("ItemOperations", wbxml(element("ItemOperations", "ItemOperations"))), 200, body, [
    ["Content-Type", "application/vnd.ms-sync.multipart"],
  ]);
  const [finding] = diagnose(roundTrip);
  const evidence = finding?.evidence[0];
  const span = evidence?.kind === "element" ? evidence.span : undefined;
  expect(finding?.rule).toBe("status-2");
  expect(textOf(body.subarray(span?.start, span?.end))).toContain("2");
  expect(body[span?.start ?? 0]).toBe(0x4d);
});
