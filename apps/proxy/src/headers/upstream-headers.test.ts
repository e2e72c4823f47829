import { describe, expect, it } from "vitest";
import type { HeaderList, RelayRequest } from "../contract.ts";
import { RelayError } from "../errors.ts";
import { buildUpstreamHeaders } from "./upstream-headers.ts";

function build(headers: HeaderList, bodyBytes = 5, method: RelayRequest["method"] = "POST") {
  return buildUpstreamHeaders({ headers, method }, "mail.example.com:8443", bodyBytes);
}

describe("buildUpstreamHeaders", () => {
  it("puts Host first and Content-Length last and touches nothing between", () => {
    expect(
      build([
        ["x-B", " 2 "],
        ["X-A", ""],
        ["x-b", "1"],
      ]),
    ).toEqual([
      ["Host", "mail.example.com:8443"],
      ["x-B", " 2 "],
      ["X-A", ""],
      ["x-b", "1"],
      ["Content-Length", "5"],
    ]);
  });

  it("announces an empty POST body but no body of OPTIONS", () => {
    expect(build([], 0)).toContainEqual(["Content-Length", "0"]);
    expect(build([], 0, "OPTIONS")).toEqual([["Host", "mail.example.com:8443"]]);
    expect(build([], 3, "OPTIONS")).toContainEqual(["Content-Length", "3"]);
  });

  it("keeps Host and Content-Length that are true where they stand", () => {
    const given: HeaderList = [
      ["content-length", "5"],
      ["A", "b"],
      ["host", "Mail.example.com:8443"],
    ];
    expect(build(given)).toEqual(given);
  });

  it.each([
    [["Connection", "keep-alive"], "Connection"],
    [["keep-alive", "timeout=5"], "keep-alive"],
    [["Transfer-Encoding", "chunked"], "Transfer-Encoding"],
    [["TE", "trailers"], "TE"],
    [["Trailer", "X"], "Trailer"],
    [["Upgrade", "h2c"], "Upgrade"],
    [["Proxy-Authorization", "Basic hush"], "Proxy-Authorization"],
    [["Proxy-Connection", "close"], "Proxy-Connection"],
    [["HTTP2-Settings", "x"], "HTTP2-Settings"],
    [["Host", "evil.example"], "Host"],
    [["Host", ""], "Host"],
    [["Content-Length", "6"], "Content-Length"],
    [["Content-Length", "5, 5"], "Content-Length"],
    [["X-Split", "hush\r\nHost: evil.example"], "X-Split"],
    [["X-Null", "hush\0"], "X-Null"],
    [["X-Wide", "hush\u2028"], "X-Wide"],
    [["X Space", "hush"], "name"],
    [["X:Colon", "hush"], "name"],
    [["X\r\nY", "hush"], "name"],
    [["", "hush"], "name"],
  ] as [[string, string], string][])("refuses %j and says which", (header, named) => {
    try {
      build([["Fine", "ok"], header]);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RelayError);
      if (!(error instanceof RelayError)) return;
      expect(error.problem.code).toBe("header-not-allowed");
      expect(error.problem.message).toContain(named);
      expect(JSON.stringify(error.problem)).not.toContain("hush");
    }
  });

  it("refuses a second Host or Content-Length even when both are true", () => {
    expect(() =>
      build([
        ["Host", "mail.example.com:8443"],
        ["host", "mail.example.com:8443"],
      ]),
    ).toThrow(RelayError);
    expect(() =>
      build([
        ["Content-Length", "5"],
        ["Content-Length", "5"],
      ]),
    ).toThrow(RelayError);
  });

  it("takes only the white space HTTP allows for none: a no-break space is part of the value", () => {
    expect(() => build([["Content-Length", "5\u00a0"]], 5)).toThrow(/Content-Length must be 5/);
    expect(build([["Content-Length", " 5\t"]], 5)).toContainEqual(["Content-Length", " 5\t"]);
  });
});
