import { concatBytes } from "@easel/codec/bytes";
import { type MimeMessage, type MimePart, scanMime } from "@easel/codec/mime";
import { type BodyText, htmlOf, plainOf, readBodyText } from "./body-text.ts";
import { headerText } from "./read-message.ts";
import { textPart } from "./text-part.ts";

/** A message with the original under it, as SmartReply sends it (MS-ASCMD 2.2.1.20). */
export function replyMessage(own: Uint8Array, original: Uint8Array): Uint8Array {
  const { message } = scanMime(own);
  const source = scanMime(original).message;
  const quoted = readBodyText(original, source);
  if (message.parts.length > 0 || !/^text\/(?:plain|html)$/.test(message.contentType)) {
    return withParts(own, message, [textPart({ native: "plain", text: plainQuote(source, quoted) }).join("\r\n")]);
  }
  const { native, text } = readBodyText(own, message);
  const whole = native === "html" ? text + htmlQuote(source, quoted) : `${text}\r\n\r\n${plainQuote(source, quoted)}`;
  const head = [...keptHeaders(own, message), ...textPart({ native, text: whole })];
  return new TextEncoder().encode(head.join("\r\n"));
}

/** A message with the original as a file, as SmartForward sends it here (MS-ASCMD 2.2.1.19). */
export const forwardMessage = (own: Uint8Array, original: Uint8Array): Uint8Array =>
  withParts(own, scanMime(own).message, [
    concatBytes([
      utf8(
        'Content-Type: message/rfc822; name="message.eml"\r\nContent-Disposition: attachment; filename="message.eml"\r\n\r\n',
      ),
      original,
    ]),
  ]);

/** The message with more parts behind its own content, which stays as it is. */
export function withParts(own: Uint8Array, message: MimeMessage, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const boundary = `easel-${crypto.randomUUID()}`;
  const content = message.headers.filter(isOfContent).map(({ span }) => own.subarray(span.start, span.end));
  const head = [...keptHeaders(own, message), `Content-Type: multipart/mixed; boundary="${boundary}"`, "", ""].join(
    "\r\n",
  );
  return concatBytes([
    utf8(`${head}--${boundary}\r\n`),
    ...content,
    utf8("\r\n"),
    own.subarray(message.bodySpan.start, message.bodySpan.end),
    ...parts.flatMap((part) => [utf8(`\r\n--${boundary}\r\n`), typeof part === "string" ? utf8(part) : part]),
    utf8(`\r\n--${boundary}--\r\n`),
  ]);
}

/** The header lines that are not about the content, with MIME-Version. */
function keptHeaders(own: Uint8Array, message: MimePart): string[] {
  const kept = message.headers.filter((header) => !isOfContent(header) && header.name.toLowerCase() !== "mime-version");
  const lines = kept.map(({ span }) =>
    new TextDecoder().decode(own.subarray(span.start, span.end)).replace(/[\r\n]+$/, ""),
  );
  return [...lines, "MIME-Version: 1.0"];
}

const isOfContent = ({ name }: { name: string }): boolean => /^content-/i.test(name);

const facts = (source: MimeMessage): string[] =>
  ["From", "To", "Date", "Subject"].flatMap((name) => {
    const text = headerText(source, name);
    return text === "" ? [] : [`${name}: ${text}`];
  });

const plainQuote = (source: MimeMessage, quoted: BodyText): string =>
  ["-----Original Message-----", ...facts(source), "", plainOf(quoted)].join("\r\n");

/** The original is a document of its own, so only what stands in its body is taken over. */
function htmlQuote(source: MimeMessage, quoted: BodyText): string {
  const heading = htmlOf({ native: "plain", text: facts(source).join("\r\n") });
  return `<hr>${innerHtml(heading)}<br><br>${innerHtml(htmlOf(quoted))}`;
}

const innerHtml = (html: string): string => html.replace(/<\/?(?:html|body)\b[^<>]*>/gi, "");

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
