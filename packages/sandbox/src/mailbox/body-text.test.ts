import { scanMime } from "@easel/codec/mime";
import { describe, expect, it } from "vitest";
import { htmlOf, plainOf, readBodyText } from "./body-text.ts";

function read(text: string) {
  const mime = new TextEncoder().encode(text);
  return readBodyText(mime, scanMime(mime).message);
}

describe("readBodyText", () => {
  it("passes over attachments, and finds nothing where there is no text", () => {
    const head = 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n';
    const attached = "--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<p>no</p>\r\n";
    expect(read(`${head}${attached}--b\r\nContent-Type: text/plain\r\n\r\nyes\r\n--b--\r\n`)).toEqual({
      native: "plain",
      text: "yes",
    });
    expect(read(`${head}${attached}--b--\r\n`)).toEqual({ native: "plain", text: "" });
  });

  it("reads an unknown charset one byte a character", () => {
    const mime = new Uint8Array([...new TextEncoder().encode("Content-Type: text/plain; charset=x\r\n\r\n"), 0xfc]);
    expect(readBodyText(mime, scanMime(mime).message).text).toBe("ü");
  });
});

describe("plainOf", () => {
  it("ends lines at blocks, drops scripts, styles and tags, and resolves the usual entities", () => {
    const text = "<head><title>t</title></head><p>a&nbsp;&lt;b&gt;</p><script>x<y</script>c<br/>d &amp;amp;";
    expect(plainOf({ native: "html", text })).toBe("a <b>\r\nc\r\nd &amp;");
  });

  it("keeps what stands after an element that never closes", () => {
    expect(plainOf({ native: "html", text: "a<style>b" })).toBe("ab");
  });
});

describe("htmlOf", () => {
  it("leaves HTML alone", () => {
    expect(htmlOf({ native: "html", text: "<p>&x" })).toBe("<p>&x");
  });
});
