import type { Span } from "../document.ts";
import { MAX_ATTRIBUTES } from "../limits.ts";
import type { ProblemList } from "../problem-list.ts";
import { isNameChar, isNameStart, isSpace } from "./characters.ts";

export interface XmlAttribute {
  name: string;
  /** As written between the quotes, references not yet replaced. */
  value: string;
  nameSpan: Span;
  valueSpan: Span;
}

export interface StartTag {
  kind: "start";
  start: number;
  end: number;
  name: string;
  attributes: XmlAttribute[];
  selfClosed: boolean;
  /** False when the text ends inside the tag. */
  finished: boolean;
  /** It has more attributes than `MAX_ATTRIBUTES`, and those are left out. */
  isOverfull?: boolean;
}

const noAttributes: XmlAttribute[] = [];

/** Scans the start tag at `start`, whose `<` is followed by a name; recovers from half-typed attributes. */
export function scanStartTag(text: string, start: number, problems: ProblemList): StartTag {
  const nameEnd = scanName(text, start + 1);
  const tag: StartTag = {
    kind: "start",
    start,
    end: nameEnd,
    name: text.slice(start + 1, nameEnd),
    attributes: noAttributes,
    selfClosed: false,
    finished: true,
  };
  let at = nameEnd;
  while (true) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    const code = text.charCodeAt(at);
    if (code === 0x3e) return finish(tag, at + 1);
    if (code === 0x2f && text.charCodeAt(at + 1) === 0x3e) {
      tag.selfClosed = true;
      return finish(tag, at + 2);
    }
    if (at >= text.length || code === 0x3c) {
      tag.finished = at < text.length;
      problems.add("error", "unfinished-tag", () => `The tag <${tag.name} is not closed: a > is missing.`, start, at);
      return finish(tag, at);
    }
    if (isNameStart(code)) {
      const attribute = scanAttribute(text, at, problems);
      if (tag.attributes === noAttributes) tag.attributes = [];
      if (tag.attributes.length < MAX_ATTRIBUTES) tag.attributes.push(attribute.attribute);
      else if (!tag.isOverfull) reportOverfull(tag, at, problems);
      at = attribute.end;
    } else {
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const message = () => `The character ${char} cannot stand inside the tag <${tag.name}>.`;
      problems.add("error", "bad-character-in-tag", message, at, at + char.length);
      at += char.length;
    }
  }
}

function reportOverfull(tag: StartTag, at: number, problems: ProblemList): void {
  tag.isOverfull = true;
  const message = () => `The tag <${tag.name}> has more than ${MAX_ATTRIBUTES} attributes; the rest is not read.`;
  problems.add("error", "too-many-attributes", message, tag.start, at);
}

function finish(tag: StartTag, end: number): StartTag {
  tag.end = end;
  return tag;
}

/** Offset behind the name that begins here. */
export function scanName(text: string, from: number): number {
  let at = from;
  while (at < text.length && isNameChar(text.charCodeAt(at))) at++;
  return at;
}

function scanAttribute(text: string, start: number, problems: ProblemList): { attribute: XmlAttribute; end: number } {
  const nameEnd = scanName(text, start);
  const name = text.slice(start, nameEnd);
  let at = nameEnd;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  if (text[at] !== "=") {
    const message = () => `The attribute ${name} has no value: write ${name}="…".`;
    problems.add("error", "attribute-without-value", message, start, nameEnd);
    return made(text, name, start, nameEnd, nameEnd, nameEnd, nameEnd);
  }
  at++;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = scanQuoted(text, at + 1, quote);
    if (text[end] === quote) return made(text, name, start, nameEnd, at + 1, end, end + 1);
    problems.add("error", "missing-quote", () => `The value of ${name} has no closing ${quote}.`, at, end);
    return made(text, name, start, nameEnd, at + 1, end, end);
  }
  const valueStart = at;
  while (at < text.length && !isSpace(text.charCodeAt(at)) && text[at] !== ">" && text[at] !== "<") at++;
  const message = () => `The value of ${name} needs quotes around it: ${name}="${text.slice(valueStart, at)}".`;
  problems.add("error", "missing-quote", message, valueStart, at);
  return made(text, name, start, nameEnd, valueStart, at, at);
}

/** The closing quote; without one before the next `<`, the tag's `>` if there is one, else where scanning stopped. */
function scanQuoted(text: string, from: number, quote: string): number {
  let firstClose = -1;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return at;
    if (char === ">" && firstClose < 0) firstClose = at;
    if (char === "<") break;
  }
  return firstClose < 0 ? at : firstClose;
}

function made(text: string, name: string, start: number, nameEnd: number, from: number, to: number, end: number) {
  const attribute: XmlAttribute = {
    name,
    value: text.slice(from, to),
    nameSpan: { start, end: nameEnd },
    valueSpan: { start: from, end: to },
  };
  return { attribute, end };
}
