import { decodeBase64, findBase64Fault } from "../bytes/index.ts";
import { type Base64Fields, readBase64Fields } from "./base64-layout.ts";

export interface Base64Text {
  /** Standard alphabet, percent escapes undone. */
  text: string;
  /** For each character its offset in the query; one more entry for the end. */
  offsets: number[];
}

/** Clients write `+`, `/` and `=` bare, percent-encoded, or in the URL-safe alphabet; all three are read. */
export function base64Text(query: string): Base64Text {
  const offsets: number[] = [];
  let text = "";
  for (let at = 0; at < query.length; at++) {
    offsets.push(at);
    const unescaped = query[at] === "%" ? escapes.get(query.slice(at + 1, at + 3).toUpperCase()) : undefined;
    if (unescaped) at += 2;
    const char = unescaped ?? query[at] ?? "";
    text += char === "-" ? "+" : char === "_" ? "/" : char;
  }
  offsets.push(query.length);
  return { text, offsets };
}

const escapes = new Map([
  ["2B", "+"],
  ["2F", "/"],
  ["3D", "="],
]);

/** The offset in the query of the first character that is not base64, undefined when all of it is. */
export function base64QueryFault(decoded: Base64Text): number | undefined {
  const bare = decoded.text.replace(/=+$/, "");
  const padded = bare + "=".repeat((4 - (bare.length % 4)) % 4);
  const fault = findBase64Fault(padded);
  return fault === undefined ? undefined : decoded.offsets[Math.min(fault, decoded.offsets.length - 1)];
}

/** The fields of a base64 query; what follows the first bad character is left out. */
export function base64QueryFields(query: string): { fields: Base64Fields; length: number } {
  const { text } = base64Text(query);
  const digits = /^[A-Za-z0-9+/]*/.exec(text)?.[0] ?? "";
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  // Unused low bits of the last character are a spelling fault, not a loss: complete it with zeros.
  const bytes = decodeLenient(whole);
  return { fields: readBase64Fields(bytes), length: bytes.length };
}

function decodeLenient(digits: string): Uint8Array {
  const wholeGroups = digits.slice(0, digits.length - (digits.length % 4));
  const padding = (4 - (digits.length % 4)) % 4;
  if (padding === 0) return decodeBase64(digits) ?? new Uint8Array(0);
  const zeros = decodeBase64(digits + "A".repeat(padding));
  return zeros?.subarray(0, zeros.length - padding) ?? decodeBase64(wholeGroups) ?? new Uint8Array(0);
}
