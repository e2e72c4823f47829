/** What bytes are that are not an ActiveSync WBXML document. */
export interface Recognised {
  code: string;
  message: string;
}

/** Public identifiers of other WBXML languages (Open Mobile Naming Authority's list), where one may meet them. */
const otherLanguages = new Map<number, string>([
  [0x02, "WML 1.0"],
  [0x03, "WTA 1.0"],
  [0x04, "WML 1.1"],
  [0x05, "Service Indication 1.0"],
  [0x06, "Service Loading 1.0"],
  [0x07, "Cache Operation 1.0"],
  [0x08, "Channel 1.1"],
  [0x09, "WML 1.2"],
  [0x0a, "WML 1.3"],
  [0x0b, "WAP Provisioning 1.0"],
  [0x0c, "WTA-WML 1.2"],
  [0x0d, "EMN 1.0"],
  [0x0e, "DRM Rights 1.0"],
  [0x10, "Wireless Village CSP 1.1"],
  [0x11, "Wireless Village CSP 1.2"],
  [0x12, "Wireless Village CSP 1.3"],
  [0x0fd1, "SyncML 1.0"],
  [0x0fd2, "SyncML Device Information 1.0"],
  [0x0fd3, "SyncML 1.1"],
  [0x0fd4, "SyncML Device Information 1.1"],
  [0x1201, "SyncML 1.2"],
  [0x1202, "SyncML Meta Information 1.2"],
  [0x1203, "SyncML Device Information 1.2"],
]);

/** The name of the WBXML language a public identifier stands for, when it is one of the known others. */
export const otherLanguage = (publicId: number): string | undefined => otherLanguages.get(publicId);

/** Says what the bytes look like when their beginning is not a WBXML header at all. */
export function recognise(bytes: Uint8Array): Recognised | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0x1f && second === 0x8b) {
    return {
      code: "looks-like-gzip",
      message: "These bytes are gzip-compressed. Undo the Content-Encoding first, then decode what comes out.",
    };
  }
  if (first === 0xff && second === 0xfe) return utf16();
  if (first === 0xfe && second === 0xff) return utf16();
  if (first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04) {
    return { code: "looks-like-zip", message: "These bytes are a ZIP archive, not a WBXML document." };
  }
  if (isMultipart(bytes)) {
    return {
      code: "looks-like-multipart",
      message:
        "These bytes are a multipart answer (application/vnd.ms-sync.multipart): a count and a table of parts. The WBXML document is its first part.",
    };
  }
  return recogniseText(beginning(bytes));
}

function recogniseText(text: string): Recognised | undefined {
  if (/^<(?:!doctype html|html|head|body)\b|^<[?!][\s\S]*<(?:!doctype )?html\b/i.test(text)) {
    return {
      code: "looks-like-html",
      message:
        "These bytes are an HTML page, not WBXML. A web server or a gateway in front of ActiveSync usually answers like this.",
    };
  }
  if (text.startsWith("<")) {
    return { code: "looks-like-xml", message: "These bytes are XML text. On the wire ActiveSync carries WBXML." };
  }
  if (/^[{[]\s*["{[\]}\d]/.test(text)) {
    return { code: "looks-like-json", message: "These bytes are JSON, not WBXML. ActiveSync never answers in JSON." };
  }
  if (/^[!-9;-~]{1,76}:[ \t\r\n]/.test(text)) {
    return {
      code: "looks-like-mime",
      message: "These bytes begin like a mail message (a header field), not like a WBXML document.",
    };
  }
  if (/^(?:[0-9a-f]{2}[\s,:-]*){4}/i.test(text) && /^[0-9a-f\s,:-]*$/i.test(text)) {
    return { code: "looks-like-hex", message: "These bytes are hexadecimal text. Decode the hex first." };
  }
  return undefined;
}

const utf16 = (): Recognised => ({
  code: "looks-like-utf16",
  message: "These bytes are UTF-16 text, not a WBXML document.",
});

/** MS-ASCMD 2.2.1.10.1.1: PartsCount, then an offset and a length for each part, little-endian. */
function isMultipart(bytes: Uint8Array): boolean {
  const [count = 0, b1, b2, b3, offset] = bytes;
  return count > 0 && b1 === 0 && b2 === 0 && b3 === 0 && offset === ((4 + 8 * count) & 0xff) && bytes.length >= 12;
}

/** The first 200 bytes as Latin-1 text, without byte order mark and leading white space. */
function beginning(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let text = "";
  for (const byte of bytes.subarray(start, start + 200)) text += String.fromCharCode(byte);
  return text.trimStart();
}
