import { MAX_DEPTH, MAX_LENGTH, MAX_NODES } from "../../limits.ts";
import type { Problem } from "../../problem.ts";
import { END, STR_I, SWITCH_PAGE } from "../tokens.ts";
import { skipBlank } from "./blank.ts";
import { copied, copyText } from "./copy-text.ts";
import { moveBase64, moveCdata, opaqueToken } from "./read-content.ts";
import { readProlog } from "./read-prolog.ts";
import { isNameByte, readTagRest } from "./read-tag-rest.ts";
import { type SourceText, sourceOf, takeWritten } from "./source-text.ts";
import { hashStep, IS_PREFIXED, matches, nextSlot, PREFIXED, slotOf, type TagNames, tagNames } from "./tag-names.ts";

/** Entries of the open elements, and the default page around each. */
let openEntries = new Uint16Array(64);
let openDefaults = new Uint8Array(64);

/** No namespace is the default one. */
const NO_PAGE = 30;

export interface FastEncoded {
  bytes: Uint8Array<ArrayBuffer>;
  problems: Problem[];
}

/**
 * The bytes the tree road makes of this text, without a tree: tags, texts and CDATA are read from the text's UTF-8
 * bytes and written over them, since a token never takes more room than what it stands for. Undefined for whatever
 * is not a plain document without a problem (but a dropped DOCTYPE), which is the tree road's to read.
 */
export function encodeFromText(text: string): FastEncoded | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const source = sourceOf(text);
  const prolog = readProlog(source);
  if (!prolog) return undefined;
  const written = writeBody(source, prolog.end);
  return written < 0 ? undefined : { bytes: takeWritten(source, written), problems: [...prolog.problems] };
}

/** Writes header and root element over the source; the length written, -1 to hand over. */
function writeBody(source: SourceText, start: number): number {
  const { bytes, view, length } = source;
  const names = tagNames();
  const { forms, tags, next: following, view: nameView } = names;
  let at = start;
  // Header; the root's tag needs an xmlns, so there is room.
  view.setInt32(0, 0x03016a00);
  let to = 4;
  let page = 0;
  let defaultPage = NO_PAGE;
  let declared = 0;
  let depth = 0;
  let nodes = 0;
  let previous = 0;
  while (true) {
    // A tag begins here.
    if (bytes[at] !== 0x3c) return -1;
    if (bytes[at + 1] === 0x2f) {
      if (depth === 0) return -1;
      const entry = openEntries[--depth] ?? 0;
      const form = forms[entry] ?? 0;
      const tagLength = form & 0x7f;
      if (!matches(view, at, nameView, (form >> 7) + tagLength, tagLength + 1)) return -1;
      defaultPage = openDefaults[depth] ?? NO_PAGE;
      at += tagLength + 1;
      bytes[to++] = END;
      at = skipBlank(bytes, view, at);
      if (depth === 0) return at === length && nodes <= MAX_NODES ? to : -1;
      continue;
    }
    const outerDefault = defaultPage;
    let entry = following[previous] ?? 0;
    let form = forms[entry] ?? 0;
    let tag = tags[entry] ?? 0;
    let selfClosed = false;
    let isBase64 = false;
    const isGuess =
      entry !== 0 &&
      depth > 0 &&
      (tag < IS_PREFIXED ? tag >> 6 === defaultPage : (declared & (1 << ((tag >> 6) & 0x1f))) !== 0) &&
      matches(view, at, nameView, form >> 7, form & 0x7f);
    if (isGuess) at += form & 0x7f;
    else {
      let hash = 0;
      let end = at + 1;
      for (let byte = bytes[end] ?? 0; isNameByte(byte); byte = bytes[++end] ?? 0) hash = hashStep(hash, byte);
      let next = end + 1;
      if (bytes[end] !== 0x3e) {
        const rest = readTagRest(source, end, depth === 0);
        if (!rest) return -1;
        if (rest.defaultPage >= 0) defaultPage = rest.defaultPage;
        declared |= rest.prefixedPages;
        ({ selfClosed, isBase64 } = rest);
        next = end + rest.length;
      }
      entry = findName(names, view, at, end - at - 1, hash, defaultPage, declared);
      if (entry === 0) return -1;
      form = forms[entry] ?? 0;
      tag = tags[entry] ?? 0;
      following[previous] = entry;
      at = next;
    }
    previous = entry;
    nodes++;
    const tagPage = (tag >> 6) & 0x1f;
    const token = tag & 0x3f;
    if (tagPage !== page) {
      bytes[to] = SWITCH_PAGE;
      bytes[to + 1] = tagPage;
      to += 2;
      page = tagPage;
    }
    if (selfClosed) {
      // No text is base64 too: of no bytes.
      if (isBase64) return -1;
      bytes[to++] = token;
      defaultPage = outerDefault;
      at = skipBlank(bytes, view, at);
      if (depth === 0) return at === length ? to : -1;
      continue;
    }
    if (depth >= MAX_DEPTH) return -1;
    bytes[to++] = token | 0x40;
    const tagLength = form & 0x7f;
    const close = (form >> 7) + tagLength;
    let content = skipBlank(bytes, view, at);
    if (bytes[content] !== 0x3c || (content > at && bytes[content + 1] === 0x2f)) {
      if (isBase64) {
        content = moveBase64(source, at, to);
        if (content < 0) return -1;
        to = opaqueToken.to;
      } else {
        content = copyText(bytes, view, at, to + 1);
        if (content < 0) return -1;
        bytes[to] = STR_I;
        to = copied.to;
        bytes[to++] = 0;
      }
      nodes++;
    } else if (bytes[content + 1] === 0x21) {
      if (isBase64) return -1;
      content = moveCdata(source, content, to);
      if (content < 0) return -1;
      to = opaqueToken.to;
      content = skipBlank(bytes, view, content);
      nodes++;
    } else if (bytes[content + 1] !== 0x2f) {
      if (isBase64) return -1;
      if (depth === openEntries.length) grow();
      openEntries[depth] = entry;
      openDefaults[depth++] = outerDefault;
      at = content;
      continue;
    } else if (isBase64) return -1;
    if (!matches(view, content, nameView, close, tagLength + 1)) return -1;
    bytes[to++] = END;
    defaultPage = outerDefault;
    at = skipBlank(bytes, view, content + tagLength + 1);
    if (depth === 0) return at === length ? to : -1;
  }
}

/** The entry of the name behind the `<` at `at`; 0 when there is none in the namespaces in force. */
function findName(
  names: TagNames,
  view: DataView,
  at: number,
  length: number,
  hash: number,
  defaultPage: number,
  declared: number,
): number {
  const prefixed = probe(names, view, at, length, hash, PREFIXED);
  if (prefixed === 0) return probe(names, view, at, length, hash, defaultPage);
  const page = ((names.tags[prefixed] ?? 0) >> 6) & 0x1f;
  return (declared & (1 << page)) !== 0 ? prefixed : 0;
}

function probe(names: TagNames, view: DataView, at: number, length: number, hash: number, page: number): number {
  for (let slot = slotOf(hash, page); ; slot = nextSlot(slot)) {
    const entry = names.slots[slot] ?? 0;
    if (entry === 0) return 0;
    const form = names.forms[entry] ?? 0;
    const tag = names.tags[entry] ?? 0;
    const fits =
      (form & 0x7f) === length + 2 &&
      (page === PREFIXED ? tag >= IS_PREFIXED : tag >> 6 === page) &&
      matches(view, at, names.view, form >> 7, length + 1);
    if (fits) return entry;
  }
}

function grow(): void {
  const entries = new Uint16Array(openEntries.length * 2);
  const defaults = new Uint8Array(openDefaults.length * 2);
  entries.set(openEntries);
  defaults.set(openDefaults);
  openEntries = entries;
  openDefaults = defaults;
}
