import type { Span } from "@easel/codec/document";
import { decodeHeaderWords, type MimeHeader, type MimePart, parseContentType, scanMime } from "@easel/codec/mime";
import type { Problem } from "@easel/codec/problem";
import { decodedSize } from "./decoded-size.ts";
import { type PartKind, partNature } from "./part-kind.ts";

/** One header field: as it stands, and as a person reads it. */
export interface MailHeader {
  name: string;
  /** Unfolded, not decoded. */
  raw: string;
  value: string;
  span: Span;
}

/** A part of a message. Spans are bytes of the message that was read. */
export interface MailPart {
  /** "1.2": the second part of the first; "" is the message. */
  id: string;
  depth: number;
  contentType: string;
  parameters: Record<string, string>;
  transferEncoding: string;
  kind: PartKind;
  what: string;
  fileName?: string;
  /** Without its angle brackets. */
  contentId?: string;
  isAttachment: boolean;
  /** Bytes, its transfer encoding undone. */
  size: number;
  headers: MailHeader[];
  headerSpan: Span;
  bodySpan: Span;
  parts: MailPart[];
}

export interface ReadMail {
  root: MailPart;
  /** The root and all below it, in the order of the message. */
  all: MailPart[];
  problems: Problem[];
}

/** A message in a message in a message: deeper ones stay closed. */
const MAX_MESSAGE_DEPTH = 5;

/** Reads a message: its parts with their places by our scan, its headers by postal-mime. Never rejects. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const { decodeWords, default: PostalMime } = await import("postal-mime");
  const { message, problems } = scanMime(bytes);
  const all: MailPart[] = [];

  /** The name as RFC 2231 or RFC 2047 hide it; the headers alone are read for that. */
  const fileNameOf = async (part: MimePart, shift: number): Promise<string | undefined> => {
    const disposition = parseContentType(headerOf(part, "content-disposition") ?? "");
    const plain = disposition.parameters.filename ?? part.parameters.name;
    const starred = [disposition.parameters, part.parameters].some((each) =>
      Object.keys(each).some((key) => /^(?:file)?name\*/.test(key)),
    );
    if (!starred) return plain && decodeHeaderWords(plain);
    const headers = bytes.subarray(part.headerSpan.start + shift, part.headerSpan.end + shift);
    const read = await PostalMime.parse(headers, { forceRfc822Attachments: true }).catch(() => undefined);
    return read?.attachments[0]?.filename ?? plain;
  };

  const build = async (
    part: MimePart,
    id: string,
    depth: number,
    shift: number,
    messages: number,
  ): Promise<MailPart> => {
    const fileName = await fileNameOf(part, shift);
    const bodySpan = moved(part.bodySpan, shift);
    const contentId = headerOf(part, "content-id")?.replace(/^<|>$/g, "");
    const built: MailPart = {
      id,
      depth,
      contentType: part.contentType,
      parameters: part.parameters,
      transferEncoding: part.transferEncoding,
      ...partNature(part.contentType, part.parameters, fileName),
      ...(fileName && { fileName }),
      ...(contentId && { contentId }),
      isAttachment: /^attachment/i.test(headerOf(part, "content-disposition") ?? ""),
      size: decodedSize(bytes.subarray(bodySpan.start, bodySpan.end), part.transferEncoding),
      headers: part.headers.map((header) => readHeader(header, shift, decodeWords)),
      headerSpan: moved(part.headerSpan, shift),
      bodySpan,
      parts: [],
    };
    all.push(built);
    const child = (index: number) => (id === "" ? String(index + 1) : `${id}.${index + 1}`);
    for (const [index, inner] of part.parts.entries())
      built.parts.push(await build(inner, child(index), depth + 1, shift, messages));
    if (built.kind === "message" && isPlain(part.transferEncoding) && messages < MAX_MESSAGE_DEPTH) {
      const inner = scanMime(bytes.subarray(bodySpan.start, bodySpan.end));
      built.parts.push(await build(inner.message, child(0), depth + 1, bodySpan.start, messages + 1));
    }
    return built;
  };

  return { root: await build(message, "", 0, 0, 0), all, problems };
}

function readHeader({ name, value, span }: MimeHeader, shift: number, decode: (text: string) => string): MailHeader {
  return { name, raw: value, value: decode(value), span: moved(span, shift) };
}

/** The value of a part's first header of this name, given in lower case. */
export const headerOf = (part: { headers: readonly { name: string; value: string }[] }, name: string) =>
  part.headers.find((header) => header.name.toLowerCase() === name)?.value;

/** RFC 2046 5.2.1: nothing else may be used for a message inside a message. */
const isPlain = (encoding: string): boolean => /^(?:7bit|8bit|binary)$/.test(encoding);

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
