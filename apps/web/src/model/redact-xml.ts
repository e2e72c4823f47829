/** Passwords of devices, shares and search (MS-ASCMD), and the policy key (MS-ASPROV 2.2.2.42). */
const SECRET_NAME = /^<((?:[^\s<>/:]{1,100}:)?(Password|PolicyKey|DevicePassword))(?=[\s/<>]|$)/i;
/** DevicePassword with a Password that is left empty. */
const EMPTY_INSIDE = /^(?:<\/?(?:[\w.-]{1,100}:)?(?:Set|Password)\s*\/?>\s*)+$/;
/** Enough of the text to tell a name by. */
const NAME_LENGTH = 130;

/**
 * The XML text with secret elements emptied, by their spelling and not by the tree: half-typed XML must not leak
 * either. What hides a tag from a parser and is well closed (CDATA) is skipped, so that a message that talks about
 * `<Password>` travels as it is; where that is in doubt, more is taken out rather than less.
 */
export function redactXml(xml: string, removed: string[]): string {
  const parts: string[] = [];
  let from = 0;
  let commentEnd = 0;
  const endOf = markFinder(xml);
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at)) {
    const inComment = at < commentEnd;
    if (!inComment && xml.startsWith("<!--", at)) commentEnd = endOf("-->", at + 4) ?? 0;
    // A section inside a comment is none, and one that never ends may be a slip that hides nothing.
    const cdataEnd = !inComment && xml.startsWith("<![CDATA[", at) ? endOf("]]>", at) : undefined;
    if (cdataEnd !== undefined) {
      at = cdataEnd;
      continue;
    }
    const tag = secretTagAt(xml, at);
    if (!tag) {
      at += 1;
      continue;
    }
    const limit = at < commentEnd ? Math.max(tag.end, commentEnd - 3) : xml.length;
    const end = contentEnd(xml, tag, limit, endOf);
    const content = xml.slice(tag.end, end).trim();
    // Key 0 is the one everybody starts with.
    if (content !== "" && content !== "0" && !EMPTY_INSIDE.test(content)) {
      parts.push(xml.slice(from, tag.end));
      from = end;
      removed.push(`<${tag.name}> in the XML`);
    }
    at = end;
  }
  parts.push(xml.slice(from));
  return parts.join("");
}

interface SecretTag {
  name: string;
  /** The name without its prefix, in lower case. */
  local: string;
  /** Just after the start tag. */
  end: number;
}

function secretTagAt(xml: string, at: number): SecretTag | undefined {
  const [matched, name, local] = SECRET_NAME.exec(xml.slice(at, at + NAME_LENGTH)) ?? [];
  if (matched === undefined || name === undefined || local === undefined) return undefined;
  const end = tagEnd(xml, at + matched.length);
  return xml.startsWith("/>", end - 2) ? undefined : { name, local: local.toLowerCase(), end };
}

/** Just after the `>` of a start tag; before a `<` or at an open quote's start when the tag never ends there. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at++) {
    const char = xml[at];
    if (char === ">") return at + 1;
    if (char === "<") return at;
    if (char === '"' || char === "'") {
      const close = xml.indexOf(char, at + 1);
      if (close < 0) return at;
      at = close;
    }
  }
  return xml.length;
}

/** Where the element's end tag begins, elements of its name inside it counted; `limit` when it never comes. */
function contentEnd(xml: string, { end, local }: SecretTag, limit: number, endOf: MarkFinder): number {
  let depth = 1;
  let at = xml.indexOf("<", end);
  while (at >= 0 && at < limit) {
    const skipped = endOfHidden(xml, at, endOf);
    if (skipped !== undefined) {
      at = xml.indexOf("<", skipped);
      continue;
    }
    const [, slash, name] = /^<(\/?)(?:[^\s<>/:]{1,100}:)?([^\s<>/:]+)/.exec(xml.slice(at, at + NAME_LENGTH)) ?? [];
    if (name?.toLowerCase() === local) {
      if (slash) depth--;
      else if (!xml.startsWith("/>", tagEnd(xml, at + 1) - 2)) depth++;
      if (depth === 0) return at;
    }
    at = xml.indexOf("<", at + 1);
  }
  return limit;
}

/** The end of the CDATA section, comment or instruction that begins here and is closed. */
function endOfHidden(xml: string, at: number, endOf: MarkFinder): number | undefined {
  if (xml.startsWith("<![CDATA[", at)) return endOf("]]>", at);
  if (xml.startsWith("<!--", at)) return endOf("-->", at + 4);
  return xml.startsWith("<?", at) ? endOf("?>", at) : undefined;
}

/** Just after the next such mark; undefined when none follows. */
type MarkFinder = (mark: string, from: number) => number | undefined;

/** A mark that was once not found is not looked for again: a million open comments cost one search. */
function markFinder(xml: string): MarkFinder {
  const absentFrom = new Map<string, number>();
  return (mark, from) => {
    if (from >= (absentFrom.get(mark) ?? Number.POSITIVE_INFINITY)) return undefined;
    const at = xml.indexOf(mark, from);
    if (at >= 0) return at + mark.length;
    absentFrom.set(mark, Math.min(from, absentFrom.get(mark) ?? from));
    return undefined;
  };
}
