/** How a part is shown. */
export type PartKind = "multipart" | "message" | "text" | "html" | "calendar" | "contact" | "image" | "file";

export interface PartNature {
  kind: PartKind;
  /** What it is, in plain words. */
  what: string;
}

const multiparts: Readonly<Record<string, string>> = {
  mixed: "parts that belong together",
  alternative: "the same in several forms, the richest last",
  related: "a page and the pictures in it",
  signed: "signed: the parts and their signature",
  encrypted: "encrypted: how, and the content",
  report: "a report on another message",
  digest: "several messages",
};

const smimeTypes: Readonly<Record<string, string>> = {
  "enveloped-data": "S/MIME, encrypted: only who holds the recipient's key can read it",
  "authenveloped-data": "S/MIME, encrypted: only who holds the recipient's key can read it",
  "signed-data": "S/MIME, signed: the message stands inside the signature",
  "certs-only": "S/MIME: certificates alone",
  "compressed-data": "S/MIME: compressed",
};

const named: Readonly<Record<string, PartNature>> = {
  "text/html": { kind: "html", what: "HTML" },
  "text/plain": { kind: "text", what: "text" },
  "text/calendar": { kind: "calendar", what: "a calendar entry" },
  "text/vcard": { kind: "contact", what: "a contact" },
  "text/x-vcard": { kind: "contact", what: "a contact" },
  "text/directory": { kind: "contact", what: "a contact" },
  "text/enriched": { kind: "text", what: "text with simple markup" },
  "text/rfc822-headers": { kind: "text", what: "the headers of another message" },
  "message/rfc822": { kind: "message", what: "a message in the message" },
  "message/delivery-status": { kind: "text", what: "whether the message arrived, for programs" },
  "message/disposition-notification": { kind: "text", what: "what became of the message, for programs" },
  "application/pkcs7-signature": { kind: "file", what: "S/MIME: the signature of the parts before it" },
  "application/x-pkcs7-signature": { kind: "file", what: "S/MIME: the signature of the parts before it" },
  "application/pgp-signature": { kind: "file", what: "OpenPGP: the signature of the part before it" },
  "application/pgp-encrypted": { kind: "file", what: "OpenPGP: how the next part is encrypted" },
  "application/ms-tnef": { kind: "file", what: "TNEF: Outlook's own wrapping of text and attachments (winmail.dat)" },
  "application/vnd.ms-tnef": {
    kind: "file",
    what: "TNEF: Outlook's own wrapping of text and attachments (winmail.dat)",
  },
  "application/pdf": { kind: "file", what: "a PDF" },
  "application/json": { kind: "text", what: "JSON" },
  "application/xml": { kind: "text", what: "XML" },
};

/** What a part is by its Content-Type, its parameters and its name. */
export function partNature(
  contentType: string,
  parameters: Readonly<Record<string, string>>,
  fileName = "",
): PartNature {
  const [main = "", sub = ""] = contentType.split("/");
  if (main === "multipart") {
    const words = Object.hasOwn(multiparts, sub) ? multiparts[sub] : undefined;
    return { kind: "multipart", what: `${words ?? "several parts"}${signerOf(sub, parameters.protocol)}` };
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(contentType) || /\.p7m$/i.test(fileName)) {
    const type = (parameters["smime-type"] ?? "").toLowerCase();
    const what = Object.hasOwn(smimeTypes, type) ? smimeTypes[type] : undefined;
    return { kind: "file", what: what ?? "S/MIME: encrypted or signed, the type does not say" };
  }
  const known = Object.hasOwn(named, contentType) ? named[contentType] : undefined;
  if (known) return known;
  if (/^winmail\.dat$/i.test(fileName)) return named["application/ms-tnef"] ?? { kind: "file", what: "TNEF" };
  if (main === "image") return { kind: "image", what: `an image (${sub})` };
  if (main === "text") return { kind: "text", what: `text (${sub})` };
  if (main === "audio" || main === "video") return { kind: "file", what: `${main} (${sub})` };
  return { kind: "file", what: contentType === "application/octet-stream" ? "a file" : `a file (${contentType})` };
}

function signerOf(sub: string, protocol: string | undefined): string {
  if (sub !== "signed" && sub !== "encrypted") return "";
  if (/pkcs7/i.test(protocol ?? "")) return " (S/MIME)";
  return /pgp/i.test(protocol ?? "") ? " (OpenPGP)" : "";
}
