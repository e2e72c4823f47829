import { escapeText } from "../../xml/index.ts";
import { type Constants, constantsOf, type TextOutput } from "./text-output.ts";

/** Where a text stands among the constants. */
export interface FixedText {
  from: number;
  count: number;
}

let all = "";

function fixed(text: string): FixedText {
  all += text;
  return { from: all.length - text.length, count: text.length };
}

export const TAG_END = fixed(">");
export const BASE64_ATTRIBUTE = fixed(' wire:opaque="base64">');
export const CDATA_START = fixed("<![CDATA[");
export const CDATA_END = fixed("]]>");
export const CDATA_SPLIT = fixed("]]><![CDATA[");

/** How each character up to `>` is written where it cannot stand as it is. */
const references = Array.from({ length: 0x3f }, (_, code) => fixed(escapeText(String.fromCharCode(code))));

const constants: Constants = constantsOf(all);

export function writeFixed(out: TextOutput, { from, count }: FixedText): void {
  out.ascii(constants, from, count);
}

/** A character by reference: by name where it has one the printer uses, else by number. */
export function writeReference(out: TextOutput, code: number): void {
  const reference = references[code];
  if (reference) writeFixed(out, reference);
}
