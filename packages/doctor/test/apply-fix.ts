import { elementAt } from "@easel/codec/document";
import { setQueryField } from "@easel/codec/http";
import { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml } from "@easel/codec/xml";
import type { Edit, Finding, RoundTrip } from "../src/diagnosis/index.ts";
import { applyTextEdits, isStructureEdit, type StructureEdit, structureEdits } from "../src/language/index.ts";
import { textOf } from "./make-round-trip.ts";

type Request = RoundTrip["request"];

function applyEdit(request: Request, edit: Edit): Request {
  const without = (name: string) => request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  const withQuery = (name: string, value: string | undefined): Request => {
    const [endpoint = "", query = ""] = request.url.split("?");
    return { ...request, url: `${endpoint}?${setQueryField(query, name, value)}` };
  };
  switch (edit.kind) {
    case "set-header":
      return { ...request, headers: [...without(edit.name), [edit.name, edit.value]] };
    case "remove-header":
      return { ...request, headers: without(edit.name) };
    case "set-version":
      return { ...request, headers: [...without("MS-ASProtocolVersion"), ["MS-ASProtocolVersion", edit.version]] };
    case "set-query":
      return withQuery(edit.name, edit.value);
    case "remove-query":
      return withQuery(edit.name, undefined);
    case "set-body":
      return { ...request, body: edit.body };
    case "set-content":
      return { ...request, body: setContent(request.body, edit) };
    default:
      return applyStructure(request, [edit]);
  }
}

/** The request with a fix made. Paths are those of the request as it stands, so elements come and go together. */
export function applyEdits(request: Request, edits: readonly Edit[]): Request {
  const structure = edits.filter(isStructureEdit);
  const others = edits.filter((edit) => !isStructureEdit(edit));
  const mended = others.reduce(applyEdit, request);
  return structure.length === 0 ? mended : applyStructure(mended, structure);
}

function applyStructure(request: Request, changes: readonly StructureEdit[]): Request {
  const version = request.headers.find(([name]) => /^ms-asprotocolversion$/i.test(name))?.[1];
  const isWbxml = request.body[0] === 3;
  const text = isWbxml ? printXml(decodeWbxml(request.body).document) : textOf(request.body);
  const edits = structureEdits(text, parseXml(text).document.root, changes, version);
  if (edits.length === 0) throw new Error("The fix changes nothing");
  const mended = applyTextEdits(text, edits);
  const bytes = isWbxml ? encodeWbxml(parseXml(mended).document).bytes : new TextEncoder().encode(mended);
  return { ...request, body: bytes ?? request.body };
}

function setContent(body: Uint8Array, { path, content }: Edit & { kind: "set-content" }): Uint8Array {
  const isWbxml = body[0] === 3;
  const { document } = isWbxml ? decodeWbxml(body) : parseXml(textOf(body));
  const target = elementAt(document.root, path);
  if (!target) throw new Error(`Nothing at ${path}`);
  target.children = [
    typeof content === "string" ? { kind: "text", text: content } : { kind: "opaque", bytes: content },
  ];
  return isWbxml ? (encodeWbxml(document).bytes ?? body) : new TextEncoder().encode(printXml(document));
}

/** The document that is sent once a finding's fix is made, as XML. */
export const mendedXml = ({ request }: RoundTrip, { fix }: Finding): string =>
  printXml(decodeWbxml(applyEdits(request, fix ?? []).body).document);
