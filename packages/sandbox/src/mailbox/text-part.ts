import { encodeBase64 } from "@easel/codec/bytes";
import type { BodyText } from "./body-text.ts";

/** The header lines and the content of a text as a part of a message: readable where it may be, else base64. */
export function textPart({ native, text }: BodyText): string[] {
  const lines = text.split("\r\n");
  const isPlain = /^[\t\r\n -~]*$/.test(text) && lines.every((line) => line.length < 998 && !/[\r\n]/.test(line));
  return [
    `Content-Type: text/${native}; charset="utf-8"`,
    `Content-Transfer-Encoding: ${isPlain ? "7bit" : "base64"}`,
    "",
    isPlain ? text : encodeBase64(new TextEncoder().encode(text)).replace(/.{76}/g, "$&\r\n"),
  ];
}
