import { narrowText, utf16Text } from "./strings.ts";
import { MemoryStore } from "./text-memory.ts";

/** Characters of memory kept from call to call. */
const KEPT = 0x8000;

/** Characters gathered at most before they become a piece of the text: new memory for more would not be had. */
const PIECE = 0x400_0000;

/** The same while two bytes a character are needed: behind a few such characters most text is narrow again. */
const WIDE_PIECE = 0x40_0000;

/** Room that is always left behind the last character, so that copies may run over in whole words. */
const SLACK = 64;

/** Longest start or end tag with its line and attribute: the room there is after `reserve`. */
const MAX_TAG = 2048;

/** Room before the first character, for what is known only at the end. */
const HEAD = 4096;

/** Constant ASCII texts in both widths, with eight characters to spare at the end. */
export interface Constants {
  narrow: DataView;
  wide: DataView;
}

export function constantsOf(text: string): Constants {
  const bytes = new TextEncoder().encode(`${text}        `);
  return { narrow: new DataView(bytes.buffer), wide: new DataView(Uint16Array.from(bytes).buffer) };
}

const narrowStore = new MemoryStore(KEPT + SLACK);
const wideStore = new MemoryStore((KEPT + SLACK) * 2);

/**
 * Gathers a text: one byte a character as long as all of them fit, two from the first that does not. Whoever writes
 * into the memory itself takes `to` along and stays below `limit`.
 */
export class TextOutput {
  bytes = narrowStore.small.bytes;
  view = narrowStore.small.view;
  units = wideStore.small.units;
  unitView = wideStore.small.view;
  /** Characters written since the last piece. */
  to = 0;
  /** Two bytes a character. */
  isWide = false;
  /** Characters above 0x7F are among the narrow ones. */
  hasHigh = false;
  /** Behind this there is only slack. */
  limit = KEPT;
  #wide = wideStore.small;
  #text = "";
  /** Where the piece begins. */
  #from = HEAD;

  /** `expected` is the number of characters there may be; a hint. */
  start(expected: number): void {
    this.to = HEAD;
    this.#from = HEAD;
    this.isWide = false;
    this.hasHigh = false;
    this.#takeNarrow(Math.min(expected, PIECE));
  }

  /** The text, with `head` before it: ASCII of at most `HEAD` characters. */
  finish(head: Uint8Array): string {
    let rest = "";
    if (this.#text === "") this.#from = HEAD - head.length;
    else {
      this.#flush();
      rest = this.#text;
      this.#text = "";
      this.to = head.length;
    }
    // Into the same memory where it can be, so that the text is in one piece.
    if (this.isWide) this.units.set(head, this.#from);
    else this.bytes.set(head, this.#from);
    this.#flush();
    return this.#text + rest;
  }

  /** Lets go of what was gathered and of large memory. */
  release(): void {
    this.#text = "";
    this.#takeNarrow(0);
    this.#takeWide(0);
  }

  /** Makes room for a tag. */
  reserve(): void {
    if (this.to > this.limit - MAX_TAG) this.makeRoom();
  }

  /** Makes room where `limit` is reached. */
  makeRoom(): void {
    const { bytes, units, to } = this;
    if (this.limit >= (this.isWide ? WIDE_PIECE : PIECE)) this.#flush();
    else if (this.isWide) {
      this.#takeWide(Math.min(this.limit * 2, WIDE_PIECE));
      this.units.set(units.subarray(this.#from, to), this.#from);
      this.limit = this.units.length - SLACK;
    } else {
      this.#takeNarrow(Math.min(this.limit * 2, PIECE));
      this.bytes.set(bytes.subarray(this.#from, to), this.#from);
    }
  }

  /** From here on two bytes a character. */
  widen(): void {
    if (this.to >= WIDE_PIECE) this.#flush();
    this.#takeWide(Math.min(this.limit, WIDE_PIECE));
    this.units.set(this.bytes.subarray(this.#from, this.to), this.#from);
    this.limit = this.units.length - SLACK;
    this.isWide = true;
  }

  /** Copies ASCII, eight bytes at a time: no eight of them make a float that is not a number and so would change. */
  ascii(constants: Constants, from: number, count: number): void {
    const { to } = this;
    this.to = to + count;
    if (this.isWide) {
      const { unitView } = this;
      const { wide } = constants;
      for (let at = 0; at < count * 2; at += 8) {
        unitView.setFloat64(to * 2 + at, wide.getFloat64(from * 2 + at, true), true);
      }
      return;
    }
    const { view } = this;
    const { narrow } = constants;
    for (let at = 0; at < count; at += 8) view.setFloat64(to + at, narrow.getFloat64(from + at, true), true);
  }

  /** Makes the start tag just written, `<X>`, a whole element: `<X/>`. */
  selfClose(): void {
    const { to } = this;
    const target = this.isWide ? this.units : this.bytes;
    target[to - 1] = 0x2f;
    target[to] = 0x3e;
    this.to = to + 1;
  }

  #takeNarrow(characters: number): void {
    const memory = narrowStore.get(characters + SLACK);
    this.bytes = memory.bytes;
    this.view = memory.view;
    this.limit = memory.bytes.length - SLACK;
  }

  #takeWide(characters: number): void {
    this.#wide = wideStore.get((characters + SLACK) * 2);
    this.units = this.#wide.units;
    this.unitView = this.#wide.view;
  }

  #flush(): void {
    const from = this.#from;
    const { to } = this;
    if (to > from) {
      this.#text += this.isWide
        ? utf16Text(this.#wide.bytes, from * 2, to * 2)
        : narrowText(this.bytes, from, to, this.hasHigh);
    }
    this.#from = 0;
    this.to = 0;
    this.isWide = false;
    this.hasHigh = false;
    this.limit = this.bytes.length - SLACK;
  }
}
