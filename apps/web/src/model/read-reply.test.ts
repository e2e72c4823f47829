import { formatMultipart } from "@easel/codec/http";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply } from "./read-reply.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const wbxml = (xml: string) => encodeWbxml(parseXml(xml).document).bytes ?? new Uint8Array(0);
const status = wbxml('<FolderSync xmlns="FolderHierarchy"><Status>9</Status></FolderSync>');
const read = (body: Uint8Array, ...headers: [string, string][]) => readReply({ headers, body });

describe("reading a reply", () => {
  it("decodes WBXML to a tree, XML and labels that cover the bytes", async () => {
    const reply = await read(status, ["Content-Type", "application/vnd.ms-sync.wbxml"]);
    expect(reply.kind).toBe("wbxml");
    expect(reply.xml).toContain("<Status>9</Status>");
    expect(reply.document?.root?.textSpan).toBeDefined();
    expect(reply.labels.at(-1)?.span.end).toBe(status.length);
  });

  it("leaves the text of a long document to whoever wants to see it", async () => {
    const item = `<Add><ServerId>1</ServerId><ClientId>${"x".repeat(1000)}</ClientId></Add>`;
    const body = wbxml(`<Sync xmlns="AirSync"><Commands>${item.repeat(1100)}</Commands></Sync>`);
    const reply = await read(body);
    expect(reply.xml).toBeUndefined();
    expect(reply.document?.root?.name).toBe("Sync");
    expect(reply.labels.at(-1)?.span.end).toBe(body.length);
  });

  it("reads WBXML whatever the Content-Type says", async () => {
    expect((await read(status, ["content-type", "text/html"])).kind).toBe("wbxml");
    expect((await read(status)).kind).toBe("wbxml");
  });

  it("shows truncated WBXML as far as it goes, with a problem", async () => {
    const reply = await read(status.subarray(0, -4));
    expect(reply.xml).toContain("<FolderSync");
    expect(reply.problems.some(({ severity }) => severity === "error")).toBe(true);
  });

  it("finds the document in a multipart body that is named WBXML, and counts in the body", async () => {
    const body = formatMultipart([status, utf8("data")]);
    const reply = await read(body, ["Content-Type", "application/vnd.ms-sync.wbxml"]);
    expect(reply.xml).toContain("<Status>9</Status>");
    expect(reply.labels.at(0)?.span).toEqual({ start: 20, end: 24 });
    expect(reply.document?.root?.byteSpan).toEqual({ start: 24, end: 20 + status.length });
  });

  it("tells another WBXML dialect", async () => {
    const bytes = Uint8Array.of(0x02, 0x9f, 0x53, 0x6a, 0x00, 0x6d, 0x6c);
    expect((await read(bytes, ["Content-Type", "application/vnd.syncml+wbxml"])).kind).toBe("other-wbxml");
  });

  it("names HTML, XML, JSON, text, binary and nothing", async () => {
    const cases: [string, Uint8Array, string?][] = [
      ["html", utf8("\uFEFF \r\n<!DOCTYPE html><p>x")],
      ["html", utf8('<?xml version="1.0"?><html xmlns="x">')],
      ["xml", utf8('<?xml version="1.0"?><a/>')],
      ["xml", utf8("<Autodiscover>")],
      ["json", utf8(' {"a":1}')],
      ["text", utf8("{not json")],
      ["text", utf8("HTTP Error 400")],
      ["binary", Uint8Array.of(0xff, 0xd8, 0, 1, 2)],
      ["mime", utf8("Received: x\r\n\r\n"), "message/rfc822"],
      ["empty", new Uint8Array(0)],
    ];
    for (const [kind, bytes, type] of cases) {
      expect((await read(bytes, ...(type ? [["Content-Type", type] as [string, string]] : []))).kind).toBe(kind);
    }
  });

  it("reads text with its charset, and marks bytes UTF-8 cannot read", async () => {
    const latin = Uint8Array.of(0x47, 0x72, 0xfc, 0x6e);
    expect((await read(latin, ["Content-Type", "text/plain; charset=ISO-8859-1"])).text).toBe("Grün");
    expect((await read(latin, ["Content-Type", "text/plain"])).text).toBe("Gr\uEFFCn");
    expect((await read(latin, ["Content-Type", 'text/plain; charset="no-such"'])).text).toBe("Gr\uEFFCn");
    expect((await read(utf8("\uFEFF<html>ü"))).text).toBe("<html>ü");
  });

  it("takes a multipart answer apart, its document's spans in the whole body", async () => {
    const body = formatMultipart([status, Uint8Array.of(1, 2, 3)]);
    const reply = await read(body, ["Content-Type", "application/vnd.ms-sync.multipart"]);
    expect(reply.kind).toBe("multipart");
    expect(reply.parts).toHaveLength(2);
    expect(reply.xml).toContain("<Status>9</Status>");
    const start = reply.parts?.[0]?.start ?? 0;
    expect(reply.labels.at(0)?.span.start).toBe(start);
    expect(reply.document?.root?.byteSpan?.start).toBeGreaterThanOrEqual(start);
  });

  it("never throws", async () => {
    const names = fc.constantFrom("gzip", "deflate", "br", "identity", "x, gzip", "");
    const types = fc.constantFrom(
      "application/vnd.ms-sync.wbxml",
      "application/vnd.ms-sync.multipart",
      "text/html",
      "x",
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), names, types, async (body, encoding, type) => {
        const reply = await read(body, ["Content-Encoding", encoding], ["Content-Type", type]);
        expect(reply.raw).toBe(body);
      }),
    );
  });
});
