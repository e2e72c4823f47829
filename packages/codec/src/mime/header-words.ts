import { decodeTransferEncoding } from "./transfer-encoding.ts";

const WORD = /=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)\?=/g;

/**
 * A header value as a person reads it: the encoded words of RFC 2047 decoded, white space between two of
 * them dropped (6.2), everything else as written. A word with an unknown charset stays as it is.
 */
export function decodeHeaderWords(value: string): string {
  let out = "";
  let at = 0;
  let pending: { charset: string; bytes: Uint8Array[]; raw: string } | undefined;
  const flush = () => {
    if (pending) out += decodeCharset(pending.bytes, pending.charset) ?? pending.raw;
    pending = undefined;
  };
  for (const match of value.matchAll(WORD)) {
    const [raw, charset = "", encoding = "", text = ""] = match;
    const between = value.slice(at, match.index);
    const joined = pending !== undefined && between.trim() === "";
    const bytes = wordBytes(encoding, text);
    // Some writers cut a multi-byte character in two words: bytes of one charset are joined before decoding.
    if (joined && pending && pending.charset === charset.toLowerCase()) {
      pending.bytes.push(bytes);
      pending.raw += between + raw;
    } else {
      flush();
      if (!joined) out += between;
      pending = { charset: charset.toLowerCase(), bytes: [bytes], raw };
    }
    at = match.index + raw.length;
  }
  flush();
  return out + value.slice(at);
}

function wordBytes(encoding: string, text: string): Uint8Array {
  const form = encoding.toLowerCase() === "b" ? "base64" : "quoted-printable";
  const plain = form === "base64" ? text : text.replaceAll("_", "=20");
  return decodeTransferEncoding(new TextEncoder().encode(plain), form).bytes;
}

function decodeCharset(parts: Uint8Array[], charset: string): string | undefined {
  try {
    // RFC 2231 5 allows a language after the charset: utf-8*en.
    const decoder = new TextDecoder(charset.split("*")[0]);
    return parts.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
  } catch {
    return undefined;
  }
}
