/** What a reply's body is, told by its bytes first and its Content-Type second. */
export type ReplyKind =
  | "empty"
  | "wbxml"
  | "other-wbxml"
  | "multipart"
  | "xml"
  | "html"
  | "json"
  | "mime"
  | "text"
  | "binary";

/** How much of a body is looked at. */
const SNIFF_BYTES = 2048;

export function recogniseBody(bytes: Uint8Array, contentType: string | undefined): ReplyKind {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (bytes.length === 0) return "empty";
  const wbxml = wbxmlKind(bytes, type);
  if (wbxml) return wbxml;
  if (type === "application/vnd.ms-sync.multipart") return "multipart";
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, SNIFF_BYTES)).replace(/^(?:ï»¿)?\s*/, "");
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return "html";
  if (/^<(?:\?xml|!--|!doctype|[a-z_][\w:.-]*[\s/>])/i.test(start)) return /<html[\s>]/i.test(start) ? "html" : "xml";
  if (/^[{[]/.test(start) && isJson(bytes)) return "json";
  if (type === "message/rfc822") return "mime";
  return type.startsWith("text/") || looksLikeText(bytes) ? "text" : "binary";
}

/** ActiveSync's WBXML begins 03 01 6A 00: version 1.3, public identifier 1 (MS-ASWBXML 2.1.2). */
function wbxmlKind(bytes: Uint8Array, type: string): "wbxml" | "other-wbxml" | undefined {
  const [version = 0xff, publicId = 0xff] = bytes;
  const named = type.startsWith("application/vnd.ms-sync") && !type.endsWith("multipart");
  if (version > 3) return undefined;
  if (publicId === 1) return version === 3 || named ? "wbxml" : "other-wbxml";
  if (named || /wbxml|wap\./.test(type)) return "other-wbxml";
  return undefined;
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SNIFF_BYTES);
  let strange = 0;
  for (const byte of sample) {
    if (byte === 0) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) strange++;
  }
  return strange * 20 < sample.length;
}
