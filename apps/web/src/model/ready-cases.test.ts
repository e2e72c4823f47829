import { decodeWbxml } from "@easel/codec/wbxml";
import { diagnose, type Finding } from "@easel/doctor/diagnosis";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { applyEdits } from "./apply-fix.ts";
import type { Draft } from "./draft.ts";
import { readyCases } from "./ready-cases.ts";
import { draftOfCase } from "./starters.ts";

const ENDPOINT = "http://127.0.0.1:4401/Microsoft-Server-ActiveSync";
const isFault = ({ severity }: Finding) => severity !== "info";

function findingsOf(draft: Draft): Finding[] {
  const { method, url, headers, body } = buildWholeWire(draft, ENDPOINT);
  return diagnose({ request: { method, url, headers, body } });
}

/** Presses Fix on the first finding that has one until none is left. */
function fixAll(draft: Draft): Draft {
  let fixed = draft;
  for (let press = 0; press < 8; press++) {
    const fix = findingsOf(fixed).find((finding) => finding.fix)?.fix;
    if (!fix) return fixed;
    fixed = applyEdits(fixed, fix, ENDPOINT);
  }
  return fixed;
}

describe("the ready-made cases and the doctor's fixes", () => {
  it("case A becomes the bare message, headers on lines of their own, and nothing is left to fix", () => {
    const draft = draftOfCase("xml-at-12-1");
    expect(findingsOf(draft).filter(isFault)).not.toEqual([]);
    const fixed = fixAll(draft);
    expect(findingsOf(fixed).filter(isFault)).toEqual([]);
    const wire = buildWholeWire(fixed, ENDPOINT);
    const text = new TextDecoder().decode(wire.body);
    expect(wire.bodyKind).toBe("mime");
    expect(text).toMatch(/^From: megan@contoso\.example\r\nTo: alex@contoso\.example\r\n/);
    expect(text).toMatch(/\r\n\r\nThis is the body text\./);
    expect(fixed.headers).toEqual([]);
  });

  it("case B becomes opaque bytes of the same message", () => {
    const draft = draftOfCase("base64-at-14-1");
    expect(findingsOf(draft).filter(isFault)).not.toEqual([]);
    const message = buildWholeWire(draft, ENDPOINT).mime?.bytes;
    const fixed = fixAll(draft);
    expect(findingsOf(fixed).filter(isFault)).toEqual([]);
    const wire = buildWholeWire(fixed, ENDPOINT);
    expect(wire.mime?.bytes).toEqual(message);
    expect(wire.mime?.bodyOffset).toBeGreaterThan(0);
    expect(decodeWbxml(wire.body).problems).toEqual([]);
    expect(fixed.xml).toContain('xmlns="ComposeMail:"');
  });

  it("are told with a ClientId of their own each time, and are otherwise the same", () => {
    const clientId = /633724606026\d{6}/;
    for (const { id } of readyCases) {
      const [first, second] = [draftOfCase(id), draftOfCase(id)];
      expect(second.xml.replace(clientId, "")).toBe(first.xml.replace(clientId, ""));
      if (clientId.test(first.xml)) expect(second.xml).not.toBe(first.xml);
    }
  });
});
