import { decodeBase64, decodeHex } from "@easel/codec/bytes";

/** A WBXML document that is sent as text. */
export interface EncodedBody {
  form: "base64" | "hexadecimal";
  bytes: Uint8Array;
}

/** Characters by which both forms of a WBXML header are known: 03 01 6A, and its elder and younger ones. */
const BASE64 = /^"?A[QgIwM][A-Za-z]q[A-Za-z0-9+/=\s]*"?\s*$/;
const HEX = /^\s*(?:0x)?0[1-3][\s:-]?(?:0x)?[0-9a-f]{1,2}[\s:-]?(?:0x)?6a(?:[\s:-]|0x|[0-9a-f]{2})*$/i;
const MAX_LENGTH = 4_000_000;

/** The document behind base64 or hexadecimal text; undefined when the body is something else. */
export function encodedWbxml(body: Uint8Array): EncodedBody | undefined {
  const [first = 0] = body;
  // Both begin with a digit, a letter, a quote or white space.
  if (body.length < 8 || body.length > MAX_LENGTH || first < 0x20 || first > 0x7e) return undefined;
  const text = new TextDecoder().decode(body);
  if (BASE64.test(text)) {
    const bytes = decodeBase64(text.replace(/["\s]/g, ""));
    return bytes && bytes[2] === 0x6a ? { form: "base64", bytes } : undefined;
  }
  const bytes = HEX.test(text) ? decodeHex(text.replace(/0x|[\s:-]/gi, "")) : undefined;
  return bytes && bytes[2] === 0x6a ? { form: "hexadecimal", bytes } : undefined;
}
