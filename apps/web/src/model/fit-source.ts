import { childElement, elementText } from "@easel/codec/document";
import { parseCommandUrl, setQueryField } from "@easel/codec/http";
import { commandNameOf, sendsBareMime } from "./body-kind.ts";
import type { Draft } from "./draft.ts";
import { contentSpanOf, escapeXmlText } from "./element-content.ts";
import { findElement, insertBeforeMime } from "./mime-in-xml.ts";

/** The query's parameter and the child of Source that say the same. */
const sources = [
  ["CollectionId", "FolderId"],
  ["ItemId", "ItemId"],
  ["LongId", "LongId"],
] as const;

/**
 * Before 14.0 the query names the message that is answered or sent on, from 14.0 on Source does (MS-ASCMD 2.2.3.173):
 * the name moves with the message.
 */
export function fitSource(before: Draft, after: Draft): Draft {
  if (!/^smart(?:reply|forward)$/i.test(commandNameOf(after)) || after.bodyForm === "bytes") return after;
  const bare = sendsBareMime(after);
  if (sendsBareMime(before) === bare) return after;
  return bare ? intoQuery(after, namesInXml(before.xml)) : intoXml(after);
}

type Names = ReadonlyMap<string, string>;

function intoQuery(draft: Draft, names: Names): Draft {
  // What somebody has put into the query already says it.
  if (namesInQuery(draft).size > 0) return draft;
  let { query } = draft;
  for (const [parameter, child] of sources) {
    const value = names.get(child);
    if (value !== undefined) query = setQueryField(query, parameter, value);
  }
  return { ...draft, query };
}

function intoXml(draft: Draft): Draft {
  const names = namesInQuery(draft);
  if (names.size === 0) return draft;
  const said = namesInXml(draft.xml);
  const same = names.size === said.size && [...names].every(([child, value]) => said.get(child) === value);
  let { query } = draft;
  for (const [parameter] of sources) query = setQueryField(query, parameter, undefined);
  return { ...draft, query, xml: same ? draft.xml : withSource(draft.xml, names) };
}

function namesInQuery(draft: Draft): Names {
  const { parameters } = parseCommandUrl(`?${draft.query}`).command;
  const given = new Map(parameters.map(([name, value]) => [name.toLowerCase(), value]));
  return new Map(
    sources.flatMap(([parameter, child]): [string, string][] => {
      const value = given.get(parameter.toLowerCase());
      return value ? [[child, value]] : [];
    }),
  );
}

function namesInXml(xml: string): Names {
  const source = findElement(xml, "Source");
  return new Map(
    sources.flatMap(([, child]): [string, string][] => {
      const element = source && childElement(source, child);
      const value = element ? elementText(element).trim() : "";
      return value === "" ? [] : [[child, value]];
    }),
  );
}

/** The XML text with these names in Source, in place of all that stood in it. */
function withSource(xml: string, names: Names): string {
  const placed = findElement(xml, "Source") ? xml : insertBeforeMime(xml, "Source");
  const source = findElement(placed, "Source");
  const { tagSpan } = source ?? {};
  if (!source || !tagSpan) return xml;
  const tag = placed.slice(tagSpan.start, tagSpan.end);
  const prefix = /^<([\w.-]+:)?/.exec(tag)?.[1] ?? "";
  const layout = /(?:\r?\n)[ \t]*$/.exec(placed.slice(Math.max(0, tagSpan.start - 80), tagSpan.start))?.[0] ?? "";
  const inside = [...names]
    .map(([child, value]) => `${layout && `${layout}  `}<${prefix}${child}>${escapeXmlText(value)}</${prefix}${child}>`)
    .join("");
  const content = contentSpanOf(placed, source);
  if (content) return placed.slice(0, content.start) + inside + layout + placed.slice(content.end);
  const open = tag.replace(/\s*\/>$/, ">");
  return `${placed.slice(0, tagSpan.start)}${open}${inside}${layout}</${prefix}Source>${placed.slice(tagSpan.end)}`;
}
