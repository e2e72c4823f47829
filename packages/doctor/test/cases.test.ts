import { describe, expect, test } from "vitest";
import { diagnose } from "../src/diagnosis/index.ts";
import { caseIds, readCase, soundIds } from "./read-case.ts";

/** For each recorded failure the rule that tells its cause; it has to be among the first three findings. */
const causes: Record<string, string> = {
  "001-sendmail-xml-document-as-rfc822-body-121": "mail-xml-body-before-14",
  "002-sendmail-mime-headers-on-one-line": "mime-headers-glued",
  "003-sendmail-mime-base64-text-in-wbxml-141": "mime-not-opaque",
  "009-smartforward-meeting-status-120-on-16": "status-120",
  "010-sendmail-102-invite-reply-16": "status-102",
  "014-mime-date-header-localised": "reply-mime-bad-date",
  "016-sendmail-chunked-transfer-411": "chunked-request",
  "022-wbxml-inline-string-not-utf8": "wbxml-invalid-utf8",
  "024-wbxml-empty-string-without-terminator": "wbxml-truncated",
  "025-control-characters-in-text": "reply-control-character",
  "029-basic-auth-401-exchange-online": "http-401",
  "037-451-redirect-not-followed": "http-451",
  "041-devicetype-with-hyphen": "url-odd-device-type",
  "045-foldersync-449-or-142-no-policy-key": "http-449",
  "059-http-403-device-type-denied": "http-403",
  "060-sync-status-3-invalid-synckey": "stale-sync-key",
  "063-foldersync-status-10-malformed": "sync-key-missing",
  "069-throttled-too-many-identical-commands": "throttled",
  "072-empty-synckey-element": "sync-key-empty",
};

/** The fault lies on the server, or in what other requests did: nothing here may be blamed. */
const silent = [
  "032-default-version-in-side-command",
  "075-control-empty-ping-body",
  "076-control-two-options-email-and-sms",
];

describe("recorded failures", () => {
  test.each(Object.entries(causes))("%s is explained by %s among the first three", (id, rule) => {
    const found = diagnose(readCase(id)).map((finding) => finding.rule);
    expect(found.slice(0, 3)).toContain(rule);
  });

  test.each(silent)("%s is blamed on nothing in the round trip", (id) => {
    expect(diagnose(readCase(id)).filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test.each(soundIds)("%s went well, so there is no error and no warning", (id) => {
    expect(diagnose(readCase(id, "sound")).filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("every case file is in one of the lists", () => {
    expect([...Object.keys(causes), ...silent].sort()).toEqual([...caseIds].sort());
  });
});
