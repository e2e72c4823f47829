// Type-checked against the packed package with nothing but ES2022's library: no Node, no DOM.
import { decodeBase64, encodeHex } from "@easel/codec/bytes";
import { type Document, type ElementNode, elementAt, type Span } from "@easel/codec/document";
import { type CommandUrl, parseCommandUrl, parseMultipart } from "@easel/codec/http";
import { type MimePart, scanMime } from "@easel/codec/mime";
import { hasError, type Problem } from "@easel/codec/problem";
import { codePages, element, type ProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import { decodeTimeZone, type TimeZone } from "@easel/codec/values";
import { annotateWbxml, type ByteLabel, decodeWbxml, encodeWbxml, wbxmlToXml, xmlToWbxml } from "@easel/codec/wbxml";
import { type PrintOptions, parseXml, printXml, sniffPaste } from "@easel/codec/xml";

const newest: ProtocolVersion | undefined = protocolVersions.at(-1);
const root: ElementNode = element("FolderHierarchy", "FolderSync", element("FolderHierarchy", "SyncKey", "0"));
const { document, problems }: { document: Document; problems: Problem[] } = parseXml("<FolderSync/>");
const compact: PrintOptions = { newline: "" };

export const bytes: Uint8Array = xmlToWbxml(printXml({ ...document, root }, compact)).bytes ?? new Uint8Array(0);
export const labels: ByteLabel[] = annotateWbxml(decodeWbxml(bytes).document);
export const place: Span | undefined = elementAt(root, "/FolderSync/SyncKey")?.tagSpan;
export const command: CommandUrl = parseCommandUrl("https://mail.contoso.example/?Cmd=Sync").command;
export const part: MimePart = scanMime(bytes).message;
export const zone: TimeZone | undefined = decodeTimeZone("").value;
export const text: string = [wbxmlToXml(bytes, compact).text, sniffPaste("").kind, encodeHex(bytes), newest].join();
export const good: boolean = !hasError([...problems, ...encodeWbxml(document).problems]);
export const counts: number[] = [codePages.length, parseMultipart(bytes).parts.length, decodeBase64("")?.length ?? 0];

// @ts-expect-error the declarations are read: bytes are not text.
xmlToWbxml(bytes);
// @ts-expect-error only what a subpath exports can be reached.
import("@easel/codec/dist/wbxml/index.js");
