import { describe, expect, it } from "vitest";
import { RelayError } from "../errors.ts";
import { readRelayRequest } from "./relay-request.ts";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const good = { method: "POST", url: "https://mail.example.com/Microsoft-Server-ActiveSync", headers: [["A", "ü"]] };

function codeOf(header: string | undefined): string | undefined {
  try {
    readRelayRequest(header);
    return undefined;
  } catch (error) {
    return error instanceof RelayError ? error.problem.code : "thrown";
  }
}

describe("readRelayRequest", () => {
  it("reads what contract.ts describes", () => {
    expect(readRelayRequest(encode(good))).toEqual(good);
    expect(readRelayRequest(encode({ ...good, timeoutMs: 5000 }))).toEqual({ ...good, timeoutMs: 5000 });
  });

  it("reads base64url with and without padding", () => {
    const text = JSON.stringify({ ...good, url: "https://a/>>>???" });
    const header = Buffer.from(text).toString("base64url");
    expect(readRelayRequest(header).url).toBe("https://a/>>>???");
    expect(readRelayRequest(Buffer.from(text).toString("base64")).url).toBe("https://a/>>>???");
  });

  it.each([
    ["nothing", undefined],
    ["an empty header", ""],
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("{").toString("base64url")],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]).toString("base64url")],
    ["null", encode(null)],
    ["a list", encode([])],
    ["no URL", encode({ method: "POST", headers: [] })],
    ["a URL that is a number", encode({ ...good, url: 1 })],
    ["headers as an object", encode({ ...good, headers: { A: "b" } })],
    ["a header of three", encode({ ...good, headers: [["A", "b", "c"]] })],
    ["too many headers", encode({ ...good, headers: Array(201).fill(["A", "b"]) })],
    ["a negative time", encode({ ...good, timeoutMs: -1 })],
    ["a time in words", encode({ ...good, timeoutMs: "long" })],
    ["a field it does not know", encode({ ...good, follow: true })],
  ])("refuses %s", (_what, header) => {
    expect(codeOf(header)).toBe("bad-relay-request");
  });

  it.each(["PUT", "DELETE", "CONNECT", "TRACE", "post", ""])("refuses the method %j", (method) => {
    expect(codeOf(encode({ ...good, method }))).toBe("target-method");
  });
});
