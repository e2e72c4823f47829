import { concatBytes } from "@easel/codec/bytes";
import type { ElementNode } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import { encodeWbxml } from "@easel/codec/wbxml";
import { documentOf, el } from "../documents.ts";
import { type CommonStatusCode, httpStatusFor } from "../statuses.ts";

/** What a command says, before it becomes HTTP. */
export type Answer =
  | { kind: "document"; root: ElementNode }
  /** A document, and contents it names by number, the first by 1 (MS-ASCMD 2.2.1.10.1). */
  | { kind: "multipart"; root: ElementNode; parts: readonly Uint8Array[] }
  /** A file as it is. */
  | { kind: "content"; contentType: string; bytes: Uint8Array }
  /** HTTP 200 without a body: mail taken, or nothing new. */
  | { kind: "empty" }
  | { kind: "http"; status: number };

export const emptyAnswer: Answer = { kind: "empty" };
export const answer = (root: ElementNode): Answer => ({ kind: "document", root });
export const httpAnswer = (status: number): Answer => ({ kind: "http", status });

/**
 * A common status as the version says it (MS-ASCMD 2.2.2): from 14.0 a document whose root is the command's,
 * with the Status alone; up to 12.1 an HTTP status.
 */
export function refusal(
  version: string,
  root: { namespace: string; name: string } | undefined,
  code: CommonStatusCode,
) {
  if (!root || compareVersions(version, "14.0") < 0) return httpAnswer(httpStatusFor(code));
  return answer(el(root.namespace, root.name, el(root.namespace, "Status", String(code))));
}

const WBXML_TYPE = "application/vnd.ms-sync.wbxml";
const MULTIPART_TYPE = "application/vnd.ms-sync.multipart";

/** Invented names in the places Exchange tells its own, and an honest Server. */
const serverHeaders = {
  "Cache-Control": "private",
  Server: "EASel-sandbox",
  "MS-Server-ActiveSync": "15.1",
  "X-FEServer": "SANDBOX-FE1",
  "X-BEServer": "SANDBOX-BE1",
  "X-DiagInfo": "SANDBOX-BE1",
} as const;

export function toResponse(said: Answer): Response {
  if (said.kind === "http") return httpPage(said.status);
  if (said.kind === "empty") return reply(200, {});
  if (said.kind === "content")
    return reply(
      200,
      { "Content-Type": /^[!-~]+$/.test(said.contentType) ? said.contentType : "application/octet-stream" },
      said.bytes,
    );
  const { bytes } = encodeWbxml(documentOf(said.root));
  if (!bytes) throw new TypeError(`The answer ${said.root.name} does not encode`);
  if (said.kind === "document") return reply(200, { "Content-Type": WBXML_TYPE }, bytes);
  return reply(200, { "Content-Type": MULTIPART_TYPE }, multipartOf([bytes, ...said.parts]));
}

/** A count, then offset and length of each part, 32 bits little-endian, then the parts (MS-ASCMD 2.2.1.10.1.1). */
function multipartOf(parts: readonly Uint8Array[]): Uint8Array {
  const table = new DataView(new ArrayBuffer(4 + parts.length * 8));
  table.setUint32(0, parts.length, true);
  let offset = table.byteLength;
  for (const [index, { length }] of parts.entries()) {
    table.setUint32(4 + index * 8, offset, true);
    table.setUint32(8 + index * 8, length, true);
    offset += length;
  }
  return concatBytes([new Uint8Array(table.buffer), ...parts]);
}

/** An error as IIS and Exchange show it: a page for people, nothing a client could decode. */
export function httpPage(status: number, headers: Record<string, string> = {}): Response {
  const [title, text] = pages[status] ?? ["Error", "The request could not be handled."];
  const html = `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h1>${status} ${title}</h1><p>${text}</p></body></html>\r\n`;
  const extra = status === 500 ? { "X-MS-BackOffDuration": "L/-470", "X-BackEndHttpStatus": "500" } : {};
  return reply(
    status,
    { "Content-Type": "text/html; charset=utf-8", ...extra, ...headers },
    new TextEncoder().encode(html),
  );
}

export function reply(status: number, headers: Record<string, string>, body?: Uint8Array): Response {
  return new Response(body ? new Uint8Array(body) : null, {
    status,
    statusText: pages[status]?.[0] ?? "OK",
    headers: {
      ...serverHeaders,
      "request-id": crypto.randomUUID(),
      "Content-Length": String(body?.length ?? 0),
      ...headers,
    },
  });
}

const pages: Record<number, readonly [title: string, text: string]> = {
  400: ["Bad Request", "The query, a header or the body of the request is not what this command takes."],
  401: ["Unauthorized", "The user name or the password is wrong, or none was sent."],
  403: ["Forbidden", "The User of the query is not the one who signed in."],
  404: ["Not Found", "ActiveSync lives at /Microsoft-Server-ActiveSync."],
  413: ["Payload Too Large", "The body is larger than this server takes."],
  449: ["Retry With", "Retry after sending a PROVISION command."],
  500: ["Internal Server Error", "The server met an error and could not complete the request."],
  501: ["Not Implemented", "This server does not have the command or the method."],
};
