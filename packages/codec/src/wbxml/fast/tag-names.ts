import { codePages } from "../../protocol/index.ts";

/** Slots of the table of names: a power of two, at most half full. */
const SLOTS = 8192;

/**
 * Every name a tag may be written with: bare where its page's namespace is the default one, and with the page's
 * customary prefix. Names that bring a problem with them are left out.
 */
export interface TagNames {
  /** `<Name></Name>` of each entry behind one another, with eight bytes to spare. */
  view: DataView;
  /** By entry: where its form begins * 128 + the length of its start tag. */
  forms: Int32Array;
  /** By entry: its page * 64 + its token, and `IS_PREFIXED` when it is written with a prefix. */
  tags: Uint16Array;
  /** By entry: the one that followed it last, which is often the one that follows it again. */
  next: Uint16Array;
  /** Open addressing by `slotOf`; 0 is free. */
  slots: Uint16Array;
}

export const IS_PREFIXED = 0x8000;

let names: TagNames | undefined;

/** The names, put together when they are first asked for. */
export function tagNames(): TagNames {
  names ??= makeNames();
  return names;
}

/** Where a name's slot is looked for first; `page` is 31 for a name with a prefix. */
export const slotOf = (hash: number, page: number): number =>
  (Math.imul(hash ^ page, 0x9e37_79b1) >>> 19) & (SLOTS - 1);

export const nextSlot = (slot: number): number => (slot + 1) & (SLOTS - 1);

/** One step of a name's hash. */
export const hashStep = (hash: number, code: number): number => Math.imul(hash, 33) ^ (code << 5);

export const PREFIXED = 31;

function makeNames(): TagNames {
  const rows: { name: string; page: number; token: number; prefixed: number }[] = [];
  for (const { page, prefix, tags } of codePages) {
    // Names first, so that an alias never hides another tag's real name.
    const seen = new Set(tags.map((tag) => tag.name));
    for (const { name, token, aliases, status } of tags) {
      if (status === "legacy") continue;
      const spellings = [name, ...aliases.filter((alias) => !seen.has(alias))];
      for (const spelling of spellings) {
        if (spelling !== name) seen.add(spelling);
        rows.push(
          { name: spelling, page, token, prefixed: 0 },
          { name: `${prefix}:${spelling}`, page, token, prefixed: 1 },
        );
      }
    }
  }
  const count = rows.length + 1;
  const made: TagNames = {
    view: new DataView(new ArrayBuffer(0)),
    forms: new Int32Array(count),
    tags: new Uint16Array(count),
    next: new Uint16Array(count),
    slots: new Uint16Array(SLOTS),
  };
  let text = "";
  rows.forEach(({ name, page, token, prefixed }, index) => {
    const entry = index + 1;
    made.forms[entry] = text.length * 128 + name.length + 2;
    made.tags[entry] = page * 64 + token + (prefixed ? IS_PREFIXED : 0);
    text += `<${name}></${name}>`;
    let hash = 0;
    for (let at = 0; at < name.length; at++) hash = hashStep(hash, name.charCodeAt(at));
    let slot = slotOf(hash, prefixed ? PREFIXED : page);
    while (made.slots[slot] !== 0) slot = nextSlot(slot);
    made.slots[slot] = entry;
  });
  made.view = new DataView(new TextEncoder().encode(`${text}        `).buffer);
  return made;
}

/**
 * Whether `count` bytes, which are ASCII in `b`, are the same in both. Eight at a time as a float: no float but zero has
 * two forms, and what is not a number equals nothing.
 */
export function matches(a: DataView, at: number, b: DataView, from: number, count: number): boolean {
  if (count >= 8) {
    const last = count - 8;
    for (let done = 0; done < last; done += 8) {
      if (a.getFloat64(at + done, true) !== b.getFloat64(from + done, true)) return false;
    }
    return a.getFloat64(at + last, true) === b.getFloat64(from + last, true);
  }
  if (count >= 4) {
    const last = count - 4;
    return (
      a.getInt32(at, true) === b.getInt32(from, true) && a.getInt32(at + last, true) === b.getInt32(from + last, true)
    );
  }
  for (let done = 0; done < count; done++) if (a.getUint8(at + done) !== b.getUint8(from + done)) return false;
  return true;
}
