import type { ByteLabels, LinkedTree } from "@easel/codec/incremental";
import { encodeText, linkTree } from "@easel/codec/incremental";
import { pieceLines } from "@easel/codec/mime";
import { PieceBytes, type PieceText } from "@easel/codec/pieces";
import type { Problem } from "@easel/codec/problem";
import { bodyKindOf, type DraftBodyKind } from "./body-kind.ts";
import { bytesReading, isBlank, textReading } from "./body-reading.ts";
import { byteTextToPieces } from "./byte-pieces.ts";
import { byteTextToBytes } from "./byte-text.ts";
import { beginsLikeWbxml } from "./bytes-body.ts";
import { type HeaderList, headerProblems, layHeaders } from "./header-list.ts";
import type { DraftFrame, LiveDraft } from "./live-draft.ts";
import { readQuery } from "./query.ts";
import { labelMime, labelText } from "./text-labels.ts";
import { messageIn, messageInDocument, scanned, type WireMime } from "./wire-message.ts";
import { xmlSession } from "./xml-session.ts";

export type { WireMime } from "./wire-message.ts";

export const EASEL_VERSION = "0.1.0";

/** The bytes and headers a draft becomes: exactly what is sent, credentials apart. */
export interface Wire {
  method: string;
  url: string;
  headers: HeaderList;
  body: PieceBytes;
  /** What the body is; "none" when it is empty. */
  bodyKind: DraftBodyKind;
  /** The tree of a WBXML body, linked to its text and its bytes. */
  tree?: LinkedTree;
  /** What each run of body bytes is, in order. */
  labels: ByteLabels;
  /** Of the query, the XML, its encoding and the message; spans count in the format `source` names. */
  problems: Problem[];
  /** Those of the headers that were typed, which are among `problems`. */
  headerProblems: Problem[];
  /** False when `body` is only a preview: the draft cannot be sent before its errors are gone. */
  sendable: boolean;
  mime?: WireMime;
}

/** Bytes that tell what exact bytes are. */
const SNIFFED = 4096;

const CONTENT_TYPES: Partial<Record<DraftBodyKind, string>> = {
  wbxml: "application/vnd.ms-sync.wbxml",
  mime: "message/rfc822",
  xml: "text/xml",
};

type Body = Pick<Wire, "body" | "bodyKind" | "tree" | "labels" | "problems" | "sendable" | "mime">;

/**
 * Builds what a draft sends to an endpoint (URL up to `?`). Never throws; faults are sent, not repaired. After a
 * keystroke it costs what the keystroke changed; where `isQuick` says no it reads all of a long body first.
 */
export function buildWire(draft: LiveDraft, endpoint: string): Wire {
  const body = buildBody(draft);
  const exactWbxml = body.bodyKind === "bytes" && beginsLikeWbxml(body.body.slice(0, SNIFFED));
  const head = buildHead(draft, CONTENT_TYPES[exactWbxml ? "wbxml" : body.bodyKind]);
  return {
    method: draft.method,
    url: draft.query === "" ? endpoint : `${endpoint}?${draft.query}`,
    headers: head.headers,
    ...body,
    problems: [...head.queryProblems, ...head.headerProblems, ...body.problems],
    headerProblems: head.headerProblems,
    sendable: body.sendable && endpoint !== "",
  };
}

interface Head {
  headers: HeaderList;
  queryProblems: Problem[];
  headerProblems: Problem[];
}

let lastHead: { key: readonly unknown[]; head: Head } | undefined;

/** What stands before the body; the same objects while none of it changes. */
function buildHead(draft: DraftFrame, contentType: string | undefined): Head {
  const { query, method, protocolVersion, headers } = draft;
  const key = [query, method, protocolVersion, headers, contentType];
  if (lastHead?.key.every((part, index) => part === key[index])) return lastHead.head;
  const { command, problems } = readQuery(draft);
  const computed: HeaderList = [];
  // A base64 query carries the version itself (MS-ASHTTP 2.2.1.1.2.6).
  if (protocolVersion !== "" && command.form === "plain" && method !== "OPTIONS") {
    computed.push(["MS-ASProtocolVersion", protocolVersion]);
  }
  if (contentType) computed.push(["Content-Type", contentType]);
  computed.push(["User-Agent", `EASel/${EASEL_VERSION}`]);
  const head = {
    headers: layHeaders(computed, headers),
    queryProblems: problems,
    headerProblems: headerProblems(headers),
  };
  lastHead = { key, head };
  return head;
}

function buildBody(draft: LiveDraft): Body {
  const kind = bodyKindOf(draft);
  if (kind === "mime") return mimeBody(draft.mime);
  if (kind === "bytes") return bytesBody(draft);
  // Sync and Ping may go without a body; an empty pane means just that.
  if (kind === "none" || draft.xml.length === 0) return noBody([]);
  if (isBlank(draft.xml)) return noBody([blankBody(draft.xml)]);
  return kind === "xml" ? xmlBody(draft.xml) : wbxmlBody(draft.xml);
}

const noBody = (problems: Problem[], sendable = true): Body => ({
  body: PieceBytes.empty,
  bodyKind: "none",
  labels: [],
  problems,
  sendable,
});

/** The very bytes that were pasted: their faults are told, and sent. */
function bytesBody(draft: LiveDraft): Body {
  const { body: bytes, wbxml } = bytesReading(draft);
  if (!bytes) return noBody([unreadableBytes], false);
  if (bytes.length === 0) return noBody([]);
  const body = PieceBytes.of(bytes);
  if (!wbxml) {
    return { body, bodyKind: "bytes", labels: labelText(body, pieceLines(body)), problems: [], sendable: true };
  }
  const found = messageInDocument(wbxml.document);
  return {
    body,
    bodyKind: "bytes",
    tree: linkTree(wbxml.document),
    labels: wbxml.labels,
    problems: [...wbxml.problems.map(soften), ...(found?.problems ?? [])],
    sendable: true,
    ...(found && { mime: found.mime }),
  };
}

function mimeBody(text: PieceText): Body {
  const { bytes, loneSurrogateAt } = byteTextToPieces(text);
  if (bytes) return mimeBodyOf(bytes, text);
  const preview = byteTextToBytes(text.toString().toWellFormed()).bytes ?? new Uint8Array(0);
  return {
    ...mimeBodyOf(PieceBytes.of(preview), text),
    problems: [loneSurrogate("mime", loneSurrogateAt ?? 0)],
    sendable: false,
  };
}

function mimeBodyOf(bytes: PieceBytes, text: PieceText): Body {
  const { mime, problems } = scanned(bytes, 0, text);
  const bodyKind = bytes.length === 0 ? "none" : "mime";
  return { body: bytes, bodyKind, labels: labelMime(bytes, mime), problems, sendable: true, mime };
}

function xmlBody(text: PieceText): Body {
  const { problems, message } = textReading({ xml: text });
  const xml = text.toString();
  const lone = xml.isWellFormed() ? undefined : loneSurrogate("xml", xml.search(/[\uD800-\uDFFF]/u));
  const body = encodeText(text);
  const found = message && scanned(PieceBytes.of(message), undefined);
  return {
    body,
    bodyKind: "xml",
    labels: labelText(body, pieceLines(body)),
    // The text goes out as it stands: what it means as a document is the person's affair.
    problems: [...problems.map((problem) => soften(problem)), ...(lone ? [lone] : []), ...(found?.problems ?? [])],
    sendable: !lone,
    ...(found && { mime: found.mime }),
  };
}

function wbxmlBody(xml: PieceText): Body {
  const session = xmlSession(xml);
  const found = messageIn(session);
  return {
    body: session.bytes,
    bodyKind: "wbxml",
    tree: session.tree,
    labels: session.labels,
    problems: [...session.problems, ...(found?.problems ?? [])],
    sendable: session.complete,
    ...(found && { mime: found.mime }),
  };
}

const soften = (problem: Problem): Problem =>
  problem.severity === "error" ? { ...problem, severity: "warning" } : problem;

const blankBody = (xml: PieceText): Problem => ({
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
