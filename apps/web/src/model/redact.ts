import { parseCommandUrl, percentDecode, setQueryField } from "@easel/codec/http";
import { decodeWbxml } from "@easel/codec/wbxml";
import { printXml } from "@easel/codec/xml";
import { bytesToByteText } from "./byte-text.ts";
import { bytesOf, leaveBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { redactXml } from "./redact-xml.ts";

/** Headers that sign somebody in or carry a key. */
const SECRET_HEADERS = ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-ms-policykey"];
/** Query parameters no ActiveSync command has, but people paste. */
const SECRET_PARAMETERS =
  /^(?:.*password|passwd|pwd|pass|.*[_-]?token|policykey|.*secret|api[_-]?key|x-ms-policykey|authorization|code|sig)$/i;

export const isSecretHeader = (name: string): boolean => SECRET_HEADERS.includes(name.trim().toLowerCase());

/** A draft without secrets, and what was taken out of it in words a person knows. */
export function redactDraft(draft: Draft): { draft: Draft; removed: string[] } {
  const removed: string[] = [];
  const headers = draft.headers.filter(([name]) => !isSecretHeader(name));
  for (const [name, value] of draft.headers) if (isSecretHeader(name) && value !== "") removed.push(`${name} header`);
  const target = { ...draft.target };
  if (target.kind === "own") target.url = redactEndpoint(target.url, removed);
  const query = redactQuery(draft.query, removed);
  const body = redactBytes(draft, removed);
  const xml = redactXml(body.xml, removed);
  return { draft: { ...body, target, query, headers, xml }, removed: [...new Set(removed)] };
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

/** As browsers read a URL: a backslash is a slash, tabs and line ends are nothing, slashes may be missing. */
function redactEndpoint(url: string, removed: string[]): string {
  const clean = url.replace(/[\t\r\n]/g, "").trimStart();
  const start = /^(?:[a-z][a-z0-9+.-]*:(?=[/\\]))?[/\\]*/i.exec(clean)?.[0] ?? "";
  const rest = clean.slice(start.length);
  const authority = /^[^/\\?#]*/.exec(rest)?.[0] ?? "";
  // `user:p/w@host` is no URL, and people type it: where no port follows the colon, a password does.
  const isWhole = authority.includes("@") || /^(?:\[[^\]]*\]|[^:]*)(?::\d*)?$/.test(authority);
  const at = (isWhole ? authority : rest).lastIndexOf("@");
  if (at < 0) return redactEndpointQuery(url, removed);
  removed.push("user name and password in the server's URL");
  return redactEndpointQuery(start + rest.slice(at + 1), removed);
}

/** What follows `?` or `#` here is never sent, so nothing is lost with it. */
function redactEndpointQuery(url: string, removed: string[]): string {
  const kept = url.replace(/[?#].*$/s, "");
  if (kept !== url) removed.push("what follows the path in the server's URL");
  return kept;
}

/** Bytes are taken whole or not at all: with a secret among them their reading goes in their place. */
function redactBytes(draft: Draft, removed: string[]): Draft {
  if (draft.bytes === "") return draft;
  const bytes = bytesOf(draft) ?? new Uint8Array(0);
  const found: string[] = [];
  const readings = [printXml(decodeWbxml(bytes).document), bytesToByteText(bytes)];
  for (const reading of readings) redactXml(reading, found);
  if (found.length === 0) return draft;
  removed.push(...found.map((what) => what.replace("in the XML", "in the pasted bytes, and with it those bytes")));
  return { ...leaveBytes(draft), bytes: "" };
}

function redactQuery(query: string, removed: string[]): string {
  if (parseCommandUrl(`?${query}`).command.policyKey) {
    removed.push("policy key in the base64 query");
    const without = setQueryField(query, "PolicyKey", undefined);
    // A query too damaged to be written again is not worth the key in it.
    return parseCommandUrl(`?${without}`).command.policyKey ? "" : without;
  }
  return query
    .split("&")
    .filter((piece) => {
      const name = percentDecode(/^[^=]*/.exec(piece)?.[0] ?? "")
        .text.trim()
        .toLowerCase();
      const secret = SECRET_PARAMETERS.test(name) && piece.includes("=");
      if (secret) removed.push(`${name} in the query`);
      return !secret;
    })
    .join("&");
}
