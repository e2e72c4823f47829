import { hasError } from "@easel/codec/problem";
import { decodeWbxml } from "@easel/codec/wbxml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { buildWholeWire } from "../../test/whole-wire.ts";
import { EASEL_VERSION } from "./build-wire.ts";
import { bytesToByteText } from "./byte-text.ts";
import type { Draft } from "./draft.ts";
import { headerOf } from "./header-list.ts";
import { setVersion } from "./query.ts";
import { setQueryForm } from "./set-query-form.ts";
import { draftOfCase, starterDraft } from "./starters.ts";

const ENDPOINT = "https://mail.example.com/Microsoft-Server-ActiveSync";
const build = (draft: Draft) => buildWholeWire(draft, ENDPOINT);

describe("the wire of a draft", () => {
  it("is WBXML with the message as opaque bytes at 16.1", () => {
    const wire = build(starterDraft("SendMail", "16.1"));
    expect(wire.sendable).toBe(true);
    expect(wire.url).toMatch(/^https:\/\/mail\.example\.com\/Microsoft-Server-ActiveSync\?Cmd=SendMail&User=/);
    expect([...wire.body.subarray(0, 4)]).toEqual([3, 1, 0x6a, 0]);
    expect(wire.headers.map(([name]) => name)).toEqual(["MS-ASProtocolVersion", "Content-Type", "User-Agent"]);
    const { bytes, bodyOffset = 0 } = wire.mime ?? { bytes: new Uint8Array(0) };
    expect(wire.body.subarray(bodyOffset, bodyOffset + bytes.length)).toEqual(bytes);
    expect(new TextDecoder().decode(bytes)).toMatch(/^From: Megan/);
    expect(wire.document?.root?.byteSpan).toBeDefined();
    expect(wire.document?.root?.textSpan).toBeDefined();
  });

  it("is the bare message at 12.1", () => {
    const draft = starterDraft("SendMail", "12.1");
    const wire = build(draft);
    expect(headerOf(wire.headers, "content-type")).toBe("message/rfc822");
    expect(bytesToByteText(wire.body)).toBe(draft.mime);
    expect(wire.mime?.bodyOffset).toBe(0);
    expect(wire.bodyKind).toBe("mime");
  });

  it("carries an ISO-8859-1 byte and mixed line ends byte for byte at both", () => {
    const bytes = Uint8Array.of(
      ...new TextEncoder().encode("From: a@b.example\r\nTo: c@d.example\nSubject: Gr"),
      0xfc,
      ...new TextEncoder().encode("n\rX: ]]>\r\n\r\nä\n\r\u0000\uEF0A end"),
    );
    const bare = { ...starterDraft("SendMail", "12.1"), mime: bytesToByteText(bytes) };
    expect(build(bare).body).toEqual(bytes);
    const wire = build(setVersion(bare, "16.1"));
    expect(wire.sendable).toBe(true);
    const { document } = decodeWbxml(wire.body);
    const mime = document.root?.children.find((child) => child.kind === "element" && child.name === "Mime");
    expect(mime?.kind === "element" && mime.children[0]?.kind === "opaque" && mime.children[0].bytes).toEqual(bytes);
    expect(build(setVersion(setVersion(bare, "16.1"), "12.1")).body).toEqual(bytes);
  });

  it("labels every byte, of WBXML, message and text alike", () => {
    const xml = { ...starterDraft("Sync", "16.1"), bodyForm: "xml" } as const;
    for (const draft of [starterDraft("SendMail", "16.1"), starterDraft("SendMail", "12.1"), xml]) {
      const { labels, body } = build(draft);
      let at = 0;
      for (const { span } of labels) {
        expect(span.start).toBe(at);
        at = span.end;
      }
      expect(at).toBe(body.length);
    }
  });

  it("lets a header of the draft replace or remove a computed one, in its place", () => {
    const headers: [string, string][] = [
      ["X-First", "1"],
      ["content-type", "text/plain"],
      ["User-Agent", ""],
    ];
    const wire = build({ ...starterDraft("FolderSync", "16.1"), headers });
    expect(wire.headers).toEqual([
      ["MS-ASProtocolVersion", "16.1"],
      ["content-type", "text/plain"],
      ["X-First", "1"],
    ]);
  });

  it("says where a header leaves otherwise than it was typed", () => {
    const headers: [string, string][] = [
      [" X-Padded ", "s3cret"],
      ["", "s3cret"],
      ["X Y", "s3cret"],
      ["X-Sound", "s3cret"],
      [" User-Agent", ""],
    ];
    const wire = build({ ...starterDraft("FolderSync", "16.1"), headers });
    expect(wire.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["header-name-blanks", "warning"],
      ["header-name-missing", "warning"],
      ["header-name-invalid", "warning"],
    ]);
    expect(JSON.stringify(wire.problems)).not.toContain("s3cret");
    expect(headerOf(wire.headers, "X-Padded")).toBe("s3cret");
  });

  it("leaves the version header to the base64 query, and sends none for no version", () => {
    const base64 = build(setQueryForm(starterDraft("FolderSync", "16.1"), "base64").draft);
    expect(headerOf(base64.headers, "MS-ASProtocolVersion")).toBeUndefined();
    expect(build({ ...starterDraft("Sync", "16.1"), protocolVersion: "" }).headers[0]?.[0]).toBe("Content-Type");
  });

  it("has no body and no Content-Type for OPTIONS and for an empty Sync", () => {
    for (const draft of [starterDraft("OPTIONS", "16.1"), { ...starterDraft("Sync", "16.1"), xml: " \r\n" }]) {
      const wire = build(draft);
      expect([wire.body.length, wire.bodyKind, wire.sendable]).toEqual([0, "none", true]);
      expect(headerOf(wire.headers, "content-type")).toBeUndefined();
    }
    expect(build(starterDraft("OPTIONS", "16.1")).method).toBe("OPTIONS");
  });

  it("says that a body of nothing but white space is not sent", () => {
    const wire = build({ ...starterDraft("Sync", "16.1"), xml: " \r\n" });
    expect(wire.problems).toMatchObject([{ code: "blank-body", severity: "info", span: { start: 0, end: 3 } }]);
    expect(build({ ...starterDraft("Sync", "16.1"), xml: "" }).problems).toEqual([]);
  });

  it("previews half-typed XML and does not let it be sent", () => {
    const half = '<SendMail xmlns="ComposeMail"><ClientId>1</ClientId><Nonsense>x</Nonsense><Sav';
    const wire = build({ ...starterDraft("SendMail", "16.1"), xml: half });
    expect(wire.sendable).toBe(false);
    expect(wire.body.length).toBeGreaterThan(6);
    expect(wire.labels.length).toBeGreaterThan(2);
    expect(hasError(wire.problems)).toBe(true);
  });

  it("names half a surrogate pair and does not send it", () => {
    const wire = build({ ...starterDraft("SendMail", "12.1"), mime: "From: \uD800" });
    expect(wire.sendable).toBe(false);
    expect(wire.problems[0]).toMatchObject({ code: "lone-surrogate", span: { start: 6, end: 7 } });
    expect(build({ ...starterDraft("Sync", "16.1"), bodyForm: "xml", xml: "<a>\uD800" }).sendable).toBe(false);
  });

  it("has nowhere to go without an endpoint", () => {
    expect(buildWholeWire(starterDraft("Sync", "16.1"), "").sendable).toBe(false);
  });

  it("never throws, whatever is typed", () => {
    const noise = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("<", "<a", "<![CDATA[", "&#0;", "]]>", "<Mime>"),
    );
    const draft = starterDraft("SendMail", "16.1");
    fc.assert(
      fc.property(noise, noise, fc.constantFrom("2.5", "16.1", "", "x"), (xml, mime, protocolVersion) => {
        const made = { ...draft, xml: draft.xml.slice(0, 120) + xml, mime, protocolVersion };
        for (const bodyForm of ["auto", "wbxml", "mime", "xml", "none"] as const) build({ ...made, bodyForm });
        build({ ...made, query: mime });
      }),
      { numRuns: 30 },
    );
  });

  it("tells the version of EASel it is", () => {
    expect(EASEL_VERSION).toBe(packageJson.version);
  });
});

describe("the ready-made cases send their faults", () => {
  it("case A: an XML document as message/rfc822 at 12.1", () => {
    const wire = build(draftOfCase("xml-at-12-1"));
    expect(wire.sendable).toBe(true);
    expect(wire.headers.slice(0, 2)).toEqual([
      ["MS-ASProtocolVersion", "12.1"],
      ["Content-Type", "message/rfc822"],
    ]);
    const text = new TextDecoder().decode(wire.body);
    expect(text).toContain('<SendMail xmlns="ComposeMail:">');
    expect(text).toContain("<Mime>From: megan@contoso.example To: alex@contoso.example Cc: Bcc: Subject:");
    expect(wire.url).not.toContain("SaveInSent");
  });

  it("case B: base64 text in an inline string at 14.1", () => {
    const wire = build(draftOfCase("base64-at-14-1"));
    expect(wire.sendable).toBe(true);
    expect(wire.body).toContain(0x03);
    expect(new TextDecoder("latin1").decode(wire.body)).toContain("RnJvbTogbWVnYW5AY29udG9zby5leGFtcGxl");
    expect(wire.mime?.bodyOffset).toBeUndefined();
    expect(new TextDecoder().decode(wire.mime?.bytes)).toMatch(/^From: megan@contoso.example\r\n/);
  });

  it("the others are sound requests", () => {
    for (const id of ["provision-loop", "stale-sync-key"] as const) {
      const wire = build(draftOfCase(id));
      expect([wire.sendable, wire.problems], id).toEqual([true, []]);
    }
  });
});
