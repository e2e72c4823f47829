import { scanMime } from "@easel/codec/mime";
import { describe, expect, it } from "vitest";
import { diagnose } from "../src/diagnosis/index.ts";

const BYTES = 2_000_000;
const shapes: Record<string, (bytes: number) => string> = {
  "lines without a colon": (n) => `${"0123456789abcdef".repeat(4)}\r\n`.repeat(n / 66),
  "two-byte lines": (n) => "a\n".repeat(n / 2),
  "bare carriage returns": (n) => "a\r".repeat(n / 2),
  "one header again and again": (n) => "X-A: b\r\n".repeat(n / 8),
  "one folded header": (n) => `X: a\r\n${" b\r\n".repeat(n / 4)}`,
  "headers glued on one line": (n) => `From: a ${"To: b ".repeat(n / 6)}`,
  "colons alone": (n) => ":".repeat(n),
  "boundaries that never close": (n) => `Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--x\r\n".repeat(n / 5)}`,
  "almost boundaries": (n) => `Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--xy\r\n".repeat(n / 6)}`,
  "bad base64": (n) => `Content-Transfer-Encoding: base64\r\n\r\n${"A=B\r\n".repeat(n / 5)}`,
  "bad quoted-printable": (n) => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${"=ZZ=\r\n".repeat(n / 6)}`,
  "XML tags": (n) => `<SendMail>${"<a>".repeat(n / 3)}`,
  "encoded words begun": (n) => `Subject: ${"=?utf-8?Q?".repeat(n / 10)}`,
  "spaces in a header": (n) => `Subject: ${" ".repeat(n)}x`,
  "8-bit text": (n) => "é".repeat(n / 2),
  "escaped quotes": (n) => `Content-Type: a; b="${'\\"'.repeat(n / 2)}`,
  parameters: (n) => `Content-Type: text/plain${"; a=b".repeat(n / 5)}`,
  "a date of numbers": (n) => `Date: ${"1 ".repeat(n / 2)}`,
  "angle brackets": (n) => "<".repeat(n),
  "hex digits": (n) => "0a ".repeat(n / 3),
};

/** A quadratic scan takes minutes on these; the limit is the suite's, not a measurement. */
describe("2 MB of hostile mail are read to the end:", { timeout: 60_000 }, () => {
  for (const [name, make] of Object.entries(shapes)) {
    it(name, () => {
      const body = new TextEncoder().encode(make(BYTES));
      expect(scanMime(body).message.length).toBe(body.length);
      const url = "https://x/Microsoft-Server-ActiveSync?Cmd=SendMail&User=a&DeviceId=b&DeviceType=c";
      const headers: [string, string][] = [
        ["MS-ASProtocolVersion", "12.1"],
        ["Content-Type", "message/rfc822"],
      ];
      expect(diagnose({ request: { method: "POST", url, headers, body } }).length).toBeGreaterThan(0);
    });
  }
});
