import { decodeTransferEncoding, type MimeMessage, type MimePart } from "@easel/codec/mime";

/** The readable body of a message, in the form its author wrote. */
export interface BodyText {
  native: "plain" | "html";
  text: string;
}

/** The first HTML or plain text that is not an attachment; HTML wins inside multipart/alternative (RFC 2046 5.1.4). */
export function readBodyText(mime: Uint8Array, message: MimeMessage): BodyText {
  const leaves = textLeaves(message);
  const part = leaves.find((leaf) => leaf.contentType === "text/html") ?? leaves[0];
  if (!part) return { native: "plain", text: "" };
  const raw = mime.subarray(part.bodySpan.start, part.bodySpan.end);
  const { bytes } = decodeTransferEncoding(raw, part.transferEncoding);
  return {
    native: part.contentType === "text/html" ? "html" : "plain",
    text: decodeText(bytes, part.parameters.charset),
  };
}

/** HTML as text: blocks end a line, everything else in angle brackets goes. Linear, whatever it is given. */
export function plainOf({ native, text }: BodyText): string {
  if (native === "plain") return text;
  return ["style", "script", "head"]
    .reduce(dropElements, text)
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^<>]*>/gi, "\r\n")
    .replace(/<[^<>]*>/g, "")
    .replace(/&(lt|gt|quot|nbsp|amp);/g, (_, name: string) => entities[name] ?? "")
    .trim();
}

function dropElements(html: string, name: string): string {
  const open = new RegExp(`<${name}\\b`, "gi");
  const close = new RegExp(`</${name}\\b[^<>]*>`, "gi");
  let kept = "";
  for (let at = 0; ; at = open.lastIndex = close.lastIndex) {
    const start = open.exec(html)?.index;
    if (start !== undefined) close.lastIndex = start;
    if (start === undefined || !close.test(html)) return kept + html.slice(at);
    kept += html.slice(at, start);
  }
}

export function htmlOf({ native, text }: BodyText): string {
  if (native === "html") return text;
  const escaped = text.replace(/[&<>]/g, (char) => `&${char === "&" ? "amp" : char === "<" ? "lt" : "gt"};`);
  return `<html><body>${escaped.replace(/\r\n|\n|\r/g, "<br>\r\n")}</body></html>`;
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', nbsp: " ", amp: "&" };

function textLeaves(part: MimePart): MimePart[] {
  if (part.parts.length > 0) return part.parts.flatMap(textLeaves);
  const attached = part.headers.some(
    ({ name, value }) => name.toLowerCase() === "content-disposition" && /^attachment/i.test(value),
  );
  return !attached && /^text\/(plain|html)$/.test(part.contentType) ? [part] : [];
}

/** An unknown charset is read as windows-1252, which gives every byte a character. */
function decodeText(bytes: Uint8Array, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset === "us-ascii" ? "utf-8" : charset).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
