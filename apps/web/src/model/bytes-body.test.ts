import { decodeHex, encodeBase64 } from "@easel/codec/bytes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildWholeWire, readWhole, writeWhole } from "../../test/whole-wire.ts";
import { applyEdits } from "./apply-fix.ts";
import { leaveBytes, setXml, withBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { headerOf } from "./header-list.ts";
import { draftFromPaste } from "./paste.ts";
import { readQuery, setBodyForm, setVersion } from "./query.ts";
import { starterDraft } from "./starters.ts";

const ENDPOINT = "https://mail.example.com/Microsoft-Server-ActiveSync";
/** A FolderSync whose two END tokens are missing. */
const CUT = "03016a0000075652033000";
const bytesOfHex = (hex: string) => decodeHex(hex) ?? new Uint8Array(0);
const base = starterDraft("FolderSync", "16.1");
const cutDraft = withBytes(base, bytesOfHex(CUT));
const build = (draft: Draft) => buildWholeWire(draft, ENDPOINT);

describe("pasted bytes that are damaged", () => {
  it("are sent exactly as pasted, and that is said", () => {
    const { draft = base, message, notice } = draftFromPaste(CUT, { ...base, headers: [["X-Old", "1"]] });
    const wire = build(draft);
    expect(wire.body).toEqual(bytesOfHex(CUT));
    expect([wire.bodyKind, wire.sendable, draft.bodyForm, draft.headers]).toEqual(["bytes", true, "bytes", []]);
    expect(headerOf(wire.headers, "Content-Type")).toBe("application/vnd.ms-sync.wbxml");
    expect(wire.problems).toMatchObject([{ code: "truncated", severity: "warning", source: "wbxml" }]);
    expect(readQuery(draft).command.command).toBe("FolderSync");
    expect(draft.xml).toContain("<SyncKey>0</SyncKey>");
    expect(message).toMatch(/11 bytes that are sent exactly as pasted, fault included\. .*ends after 11 bytes/);
    expect(notice).toBe(message);
  });

  it("stay those bytes when nothing of them can be read", () => {
    const { draft = base } = draftFromPaste("03 01 6a 00", base);
    expect([draft.bodyForm, draft.xml]).toEqual(["bytes", ""]);
    expect(build(draft)).toMatchObject({ sendable: true, body: bytesOfHex("03016a00") });
  });

  it("have the spans of both the bytes and the XML that reads them", () => {
    const { document, labels } = build(cutDraft);
    expect(document?.root?.byteSpan).toMatchObject({ start: 4 });
    const span = document?.root?.tagSpan ?? { start: 0, end: 0 };
    expect(cutDraft.xml.slice(span.start, span.end)).toBe('<FolderSync xmlns="FolderHierarchy">');
    expect(labels.at(-1)?.span.end).toBe(11);
    expect(build({ ...cutDraft, xml: "something else" }).document?.root?.textSpan).toBeUndefined();
  });

  it("stay those bytes over another version, until somebody edits the XML", () => {
    const sendMail = withBytes(starterDraft("SendMail", "16.1"), bytesOfHex(CUT));
    expect(build(setVersion(sendMail, "12.1")).body).toEqual(bytesOfHex(CUT));
    expect(setVersion(sendMail, "12.1").query).toBe(sendMail.query);
    const edited = setXml(cutDraft, cutDraft.xml.replace(">0<", ">7<"));
    expect([edited.bodyForm, edited.bytes]).toEqual(["auto", ""]);
    expect([...build(edited).body.subarray(-3)]).toEqual([0, 1, 1]);
    expect(setXml(cutDraft, cutDraft.xml)).toBe(cutDraft);
    expect(leaveBytes(setVersion(sendMail, "12.1"))).toMatchObject({ bodyForm: "wbxml", bytes: "" });
    expect(leaveBytes(base)).toBe(base);
  });

  it("give way to another form of body, and no form but pasting makes them", () => {
    expect(setBodyForm(cutDraft, "auto")).toMatchObject({ bodyForm: "auto", bytes: "", xml: cutDraft.xml });
    expect(setBodyForm(cutDraft, "wbxml")).toMatchObject({ bodyForm: "wbxml", bytes: "" });
    expect(setBodyForm(base, "bytes")).toBe(base);
    expect(setBodyForm(cutDraft, "bytes")).toBe(cutDraft);
  });

  it("give way to the doctor's edits", () => {
    const content = applyEdits(
      cutDraft,
      [{ kind: "set-content", path: "/FolderSync/SyncKey", content: "5" }],
      ENDPOINT,
    );
    expect(content).toMatchObject({ bodyForm: "auto", bytes: "", xml: cutDraft.xml.replace(">0<", ">5<") });
    expect(applyEdits(cutDraft, [{ kind: "set-content", path: "/X", content: "5" }], ENDPOINT)).toBe(cutDraft);
    const body = new TextEncoder().encode("From: a\r\n\r\n");
    const mime = applyEdits(cutDraft, [{ kind: "set-body", body }], ENDPOINT);
    expect(mime).toMatchObject({ bodyForm: "mime", bytes: "" });
    expect(build(mime).body).toEqual(body);
  });

  it("show their message for reading only", () => {
    const whole = build(starterDraft("SendMail", "16.1")).body;
    const draft = withBytes(starterDraft("SendMail", "16.1"), whole.subarray(0, -2));
    expect(readWhole(draft)).toMatchObject({ mime: expect.stringMatching(/^From: Megan/), writable: false });
    expect(readWhole(draft).note).toContain("pasted");
    expect(writeWhole(draft, "From: b")).toBe(draft);
    const { mime, body } = build(draft);
    expect(mime?.bytes).toEqual(body.subarray(mime?.bodyOffset, (mime?.bodyOffset ?? 0) + (mime?.bytes.length ?? 0)));
  });

  it("have no Content-Type when they do not begin like WBXML, unless one is given", () => {
    const draft: Draft = { ...base, bodyForm: "bytes", bytes: encodeBase64(Uint8Array.of(0x50, 0x4b)) };
    expect(headerOf(build(draft).headers, "Content-Type")).toBeUndefined();
    const headers: Draft["headers"] = [["Content-Type", "application/zip"]];
    expect(headerOf(build({ ...draft, headers }).headers, "Content-Type")).toBe("application/zip");
  });

  it("that a link brought and nobody can read are not sent", () => {
    const wire = build({ ...cutDraft, bytes: "no base64!" });
    expect(wire).toMatchObject({ sendable: false, bodyKind: "none" });
    expect(wire.problems).toMatchObject([{ code: "unreadable-bytes", severity: "error" }]);
  });

  it("leave as they came, labelled to the last one, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (noise, begins) => {
        const bytes = begins ? Uint8Array.of(3, 1, 0x6a, 0, ...noise) : noise;
        const wire = build(withBytes(base, bytes));
        expect(wire.body).toEqual(bytes);
        expect(wire.sendable).toBe(true);
        let at = 0;
        for (const { span } of wire.labels) {
          expect(span.start).toBe(at);
          at = span.end;
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });
});
