import { decodeBase64 } from "@easel/codec/bytes";
import { cloudOf, clouds } from "@easel/proxy/clouds";
import { buildWire } from "./build-wire.ts";
import { byteTextToBytes } from "./byte-text.ts";
import { withBytes } from "./bytes-body.ts";
import type { Credentials } from "./credentials.ts";
import type { Draft, Target } from "./draft.ts";
import { type HeaderList, headerOf } from "./header-list.ts";
import { liveDraft } from "./live-draft.ts";
import type { PastedRequest } from "./pasted-request.ts";

/** What a pasted request brought along that no draft may hold. */
export interface PastedSecrets {
  credentials?: Credentials;
  policyKey?: string;
}

/** The relay's own, or the browser's and the body's: they follow from the rest, or say nothing of the request. */
const FOLLOWS =
  /^(?:host|content-length|connection|accept|accept-encoding|accept-language|transfer-encoding|expect|origin|referer|cache-control|pragma|priority|sec-.*)$/i;
const KEPT_APART = /^(?:authorization|x-ms-policykey|cookie|ms-asprotocolversion)$/i;

/**
 * A draft of a request written for another tool. Its query stays as it was written, and its headers where they say
 * something else than EASel's own would. `body` makes a draft of a body; undefined when it can make nothing of it.
 */
export function draftOfRequest(
  pasted: PastedRequest,
  base: Draft,
  body: (text: string, base: Draft) => Draft | undefined,
): { draft: Draft; secrets: PastedSecrets; lost: string[] } {
  const { endpoint, query } = splitUrl(pasted.url);
  const version = headerOf(pasted.headers, "ms-asprotocolversion")?.trim() ?? base.protocolVersion;
  const frame: Draft = {
    ...base,
    target: targetOf(endpoint, base.target),
    method: pasted.method.toUpperCase() === "OPTIONS" ? "OPTIONS" : "POST",
    query,
    protocolVersion: version,
    headers: [],
    bodyForm: "auto",
    xml: "",
    mime: "",
    bytes: "",
  };
  const lost: string[] = [];
  const made = pasted.body.trim() === "" ? frame : bodyOf(pasted, frame, body);
  // What the body says of its command changes no query that was written.
  const draft = { ...made, target: frame.target, method: frame.method, query, protocolVersion: version };
  if (pasted.bodyFile !== undefined)
    lost.push(`the body, which is in the file ${pasted.bodyFile}: paste it, or open it`);
  if (headerOf(pasted.headers, "cookie") !== undefined) lost.push("its cookies");
  if (!["POST", "OPTIONS"].includes(pasted.method.toUpperCase()))
    lost.push(`its method ${pasted.method}, which ActiveSync does not know`);
  return { draft: { ...draft, headers: ownHeaders(pasted.headers, draft) }, secrets: secretsOf(pasted), lost };
}

/** In a log XML may stand for the bytes it was decoded from; what curl is given is what it sends. */
function bodyOf(pasted: PastedRequest, frame: Draft, read: (text: string, base: Draft) => Draft | undefined): Draft {
  const made = read(pasted.body, frame) ?? asText(pasted.body, frame);
  const isText = pasted.form === "a cURL command" && made.bodyForm !== "bytes" && made.xml === pasted.body;
  return isText ? { ...made, bodyForm: "xml" } : made;
}

/** Text that is none of what a draft edits goes out as the bytes it was pasted as. */
function asText(text: string, frame: Draft): Draft {
  const { bytes } = byteTextToBytes(text.toWellFormed());
  return bytes ? withBytes(frame, bytes) : frame;
}

function splitUrl(url: string): { endpoint: string; query: string } {
  const [endpoint = "", ...rest] = url.replace(/#.*$/s, "").split("?");
  return { endpoint, query: rest.join("?") };
}

/** Where it was to go. A path without a host says nothing of that. */
function targetOf(endpoint: string, before: Target): Target {
  if (!/^https?:\/\//i.test(endpoint)) return before;
  const host = /^https:\/\/([^/]+)/i.exec(endpoint)?.[1]?.toLowerCase();
  const cloud = clouds.find((one) => one.host === host);
  if (cloud) return cloud.id === cloudOf(undefined).id ? { kind: "office365" } : { kind: "office365", cloud: cloud.id };
  return { kind: "own", url: endpoint };
}

/** Those that differ from what the draft would send by itself. */
function ownHeaders(headers: HeaderList, draft: Draft): HeaderList {
  const computed = buildWire(liveDraft(draft), "https://host/").headers;
  return headers.filter(
    ([name, value]) => !FOLLOWS.test(name) && !KEPT_APART.test(name) && headerOf(computed, name) !== value,
  );
}

function secretsOf({ headers, user }: PastedRequest): PastedSecrets {
  const policyKey = headerOf(headers, "x-ms-policykey")?.trim();
  const credentials = user === undefined ? credentialsOf(headerOf(headers, "authorization")) : basic(user);
  return { ...(credentials && { credentials }), ...(policyKey && { policyKey }) };
}

function credentialsOf(authorization: string | undefined): Credentials | undefined {
  const [, scheme = "", value = ""] = /^(\S+)\s+(\S.*)$/.exec(authorization?.trim() ?? "") ?? [];
  if (/^bearer$/i.test(scheme)) return { kind: "bearer", token: value };
  if (!/^basic$/i.test(scheme)) return undefined;
  const bytes = decodeBase64(value);
  return bytes && basic(new TextDecoder().decode(bytes));
}

function basic(pair: string): Credentials {
  const colon = pair.indexOf(":");
  return colon < 0
    ? { kind: "basic", user: pair, password: "" }
    : { kind: "basic", user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
