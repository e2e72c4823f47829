import { encodeHex } from "../bytes/index.ts";
import { isSpace } from "./characters.ts";

/**
 * What WBXML can say and XML cannot, as attributes of the namespace `WIRE_NAMESPACE`. Those of the document stand
 * on its root, those of a string or of opaque data on the element that holds nothing else, or on `<wire:content>`.
 */
export interface WireAttributes {
  /** The document's header, when it is not `03 01 6A 00`; hex. */
  header?: Uint8Array;
  /** Processing instructions before the root, with the page switches before them; hex. */
  before?: Uint8Array;
  /** Bytes behind the root; hex. */
  trailing?: Uint8Array;
  /** The tag's own bytes: a literal name, an attribute list; hex. */
  tag?: Uint8Array;
  /** Pages switched to before the tag or the content, when the encoder would not do so by itself. */
  pages?: number[];
  /** `end-pages`: pages switched to before END. */
  endPages?: number[];
  /** `opaque="base64"`: the text is base64 of opaque data. */
  isBase64?: boolean;
  /** Bytes the length of the opaque data is written with, 1-5. */
  length?: number;
  /** "escaped": `\u0007` and `\\` in the text are escapes. "empty": there is an inline string, and it is empty. */
  text?: "escaped" | "empty";
  /** The bytes of the string, entity, extension or instruction that the text stands for; hex. */
  token?: Uint8Array;
}

/** Those that only the root may carry. */
export const documentAttributes = ["header", "before", "trailing"] as const;

/** Whether something is said of the element's content. */
export const hasContentForm = (wire: WireAttributes | undefined): wire is WireAttributes =>
  wire !== undefined && (wire.isBase64 === true || wire.length !== undefined || !!wire.text || !!wire.token);

/** Reads an attribute into `wire`; the sentence that says what is wrong with it, if something is. */
export function readWireAttribute(name: string, value: string, wire: WireAttributes): string | undefined {
  switch (name) {
    case "header":
    case "before":
    case "trailing":
    case "tag":
    case "token": {
      const bytes = readHex(value);
      if (!bytes) return `wire:${name} holds bytes in hexadecimal, such as "03 01 6A 00".`;
      wire[name] = bytes;
      return undefined;
    }
    case "pages":
    case "end-pages": {
      const pages = readPages(value);
      if (!pages) {
        return `wire:${name} holds numbers of code pages, 0 to 255, such as "0 17".`;
      }
      wire[name === "pages" ? "pages" : "endPages"] = pages;
      return undefined;
    }
    case "opaque":
      if (value !== "base64") return 'The only value of wire:opaque is "base64".';
      wire.isBase64 = true;
      return undefined;
    case "length":
      if (!/^[1-5]$/.test(value)) return "wire:length is the number of bytes an opaque length is written with, 1 to 5.";
      wire.length = Number(value);
      return undefined;
    case "text":
      if (value !== "escaped" && value !== "empty") return 'wire:text is "escaped" or "empty".';
      wire.text = value;
      return undefined;
    default:
      return `There is no attribute wire:${name}.`;
  }
}

export function printWireAttributes(wire: WireAttributes): string {
  let text = "";
  for (const name of [...documentAttributes, "tag"] as const) text += hexAttribute(name, wire[name]);
  if (wire.pages?.length) text += ` wire:pages="${wire.pages.join(" ")}"`;
  if (wire.endPages?.length) text += ` wire:end-pages="${wire.endPages.join(" ")}"`;
  text += hexAttribute("token", wire.token);
  if (wire.text) text += ` wire:text="${wire.text}"`;
  if (wire.isBase64) text += ' wire:opaque="base64"';
  if (wire.length) text += ` wire:length="${wire.length}"`;
  return text;
}

const hexAttribute = (name: string, bytes: Uint8Array | undefined): string =>
  bytes ? ` wire:${name}="${encodeHex(bytes, " ").toUpperCase()}"` : "";

/** Hexadecimal digits, white space between them; read in one pass, for there may be fifty million bytes. */
function readHex(value: string): Uint8Array | undefined {
  const bytes = new Uint8Array(value.length >> 1);
  let length = 0;
  let high = -1;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (isSpace(code)) continue;
    const digit = digitOf(code);
    if (digit < 0) return undefined;
    if (high < 0) high = digit;
    else {
      bytes[length++] = (high << 4) | digit;
      high = -1;
    }
  }
  return high < 0 ? bytes.slice(0, length) : undefined;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Numbers from 0 to 255 with white space between them; undefined for anything else, and for none. */
function readPages(value: string): number[] | undefined {
  const pages: number[] = [];
  let page = -1;
  for (let at = 0; at <= value.length; at++) {
    const code = at < value.length ? value.charCodeAt(at) : 0x20;
    if (code >= 0x30 && code <= 0x39) {
      page = Math.max(page, 0) * 10 + code - 0x30;
      if (page > 0xff) return undefined;
    } else if (!isSpace(code)) return undefined;
    else if (page >= 0) {
      pages.push(page);
      page = -1;
    }
  }
  return pages.length > 0 ? pages : undefined;
}
