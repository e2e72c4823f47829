import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToByteText } from "./byte-text.ts";
import { readMime, writeMime } from "./mime-in-xml.ts";

const wrap = (inner: string) => `<SendMail xmlns="ComposeMail"><ClientId>1</ClientId>${inner}<!-- after --></SendMail>`;
const message = "From: a\r\nTo: b\n\r\nbody ]]> & <x>\r";
const encoded = btoa("From: a@b.example\r\nTo: c@d.example\r\n\r\nbody");

describe("the message in Mime", () => {
  it("is read from CDATA with its line ends as they stand", () => {
    const xml = wrap("<Mime><![CDATA[From: a\r\nTo: b\n\r]]></Mime>");
    const window = readMime(xml);
    expect(window).toMatchObject({ found: true, form: "cdata", mime: "From: a\r\nTo: b\n\r" });
    expect(xml.slice(window.span.start, window.span.end)).toBe("<![CDATA[From: a\r\nTo: b\n\r]]>");
  });

  it("is read from text, unescaped, and called text", () => {
    expect(readMime(wrap("<Mime>From: a &lt;b&gt;</Mime>"))).toMatchObject({ form: "text", mime: "From: a <b>" });
  });

  it("is decoded for reading when somebody wrote base64 as text", () => {
    const window = readMime(wrap(`<Mime>${encoded}</Mime>`));
    expect(window.form).toBe("base64-text");
    expect(window.mime).toMatch(/^From: a@b.example\r\n/);
  });

  it("is found with a prefix, with the colon namespace, and told when missing or empty", () => {
    expect(readMime('<c:SendMail xmlns:c="ComposeMail:"><c:Mime><![CDATA[x]]></c:Mime></c:SendMail>').mime).toBe("x");
    expect(readMime(wrap("<Mime/>"))).toMatchObject({ found: true, form: "empty", mime: "" });
    expect(readMime(wrap("<Mime></Mime>"))).toMatchObject({ found: true, form: "empty" });
    expect(readMime(wrap(""))).toMatchObject({ found: false });
    expect(readMime("")).toMatchObject({ found: false });
  });
});

describe("writing the message", () => {
  it("changes the content of Mime and nothing else", () => {
    const xml = wrap("<Mime ><![CDATA[old]]></Mime >");
    expect(writeMime(xml, "new")).toBe(wrap("<Mime ><![CDATA[new]]></Mime >"));
  });

  it("splits the end mark of CDATA", () => {
    const xml = writeMime(wrap("<Mime/>"), message);
    expect(xml).toContain("]]]]><![CDATA[>");
    expect(readMime(xml)).toMatchObject({ form: "cdata", mime: message });
  });

  it("marks bytes XML cannot show as base64 of opaque bytes, and returns to CDATA when they are gone", () => {
    const bytes = Uint8Array.of(0x46, 0xfc, 0x00, 0x0d);
    const xml = writeMime(wrap("<Mime><![CDATA[x]]></Mime>"), bytesToByteText(bytes));
    expect(xml).toContain('<Mime xmlns:wire="urn:easel:wire" wire:opaque="base64">RvwADQ==</Mime>');
    expect(readMime(xml)).toMatchObject({ form: "base64-opaque", bytes });
    expect(writeMime(xml, "x")).toBe(wrap("<Mime><![CDATA[x]]></Mime>"));
  });

  it("leaves text text and base64 text base64 text: the mistake is the person's to mend", () => {
    expect(writeMime(wrap("<Mime>old</Mime>"), "a<b&c")).toBe(wrap("<Mime>a&lt;b&amp;c</Mime>"));
    const xml = writeMime(wrap(`<Mime>${encoded}</Mime>`), "From: you@there.example\r\n\r\nMore");
    expect(readMime(xml)).toMatchObject({ form: "base64-text", mime: "From: you@there.example\r\n\r\nMore" });
    expect(xml).not.toContain("CDATA");
  });

  it("is the same text when the message is the same or there is no place for it", () => {
    const xml = wrap(`<Mime>${encoded}</Mime>`);
    expect(writeMime(xml, readMime(xml).mime)).toBe(xml);
    expect(writeMime(wrap(""), "x")).toBe(wrap(""));
  });

  it("replaces sections split at their end mark as one", () => {
    const xml = wrap("<Mime>\r\n <![CDATA[a]]]]><![CDATA[>b]]>\r\n</Mime>");
    expect(readMime(xml)).toMatchObject({ form: "cdata", mime: "a]]>b", writable: true });
    expect(writeMime(xml, "c")).toBe(wrap("<Mime>\r\n <![CDATA[c]]>\r\n</Mime>"));
  });

  it("deletes nothing that stands beside the message: such a window is for reading", () => {
    const beside = [
      "<Mime><![CDATA[a]]> x</Mime>",
      "<Mime><![CDATA[a]]><!-- c --><![CDATA[b]]></Mime>",
      "<Mime>From: a<!-- why --></Mime>",
      "<Mime><!-- nothing yet --></Mime>",
      "<Mime>a<ClientId/>b</Mime>",
      "<Mime><Status>1</Status></Mime>",
      "<Mime><?php x ?></Mime>",
      '<Mime wire:token="83 04">a</Mime>',
      '<Mime wire:text="escaped">a\\u0007</Mime>',
      '<Mime wire:length="3"><![CDATA[a]]></Mime>',
      '<Mime opaque="base64">Rv<!-- half -->wA</Mime>',
    ];
    for (const inner of beside) {
      expect(readMime(wrap(inner)).writable, inner).toBe(false);
      expect(writeMime(wrap(inner), "From: new"), inner).toBe(wrap(inner));
    }
  });

  it("keeps a comment beside CDATA, and rather the old message than none of the comment", () => {
    const xml = wrap("<Mime><!-- mine --><![CDATA[a]]></Mime>");
    expect(writeMime(xml, "b")).toBe(wrap("<Mime><!-- mine --><![CDATA[b]]></Mime>"));
    expect(writeMime(xml, "b\u0000")).toBe(xml);
  });

  it("takes the mark of base64 away with or without a prefix when CDATA can hold the bytes again", () => {
    for (const name of ["opaque", "wire:opaque"]) {
      const xml = writeMime(wrap(`<Mime xmlns:wire="urn:easel:wire" ${name}="base64">RvwADQ==</Mime>`), "x");
      expect(xml).toBe(wrap("<Mime><![CDATA[x]]></Mime>"));
    }
  });

  it("does not put half a surrogate pair where base64 stands", () => {
    const forms = [`<Mime>${encoded}</Mime>`, '<Mime opaque="base64">RvwADQ==</Mime>', "<Mime/>"];
    for (const inner of forms) expect(writeMime(wrap(inner), "x\uD800"), inner).toBe(wrap(inner));
  });

  it("does not close a CDATA section the person has not closed yet", () => {
    const xml = '<SendMail xmlns="ComposeMail"><Mime><![CDATA[From: a';
    expect(writeMime(xml, "From: ab")).toBe('<SendMail xmlns="ComposeMail"><Mime><![CDATA[From: ab');
  });

  it("keeps half a surrogate pair where it can be seen", () => {
    expect(writeMime(wrap("<Mime><![CDATA[x]]></Mime>"), "a\uD800")).toContain("<![CDATA[a\uD800]]>");
  });

  it("reads back what it wrote, for any bytes and any form it starts from", () => {
    const forms = fc.constantFrom(
      "<Mime/>",
      "<Mime></Mime>",
      "<Mime><![CDATA[old]]></Mime>",
      `<Mime>\r\n${encoded}</Mime>`,
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: "grapheme" }).map((text) => new TextEncoder().encode(`From: ${text}\r\n]]>`)),
    );
    fc.assert(
      fc.property(forms, bytes, (form, content) => {
        fc.pre(form.includes("From") || !form.includes(encoded) || /^From/.test(new TextDecoder().decode(content)));
        const xml = writeMime(wrap(form), bytesToByteText(content));
        expect(readMime(xml).bytes).toEqual(content);
        expect(xml.endsWith("<!-- after --></SendMail>")).toBe(true);
      }),
    );
  });

  it("never throws on text that is no XML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (noise, mime) => {
        writeMime(`<SendMail xmlns="ComposeMail"><Mime>${noise}`, mime);
        readMime(noise + wrap("<Mime/>"));
      }),
      { numRuns: 40 },
    );
  });
});
