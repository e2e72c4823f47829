import type { Document } from "@easel/codec/document";
import { scanMime } from "@easel/codec/mime";
import { hasError, type Problem } from "@easel/codec/problem";
import { annotateWbxml, type ByteLabel, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import { bodyKindOf, type DraftBodyKind } from "./body-kind.ts";
import { byteTextToBytes } from "./byte-text.ts";
import { beginsLikeWbxml, bytesOf, readBytes } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { type HeaderList, headerProblems, layHeaders } from "./header-list.ts";
import { pruneForPreview } from "./preview-bytes.ts";
import { readQuery } from "./query.ts";
import { labelMime, labelText } from "./text-labels.ts";
import { messageIn, type WireMime } from "./wire-message.ts";

export type { WireMime } from "./wire-message.ts";

export const EASEL_VERSION = "0.1.0";

/** The bytes and headers a draft becomes: exactly what is sent, credentials apart. */
export interface Wire {
  method: string;
  url: string;
  headers: HeaderList;
  body: Uint8Array;
  /** What the body is; "none" when it is empty. */
  bodyKind: DraftBodyKind;
  /** The tree of a WBXML body, with text and byte spans. */
  document?: Document;
  /** What each run of body bytes is, in order. */
  labels: ByteLabel[];
  /** Of the query, the XML, its encoding and the message; spans count in the format `source` names. */
  problems: Problem[];
  /** False when `body` is only a preview: the draft cannot be sent before its errors are gone. */
  sendable: boolean;
  mime?: WireMime;
}

const CONTENT_TYPES: Partial<Record<DraftBodyKind, string>> = {
  wbxml: "application/vnd.ms-sync.wbxml",
  mime: "message/rfc822",
  xml: "text/xml",
};

type Body = Pick<Wire, "body" | "bodyKind" | "document" | "labels" | "problems" | "sendable" | "mime">;

/** Builds what a draft sends to an endpoint (URL up to `?`). Never throws; faults are sent, not repaired. */
export function buildWire(draft: Draft, endpoint: string): Wire {
  const { command, problems } = readQuery(draft);
  const body = buildBody(draft);
  const url = draft.query === "" ? endpoint : `${endpoint}?${draft.query}`;
  const computed: HeaderList = [];
  // A base64 query carries the version itself (MS-ASHTTP 2.2.1.1.2.6).
  if (draft.protocolVersion !== "" && command.form === "plain" && draft.method !== "OPTIONS") {
    computed.push(["MS-ASProtocolVersion", draft.protocolVersion]);
  }
  const exactWbxml = body.bodyKind === "bytes" && beginsLikeWbxml(body.body);
  const contentType = CONTENT_TYPES[exactWbxml ? "wbxml" : body.bodyKind];
  if (contentType) computed.push(["Content-Type", contentType]);
  computed.push(["User-Agent", `EASel/${EASEL_VERSION}`]);
  return {
    method: draft.method,
    url,
    headers: layHeaders(computed, draft.headers),
    ...body,
    problems: [...problems, ...headerProblems(draft.headers), ...body.problems],
    sendable: body.sendable && endpoint !== "",
  };
}

function buildBody(draft: Draft): Body {
  const kind = bodyKindOf(draft);
  if (kind === "mime") return mimeBody(draft.mime);
  if (kind === "bytes") return bytesBody(draft);
  // Sync and Ping may go without a body; an empty pane means just that.
  if (kind === "none" || draft.xml === "") return noBody([]);
  if (draft.xml.trim() === "") return noBody([blankBody(draft.xml)]);
  return kind === "xml" ? xmlBody(draft.xml) : wbxmlBody(draft.xml);
}

const noBody = (problems: Problem[], sendable = true): Body => ({
  body: new Uint8Array(0),
  bodyKind: "none",
  labels: [],
  problems,
  sendable,
});

/** The very bytes that were pasted: their faults are told, and sent. */
function bytesBody(draft: Draft): Body {
  const body = bytesOf(draft);
  if (!body) return noBody([unreadableBytes], false);
  if (body.length === 0) return noBody([]);
  if (!beginsLikeWbxml(body)) {
    return { body, bodyKind: "bytes", labels: labelText(body), problems: [], sendable: true };
  }
  const { document, problems } = readBytes(body, draft.xml);
  const found = messageIn(document, true);
  return {
    body,
    bodyKind: "bytes",
    document,
    labels: annotateWbxml(document),
    problems: [...problems.map(soften), ...(found?.problems ?? [])],
    sendable: true,
    ...(found && { mime: found.mime }),
  };
}

function mimeBody(mime: string): Body {
  const { bytes, loneSurrogateAt } = byteTextToBytes(mime);
  if (!bytes) {
    const preview = byteTextToBytes(mime.toWellFormed()).bytes ?? new Uint8Array(0);
    return { ...mimeBodyOf(preview), problems: [loneSurrogate("mime", loneSurrogateAt ?? 0)], sendable: false };
  }
  return mimeBodyOf(bytes);
}

function mimeBodyOf(bytes: Uint8Array): Body {
  const { message, problems } = scanMime(bytes);
  return {
    body: bytes,
    bodyKind: bytes.length === 0 ? "none" : "mime",
    labels: labelMime(bytes, message),
    problems,
    sendable: true,
    mime: { bytes, bodyOffset: 0, message },
  };
}

function xmlBody(xml: string): Body {
  const { document, problems } = parseXml(xml);
  const body = new TextEncoder().encode(xml);
  const lone = xml.isWellFormed() ? undefined : loneSurrogate("xml", xml.search(/[\uD800-\uDFFF]/u));
  const found = messageIn(document, false);
  return {
    body,
    bodyKind: "xml",
    labels: labelText(body),
    // The text goes out as it stands: what it means as a document is the person's affair.
    problems: [...problems.map((problem) => soften(problem)), ...(lone ? [lone] : []), ...(found?.problems ?? [])],
    sendable: !lone,
    ...(found && { mime: found.mime }),
  };
}

function wbxmlBody(xml: string): Body {
  const { document, problems: parsed } = parseXml(xml);
  const encoded = encodeWbxml(document);
  const problems = [...parsed, ...encoded.problems];
  const sendable = encoded.bytes !== undefined && !hasError(problems);
  const body = encoded.bytes ?? pruneForPreview(document);
  const found = messageIn(document, true);
  return {
    body,
    bodyKind: "wbxml",
    document,
    labels: annotateWbxml(document),
    problems: [...problems, ...(found?.problems ?? [])],
    sendable,
    ...(found && { mime: found.mime }),
  };
}

const soften = (problem: Problem): Problem =>
  problem.severity === "error" ? { ...problem, severity: "warning" } : problem;

const blankBody = (xml: string): Problem => ({
  code: "blank-body",
  severity: "info",
  message: "There is nothing but white space here, so the request goes without a body.",
  source: "xml",
  span: { start: 0, end: xml.length },
});

const unreadableBytes: Problem = {
  code: "unreadable-bytes",
  severity: "error",
  message: "The bytes this draft was to send are no longer readable, so there is nothing to send. Paste them again.",
  source: "wbxml",
};

const loneSurrogate = (source: "mime" | "xml", at: number): Problem => ({
  code: "lone-surrogate",
  severity: "error",
  message: "Half of a surrogate pair stands here: it is no character, and no bytes stand for it. Delete it.",
  source,
  span: { start: at, end: at + 1 },
});
