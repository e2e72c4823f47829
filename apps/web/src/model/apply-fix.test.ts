import { childElement } from "@easel/codec/document";
import { decodeWbxml } from "@easel/codec/wbxml";
import type { Edit } from "@easel/doctor/diagnosis";
import { describe, expect, it } from "vitest";
import { buildWholeWire } from "../../test/whole-wire.ts";
import { applyEdits } from "./apply-fix.ts";
import { withBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { headerOf } from "./header-list.ts";
import { draftOfCase, starterDraft } from "./starters.ts";

const ENDPOINT = "https://mail.example.com/Microsoft-Server-ActiveSync";
const utf8 = (text: string) => new TextEncoder().encode(text);
const apply = (draft: Draft, ...edits: Edit[]) => applyEdits(draft, edits, ENDPOINT);
const message = utf8("From: a@b.example\r\nTo: c@d.example\r\n\r\nGr\u00fc\u00dfe\r\n");

describe("the doctor's edits", () => {
  it("mend case A: the bare message goes out as message/rfc822 with nothing forced any more", () => {
    const draft = apply(
      draftOfCase("xml-at-12-1"),
      { kind: "set-header", name: "Content-Type", value: "message/rfc822" },
      { kind: "set-body", body: message },
    );
    expect([draft.bodyForm, draft.headers]).toEqual(["auto", []]);
    const wire = buildWholeWire(draft, ENDPOINT);
    expect(wire.body).toEqual(message);
    expect(headerOf(wire.headers, "content-type")).toBe("message/rfc822");
  });

  it("mend case B: Mime becomes opaque and nothing else in the XML changes", () => {
    const before = draftOfCase("base64-at-14-1");
    const draft = apply(before, { kind: "set-content", path: "/SendMail/Mime", content: message });
    expect(draft.xml.split("<Mime>")[0]).toBe(before.xml.split("<Mime>")[0]);
    const wire = buildWholeWire(draft, ENDPOINT);
    const { root } = decodeWbxml(wire.body).document;
    const opaque = root && childElement(root, "Mime")?.children[0];
    expect(opaque?.kind === "opaque" && opaque.bytes).toEqual(message);
    expect(wire.mime?.bytes).toEqual(message);
  });

  it("write bytes XML cannot show as marked base64", () => {
    const content = Uint8Array.of(0x46, 0xff, 0x00);
    const draft = apply(draftOfCase("base64-at-14-1"), { kind: "set-content", path: "/SendMail/Mime", content });
    expect(draft.xml).toContain('wire:opaque="base64"');
    expect(buildWholeWire(draft, ENDPOINT).mime?.bytes).toEqual(content);
  });

  it("set text at an indexed path and escape it", () => {
    const xml =
      '<Sync xmlns="AirSync"><Collections><Collection/><Collection><SyncKey>7</SyncKey></Collection></Collections></Sync>';
    const draft = apply(
      { ...starterDraft("Sync", "16.1"), xml },
      { kind: "set-content", path: "/Sync/Collections/Collection[2]/SyncKey", content: "a<b" },
    );
    expect(draft.xml).toBe(xml.replace("7", "a&lt;b"));
  });

  it("put elements in and take others out at once, and keep comments and layout", () => {
    const xml = [
      '<Sync xmlns="AirSync">',
      "  <Collections>",
      "    <!-- the Inbox -->",
      "    <Collection>",
      "      <CollectionId>5</CollectionId> <!-- from FolderSync -->",
      "      <GetChanges/>",
      "    </Collection>",
      "    <Collection/>",
      "  </Collections>",
      "</Sync>",
    ];
    const path = "/Sync/Collections/Collection[1]";
    const draft = apply(
      { ...starterDraft("Sync", "16.1"), xml: xml.join("\r\n") },
      { kind: "remove-element", path: `${path}/GetChanges` },
      { kind: "remove-element", path: "/Sync/Collections/Collection[2]" },
      { kind: "set-content", path: `${path}/CollectionId`, content: "7" },
      { kind: "insert-element", path, element: { namespace: "AirSync", name: "SyncKey", content: "0" } },
    );
    const kept = xml.filter((line) => !/GetChanges|Collection\/>/.test(line)).map((line) => line.replace(">5<", ">7<"));
    expect(draft.xml.split("\r\n")).toEqual(kept.toSpliced(4, 0, "      <SyncKey>0</SyncKey>"));
  });

  it("make a text of bytes the truth again when they change its elements", () => {
    const sound = starterDraft("FolderSync", "16.1");
    const bytes = withBytes(sound, buildWholeWire(sound, ENDPOINT).body);
    const draft = apply(bytes, { kind: "remove-element", path: "/FolderSync/SyncKey" });
    expect([draft.bodyForm, draft.bytes]).toEqual(["auto", ""]);
    expect(draft.xml).not.toContain("SyncKey");
  });

  it("leave the draft alone when there is nothing at the path", () => {
    const draft = draftOfCase("base64-at-14-1");
    expect(apply(draft, { kind: "set-content", path: "/SendMail/Nowhere", content: "x" })).toBe(draft);
  });

  it("change version, query and headers", () => {
    const draft = apply(
      starterDraft("FolderSync", "16.1"),
      { kind: "set-header", name: "ms-asprotocolversion", value: "14.1" },
      { kind: "set-query", name: "DeviceId", value: "abc" },
      { kind: "remove-query", name: "DeviceType" },
      { kind: "set-header", name: "Accept-Language", value: "de" },
      { kind: "remove-header", name: "user-agent" },
    );
    expect(draft.protocolVersion).toBe("14.1");
    expect(draft.query).toMatch(/DeviceId=abc$/);
    const { headers } = buildWholeWire(draft, ENDPOINT);
    expect(headers.map(([name]) => name)).toEqual(["MS-ASProtocolVersion", "Content-Type", "Accept-Language"]);
  });

  it("drop a forced header where the computed one says the same", () => {
    const forced: Draft = { ...starterDraft("FolderSync", "16.1"), headers: [["Content-Type", "text/xml"]] };
    const draft = apply(forced, { kind: "set-header", name: "Content-Type", value: "application/vnd.ms-sync.wbxml" });
    expect(draft.headers).toEqual([]);
  });

  it("take a WBXML body into the XML text, and force a body the version would not have", () => {
    const sync = buildWholeWire(starterDraft("Sync", "16.1"), ENDPOINT).body;
    const draft = apply(starterDraft("FolderSync", "16.1"), { kind: "set-body", body: sync });
    expect(draft.bodyForm).toBe("auto");
    expect(buildWholeWire(draft, ENDPOINT).body).toEqual(sync);
    const bare = apply(starterDraft("SendMail", "16.1"), { kind: "set-body", body: message });
    expect(bare.bodyForm).toBe("mime");
    expect(buildWholeWire(bare, ENDPOINT).body).toEqual(message);
    expect(buildWholeWire(apply(bare, { kind: "set-version", version: "12.1" }), ENDPOINT).body).toEqual(message);
  });

  it("set version and body in one fix, whichever is named first", () => {
    const edits: Edit[] = [
      { kind: "set-body", body: message },
      { kind: "set-version", version: "12.1" },
    ];
    for (const order of [edits, edits.toReversed()]) {
      const draft = apply(starterDraft("SendMail", "16.1"), ...order);
      expect([draft.bodyForm, draft.protocolVersion]).toEqual(["auto", "12.1"]);
      expect(buildWholeWire(draft, ENDPOINT).body).toEqual(message);
    }
  });
});
