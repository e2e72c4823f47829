import { concatBytes } from "@easel/codec/bytes";
import { describe, expect, test } from "vitest";
import { bytesOf, find, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import { toCrlf } from "./line-ends.ts";

const RAW = Uint8Array.of(0, 10, 13, 10, 10, 255, 13, 0, 65, 10);
const head = (newline: string) =>
  [
    "From: megan@contoso.example",
    "To: alex@contoso.example",
    "Subject: Hello",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b1"',
    "",
    "--b1",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "Hello",
    "--b1",
    "Content-Type: application/octet-stream",
    "Content-Transfer-Encoding: binary",
    "",
    "",
  ].join(newline);
const withBinary = (newline: string) =>
  concatBytes([bytesOf(head(newline)), RAW, bytesOf(`${newline}--b1--${newline}`)]);
const bare = (message: Uint8Array) => diagnose(request("SendMail", message, { version: "12.1" }));
const bodyOf = (findings: ReturnType<typeof bare>, rule: string) => {
  const edit = find(findings, rule).fix?.[0];
  return edit?.kind === "set-body" ? edit.body : undefined;
};

describe("line ends", () => {
  test("become CRLF around a binary part, whose bytes stay", () => {
    expect(toCrlf(withBinary("\n"))).toEqual(withBinary("\r\n"));
    expect(toCrlf(withBinary("\r\n"))).toEqual(withBinary("\r\n"));
  });

  test("the fix of bare LF says that it changes the text too, and spares the binary part", () => {
    const findings = bare(withBinary("\n"));
    const rule = rulesOf(findings).find((name) => name === "mime-mixed-line-ends" || name === "mime-bare-lf") ?? "";
    expect(find(findings, rule).advice).toMatch(/changes every line end.*in the text.*binary stays.*1 part/);
    expect(bodyOf(findings, rule)).toEqual(withBinary("\r\n"));
  });

  test("odd bytes inside a binary part are nothing to mend", () => {
    expect(rulesOf(bare(withBinary("\r\n")))).toEqual([]);
  });

  test("a binary body of the whole message stays", () => {
    const headers =
      "From: a@x.example\nTo: b@x.example\nMIME-Version: 1.0\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: binary\n\n";
    const message = concatBytes([bytesOf(headers), RAW]);
    expect(toCrlf(message)).toEqual(concatBytes([bytesOf(headers.replaceAll("\n", "\r\n")), RAW]));
  });

  test("separating the headers says so only when it changes line ends besides", () => {
    const glued = "From: megan@contoso.example To: alex@contoso.example Subject: Hello MIME-Version: 1.0";
    const advice = (newline: string) =>
      find(bare(bytesOf(`${glued}${newline}${newline}Hello${newline}`)), "mime-headers-glued").advice;
    expect(advice("\n")).toContain("also changes every line end of the message to CRLF");
    expect(advice("\r\n")).not.toContain("also changes");
  });
});
