import { element } from "@easel/codec/protocol";
import { describe, expect, test } from "vitest";
import { bytesOf, find, MESSAGE, request, rulesOf, textOf, wbxml } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { Finding } from "./finding.ts";

const bare = (message: string | Uint8Array) =>
  diagnose(request("SendMail", typeof message === "string" ? bytesOf(message) : message, { version: "12.1" }));
const fixed = (finding: Finding): string => {
  const edit = finding.fix?.[0];
  return edit?.kind === "set-body" ? textOf(edit.body) : "";
};

const GLUED =
  'From: megan@contoso.example To: alex@contoso.example Cc: Bcc: Subject: From NSync MIME-Version: 1.0 Content-Type: text/plain; charset="iso-8859-1" Content-Transfer-Encoding: 7bit X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.3350 This is the body text.';

describe("the form of the message", () => {
  test("headers on one line are separated, empty ones dropped, the text put below a blank line", () => {
    const finding = find(bare(GLUED), "mime-headers-glued");
    expect(finding.explanation).toContain("guess");
    expect(fixed(finding)).toBe(
      [
        "From: megan@contoso.example",
        "To: alex@contoso.example",
        "Subject: From NSync",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="iso-8859-1"',
        "Content-Transfer-Encoding: 7bit",
        "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.3350",
        "",
        "This is the body text.",
      ].join("\r\n"),
    );
  });

  test("the mended message has no fault left", () => {
    expect(bare(fixed(find(bare(GLUED), "mime-headers-glued")))).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ["LF", "mime-bare-lf", MESSAGE.replaceAll("\r\n", "\n"), MESSAGE],
    ["mixed line ends", "mime-mixed-line-ends", MESSAGE.replace("\r\n", "\n"), MESSAGE],
    ["CR alone", "mime-bare-cr", MESSAGE.replaceAll("\r\n", "\r"), MESSAGE],
    ["an empty Cc", "mime-empty-header", MESSAGE.replace("Subject", "Cc:\r\nSubject"), MESSAGE],
    ["text without blank line", "mime-no-blank-line", MESSAGE.replace("\r\n\r\n", "\r\n"), MESSAGE],
    ["a blank line first", "mime-leading-blank-line", `\r\n${MESSAGE}`, MESSAGE],
    ["a byte order mark", "mime-byte-order-mark", `\ufeff${MESSAGE}`, MESSAGE],
    ["an indented header", "mime-header-indented", MESSAGE.replace("To:", "   To:"), MESSAGE],
    [
      "MIME without version",
      "mime-missing-mime-version",
      MESSAGE.replace("MIME-Version: 1.0\r\n", ""),
      MESSAGE.replace("MIME-Version: 1.0\r\n", "").replace("us-ascii\r\n", "us-ascii\r\nMIME-Version: 1.0\r\n"),
    ],
    [
      "8-bit text in 7bit",
      "mime-eight-bit-in-7bit",
      MESSAGE.replace("Hello\r\n\r", "Hé\r\n\r").replace("\r\n\r\nHello", "\r\n\r\nHé"),
      MESSAGE.replace("\r\n\r\nHello", "\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHé"),
    ],
  ])("%s is mended", (_what, rule, broken, whole) => {
    const message = rule === "mime-eight-bit-in-7bit" ? MESSAGE.replace("\r\n\r\nHello", "\r\n\r\nHé") : broken;
    const finding = find(bare(message), rule);
    expect(fixed(finding)).toBe(whole);
  });

  test("bytes that are no UTF-8 survive a repair", () => {
    const latin1 = Uint8Array.from([...bytesOf(MESSAGE.replaceAll("\r\n", "\n")), 0xe9, 0x0a]);
    const edit = find(bare(latin1), "mime-bare-lf").fix?.[0];
    expect(edit?.kind === "set-body" && [...edit.body].slice(-3)).toEqual([0xe9, 0x0d, 0x0a]);
  });

  test("what no machine can mend has advice and no fix", () => {
    const findings = bare("Subject: x\r\n\r\nHi");
    expect(find(findings, "mime-missing-recipients")).toMatchObject({ severity: "error" });
    expect(find(findings, "mime-missing-from").fix).toBeUndefined();
  });

  test("evidence is the line and its bytes, and the element when the message is inside one", () => {
    const lf = MESSAGE.replace("Subject: Hello\r\n", "Subject: Hello\n");
    const root = element(
      "ComposeMail",
      "SendMail",
      element("ComposeMail", "ClientId", "1"),
      element("ComposeMail", "Mime", bytesOf(lf)),
    );
    const finding = find(diagnose(request("SendMail", wbxml(root))), "mime-mixed-line-ends");
    const at = lf.indexOf("Hello\n") + 5;
    expect(finding.evidence).toMatchObject([
      { side: "request", kind: "mime", line: 3, span: { start: at, end: at + 1 } },
      { side: "request", kind: "element", path: "/SendMail/Mime" },
    ]);
    expect(finding.fix).toEqual([{ kind: "set-content", path: "/SendMail/Mime", content: bytesOf(MESSAGE) }]);
  });

  test("a command that is no mail command is not judged as mail", () => {
    expect(rulesOf(diagnose(request("Sync", bytesOf("From: x\n"))))).not.toContain("mime-bare-lf");
  });
});
