import { elementAt } from "@easel/codec/document";
import { decodeWbxml } from "@easel/codec/wbxml";
import { parseXml, printXml } from "@easel/codec/xml";
import type { Edit } from "@easel/doctor/diagnosis";
import { applyTextEdits, isStructureEdit, type StructureEdit, structureEdits } from "@easel/doctor/language";
import { bodyKindOf, type DraftBodyKind } from "./body-kind.ts";
import { buildWire } from "./build-wire.ts";
import { bytesToByteText } from "./byte-text.ts";
import { setXml } from "./bytes-body.ts";
import type { Draft } from "./draft.ts";
import { replaceContent } from "./element-content.ts";
import { headerOf } from "./header-list.ts";
import { liveDraft } from "./live-draft.ts";
import { setQueryValue, setVersion } from "./query.ts";
import { recogniseBody } from "./recognise-body.ts";

/** What changes the kind of body comes before the body, headers last: they may then be what is computed anyway. */
const ORDER: Record<Edit["kind"], number> = {
  "set-version": 0,
  "set-query": 1,
  "remove-query": 1,
  "set-body": 2,
  "set-content": 3,
  "insert-element": 4,
  "remove-element": 4,
  "rename-element": 4,
  "order-children": 4,
  "set-header": 5,
  "remove-header": 5,
};

/** The draft with the doctor's edits made. Edits that find nothing to change leave it as it is. */
export function applyEdits(draft: Draft, edits: readonly Edit[], endpoint: string): Draft {
  const ordered = edits.toSorted((left, right) => ORDER[left.kind] - ORDER[right.kind]);
  const structure = ordered.filter(isStructureEdit);
  // Their paths are those of the document before any of them, so they are made at once.
  const steps: (SingleEdit | readonly StructureEdit[])[] = [];
  for (const edit of ordered)
    if (!isStructureEdit(edit)) steps.push(edit);
    else if (edit === structure[0]) steps.push(structure);
  return steps.reduce<Draft>(
    (current, step) => ("kind" in step ? applyEdit(current, step, endpoint) : setStructure(current, step)),
    draft,
  );
}

type SingleEdit = Exclude<Edit, StructureEdit>;

function applyEdit(draft: Draft, edit: SingleEdit, endpoint: string): Draft {
  switch (edit.kind) {
    case "set-version":
      return setVersion(draft, edit.version);
    case "set-query":
      return setQueryValue(draft, edit.name, edit.value);
    case "remove-query":
      return setQueryValue(draft, edit.name, undefined);
    case "set-body":
      return dropNeedless(setBody(draft, edit.body), "Content-Type", endpoint);
    case "set-content":
      return setContent(draft, edit.path, edit.content);
    case "set-header":
      return setHeader(draft, edit.name, edit.value, endpoint);
    case "remove-header":
      return removeHeader(draft, edit.name, endpoint);
  }
}

function setBody(draft: Draft, body: Uint8Array): Draft {
  const kind = kindOfBytes(body);
  // "auto" where it means the same: the person need not know that the body was forced before.
  const auto: Draft = { ...draft, bodyForm: "auto", bytes: "" };
  const next: Draft = bodyKindOf(auto) === kind ? auto : { ...auto, bodyForm: kind };
  if (kind === "mime") return { ...next, mime: bytesToByteText(body) };
  if (kind === "none") return { ...next, xml: "" };
  const xml =
    kind === "wbxml" ? printXml(decodeWbxml(body).document, { newline: "\r\n" }) : new TextDecoder().decode(body);
  return { ...next, xml, mime: "" };
}

function kindOfBytes(body: Uint8Array): Exclude<DraftBodyKind, "bytes"> {
  const kind = recogniseBody(body, undefined);
  if (kind === "empty") return "none";
  return kind === "wbxml" ? "wbxml" : kind === "xml" || kind === "html" ? "xml" : "mime";
}

/** Changes one element in the XML text and nothing around it; bytes become opaque, a string text. */
function setContent(draft: Draft, path: string, content: string | Uint8Array): Draft {
  if (bodyKindOf(draft) === "mime") return draft;
  const element = elementAt(parseXml(draft.xml).document.root, path);
  if (!element) return draft;
  const made =
    typeof content === "string"
      ? ({ kind: "text", text: content } as const)
      : ({ kind: "opaque", bytes: content } as const);
  return setXml(draft, replaceContent(draft.xml, element, made));
}

/** Puts elements into the XML text and takes others out; comments and layout around them stay. */
function setStructure(draft: Draft, changes: readonly StructureEdit[]): Draft {
  if (bodyKindOf(draft) === "mime") return draft;
  const { root } = parseXml(draft.xml).document;
  return setXml(draft, applyTextEdits(draft.xml, structureEdits(draft.xml, root, changes, draft.protocolVersion)));
}

function setHeader(draft: Draft, name: string, value: string, endpoint: string): Draft {
  if (isSame(name, "MS-ASProtocolVersion")) return setVersion(removeOwn(draft, name), value);
  const without = removeOwn(draft, name);
  // A header of the draft's own is needed only where the computed one says something else.
  if (headerOf(buildWire(liveDraft(without), endpoint).headers, name) === value) return without;
  if (!draft.headers.some(([other]) => isSame(other, name)))
    return { ...draft, headers: [...draft.headers, [name, value]] };
  return {
    ...draft,
    headers: draft.headers.map(([other, old]) => (isSame(other, name) ? [other, value] : [other, old])),
  };
}

function removeHeader(draft: Draft, name: string, endpoint: string): Draft {
  const without = removeOwn(draft, name);
  const computed = headerOf(buildWire(liveDraft(without), endpoint).headers, name) !== undefined;
  return computed ? { ...without, headers: [...without.headers, [name, ""]] } : without;
}

/** A forced header that says what is computed anyway would only be wrong after the next change of version. */
function dropNeedless(draft: Draft, name: string, endpoint: string): Draft {
  const own = headerOf(draft.headers, name);
  if (own === undefined) return draft;
  const without = removeOwn(draft, name);
  return headerOf(buildWire(liveDraft(without), endpoint).headers, name) === own ? without : draft;
}

function removeOwn(draft: Draft, name: string): Draft {
  const headers = draft.headers.filter(([other]) => !isSame(other, name));
  return headers.length === draft.headers.length ? draft : { ...draft, headers };
}

const isSame = (left: string, right: string): boolean => left.trim().toLowerCase() === right.toLowerCase();
