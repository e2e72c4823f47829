import { describe, expect, it } from "vitest";
import type { StageName } from "../contract.ts";
import { checkTarget, EXCHANGE_ONLINE } from "../guard/index.ts";
import { BadAnswerError } from "../http1/index.ts";
import { explainFailure, explainTimeout } from "./explain-failure.ts";
import { CertificateError } from "./upstream.ts";

const url = "https://outlook.office365.com/Microsoft-Server-ActiveSync?User=hush";
const target = checkTarget({ method: "POST", url, headers: [] }, EXCHANGE_ONLINE);
const coded = (code: string) => Object.assign(new Error("hush"), { code });

describe("explainFailure", () => {
  it.each([
    ["resolving", coded("ENOTFOUND"), "dns-failed"],
    ["resolving", new Error("hush"), "dns-failed"],
    ["connecting", coded("ECONNREFUSED"), "connection-refused"],
    ["connecting", new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]), "connection-refused"],
    ["connecting", coded("EHOSTUNREACH"), "connection-failed"],
    ["connecting", coded("ETIMEDOUT"), "connection-failed"],
    ["connecting", "not even an error", "connection-failed"],
    ["securing", coded("ERR_SSL_WRONG_VERSION_NUMBER"), "tls-failed"],
    ["securing", coded("ERR_SSL_UNSUPPORTED_PROTOCOL"), "tls-failed"],
    ["securing", coded("ECONNRESET"), "tls-failed"],
    ["securing", new CertificateError("CERT_NOT_YET_VALID", undefined), "certificate"],
    ["securing", new CertificateError("SOMETHING_NEW", undefined), "certificate"],
    ["waiting", coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"), "tls-failed"],
    ["waiting", new BadAnswerError("its first line is no status line"), "bad-answer"],
    ["waiting", new BadAnswerError("its headers do not end", true), "bad-answer"],
    ["sending", coded("EPIPE"), "reset"],
    ["receiving", coded("ECONNRESET"), "reset"],
    ["receiving", undefined, "reset"],
  ] as [StageName, unknown, string][])("while %s, explains %o as %s", (stage, error, code) => {
    const problem = explainFailure(error, { target, stage, bodyBytes: 7 });
    expect(problem).toMatchObject({ code, stage });
    expect(problem.message).toContain("outlook.office365.com");
    expect(problem.message).toMatch(/\.$/);
    expect(problem.advice).toMatch(/\.$/);
    // The query and the runtime's own words may hold anything.
    expect(JSON.stringify(problem)).not.toContain("hush");
  });

  it("warns of sending twice when a request may have been carried out", () => {
    expect(explainFailure(coded("ECONNRESET"), { target, stage: "waiting", bodyBytes: 0 }).advice).toContain("twice");
  });
});

describe("explainTimeout", () => {
  it.each(["resolving", "connecting", "securing", "sending", "waiting", "receiving"] as StageName[])(
    "names server and seconds while %s",
    (stage) => {
      const problem = explainTimeout({ target, stage, bodyBytes: 7 }, 15_000);
      expect(problem).toMatchObject({ code: "timeout", stage });
      expect(problem.message).toContain("outlook.office365.com");
      expect(problem.message).toContain("15 s");
    },
  );
});
