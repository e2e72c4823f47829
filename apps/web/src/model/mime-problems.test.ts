import { PieceText } from "@easel/codec/pieces";
import { diagnose } from "@easel/doctor/diagnosis";
import { describe, expect, it } from "vitest";
import { buildWire } from "./build-wire.ts";
import { liveDraft } from "./live-draft.ts";
import { mimeProblems } from "./mime-problems.ts";
import { starterDraft } from "./starters.ts";

function placed(mime: string, version = "12.1") {
  const draft = liveDraft(starterDraft("SendMail", version));
  const wire = buildWire({ ...draft, mime: PieceText.of(mime) }, "https://x/Microsoft-Server-ActiveSync");
  return mimeProblems(wire, diagnose({ request: { ...wire, body: wire.body.toBytes() } })).map(({ span, severity }) => [
    mime.slice(span.start, span.end),
    severity,
  ]);
}
const message = (...headers: string[]) =>
  ["From: a@b.example", "To: c@d.example", "MIME-Version: 1.0", ...headers, "", "x", ""].join("\r\n");

describe("mimeProblems", () => {
  it("marks a charset and an encoding nobody knows, at their values", () => {
    const type = "text/plain; charset=klingon";
    expect(placed(message(`Content-Type: ${type}`, "Content-Transfer-Encoding: base-64"))).toEqual([
      [type, "warning"],
      ["base-64", "error"],
    ]);
  });

  it("is silent about a line of which the scan has told", () => {
    expect(placed(message("Date: 23. November 2026"))).toEqual([]);
  });

  it("says nothing of a sound message", () => {
    const sound = [
      "From: a@b.example",
      "To: c@d.example",
      "Date: Mon, 23 Nov 2026 08:00:00 +0000",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "x",
      "",
    ].join("\r\n");
    expect(placed(sound)).toEqual([]);
  });
});
