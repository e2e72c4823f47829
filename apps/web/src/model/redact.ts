import { parseCommandUrl, setQueryField } from "@easel/codec/http";
import type { Draft } from "./draft.ts";

/** Headers that sign somebody in or carry a key. */
const SECRET_HEADERS = ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-ms-policykey"];
/** Query parameters no ActiveSync command has, but people paste. */
const SECRET_PARAMETERS = ["password", "access_token", "token", "policykey"];
/** Passwords of devices, shares and search (MS-ASCMD), and the policy key (MS-ASPROV 2.2.2.42). */
const SECRET_TAG = /^<((?:[\w.-]+:)?(?:Password|PolicyKey|DevicePassword))(?:\s[^<>]*)?>/i;
/** A start tag longer than this is none a person typed. */
const MAX_TAG = 400;

export const isSecretHeader = (name: string): boolean => SECRET_HEADERS.includes(name.trim().toLowerCase());

/** A draft without secrets, and what was taken out of it in words a person knows. */
export function redactDraft(draft: Draft): { draft: Draft; removed: string[] } {
  const removed: string[] = [];
  const headers = draft.headers.filter(([name]) => !isSecretHeader(name));
  for (const [name, value] of draft.headers) if (isSecretHeader(name) && value !== "") removed.push(`${name} header`);
  const target = { ...draft.target };
  if (target.kind === "own") {
    const withoutUser = target.url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#@]*@/i, "$1");
    if (withoutUser !== target.url) removed.push("user name and password in the server's URL");
    target.url = withoutUser;
  }
  const query = redactQuery(draft.query, removed);
  const xml = redactXml(draft.xml, removed);
  return { draft: { ...draft, target, query, headers, xml }, removed: [...new Set(removed)] };
}

/** Headers with secret values replaced by their scheme alone, for the doctor and for showing. */
export function maskHeaders(headers: readonly (readonly [string, string])[]): [name: string, value: string][] {
  return headers.map(([name, value]) => {
    // A policy key of 0 is no secret, and says that no policy has been accepted yet.
    if (!isSecretHeader(name) || value.trim() === "0") return [name, value];
    const scheme = /authorization$/i.test(name) ? (/^\w+(?=\s)/.exec(value)?.[0] ?? "") : "";
    return [name, `${scheme} (hidden)`.trim()];
  });
}

function redactQuery(query: string, removed: string[]): string {
  if (parseCommandUrl(`?${query}`).command.policyKey) {
    removed.push("policy key in the base64 query");
    return setQueryField(query, "PolicyKey", undefined);
  }
  return query
    .split("&")
    .filter((piece) => {
      const name = /^[^=]*/.exec(piece)?.[0].toLowerCase() ?? "";
      const secret = SECRET_PARAMETERS.includes(name) && piece.includes("=");
      if (secret) removed.push(`${name} in the query`);
      return !secret;
    })
    .join("&");
}

/**
 * Empties secret elements by their spelling, not by the tree: half-typed XML must not leak either. CDATA
 * outside them is skipped, so a message that talks about `<Password>` travels as it is.
 */
function redactXml(xml: string, removed: string[]): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at)) {
    if (xml.startsWith("<![CDATA[", at)) {
      at = endOf(xml, "]]>", at);
      continue;
    }
    const match = secretTagAt(xml, at);
    if (!match) {
      at += 1;
      continue;
    }
    const start = at + match.length;
    const end = contentEnd(xml, start);
    const content = xml.slice(start, end).trim();
    // Key 0 is the one everybody starts with.
    if (content !== "" && content !== "0") {
      parts.push(xml.slice(from, start));
      from = end;
      removed.push(`<${match.name}> in the XML`);
    }
    at = end;
  }
  parts.push(xml.slice(from));
  return parts.join("");
}

function secretTagAt(xml: string, at: number): { name: string; length: number } | undefined {
  const match = SECRET_TAG.exec(xml.slice(at, at + MAX_TAG));
  return match && !match[0].endsWith("/>") ? { name: match[1] ?? "", length: match[0].length } : undefined;
}

/** The end of an element's own text, through CDATA, comments and instructions, up to the next tag. */
function contentEnd(xml: string, start: number): number {
  let at = start;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    if (next < 0) return xml.length;
    if (xml.startsWith("<![CDATA[", next)) at = endOf(xml, "]]>", next);
    else if (xml.startsWith("<!--", next)) at = endOf(xml, "-->", next);
    else if (xml.startsWith("<?", next)) at = endOf(xml, "?>", next);
    else return next;
  }
  return at;
}

function endOf(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end + mark.length;
}
