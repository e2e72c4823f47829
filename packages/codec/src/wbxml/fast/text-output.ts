import { narrowText, utf16Text, widestNarrow } from "./strings.ts";

/** Characters of memory kept from call to call; more is kept only until the engine wants it back. */
const KEPT = 0x8000;

/** Characters gathered at most before they become a piece of the text. */
const PIECE = 0x40_0000;

/** Room that is always left behind the last character, so that copies may run over in whole words. */
const SLACK = 64;

/** Longest start or end tag with its line and attribute: the room there is after `reserve`. */
const MAX_TAG = 2048;

/** Room before the first character, for what is known only at the end. */
const HEAD = 4096;

/** Memory for the same number of characters in both widths; the wide one is made when it is needed. */
interface Memory {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  units: Uint16Array<ArrayBuffer>;
  unitView: DataView<ArrayBuffer>;
  unitBytes: Uint8Array;
}

const noUnits = new Uint16Array(0);

function memoryOf(size: number): Memory {
  const bytes = new Uint8Array(size);
  return {
    bytes,
    view: new DataView(bytes.buffer),
    units: noUnits,
    unitView: new DataView(noUnits.buffer),
    unitBytes: new Uint8Array(noUnits.buffer),
  };
}

function addUnits(memory: Memory): void {
  const { buffer } = new Uint16Array(memory.bytes.length);
  memory.units = new Uint16Array(buffer);
  memory.unitView = new DataView(buffer);
  memory.unitBytes = new Uint8Array(buffer);
}

/** Constant ASCII texts in both widths, with eight characters to spare at the end. */
export interface Constants {
  narrow: DataView;
  wide: DataView;
}

export function constantsOf(text: string): Constants {
  const bytes = new TextEncoder().encode(`${text}        `);
  return { narrow: new DataView(bytes.buffer), wide: new DataView(Uint16Array.from(bytes).buffer) };
}

const small = memoryOf(KEPT + SLACK);
let large: WeakRef<Memory> | undefined;

/**
 * Gathers a text: one byte a character as long as all of them fit, two from the first that does not. Whoever writes
 * into the memory itself takes `to` along and stays below `limit`.
 */
export class TextOutput {
  bytes = small.bytes;
  view = small.view;
  units = small.units;
  unitView = small.unitView;
  /** Characters written since the last piece. */
  to = 0;
  /** Two bytes a character. */
  isWide = false;
  /** Characters above 0x7F are among the narrow ones. */
  hasHigh = false;
  /** Behind this there is only slack. */
  limit = KEPT;
  #memory = small;
  #text = "";
  /** Where the piece begins. */
  #from = HEAD;

  /** `expected` is the number of characters there may be; a hint. */
  start(expected: number): void {
    this.to = HEAD;
    this.#from = HEAD;
    this.isWide = false;
    this.hasHigh = false;
    this.#text = "";
    if (expected <= KEPT) this.#use(small);
    else this.#use(large?.deref() ?? keep(memoryOf(Math.min(expected, PIECE) + SLACK)));
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
    const text = this.#text + rest;
    this.#text = "";
    return text;
  }

  /** Makes room for a tag. */
  reserve(): void {
    if (this.to > this.limit - MAX_TAG) this.makeRoom();
  }

  /** Makes room where `limit` is reached. */
  makeRoom(): void {
    const { bytes } = this.#memory;
    const capacity = bytes.length - SLACK;
    if (capacity >= PIECE) {
      this.#flush();
      return;
    }
    const kept = large?.deref();
    const larger =
      kept && kept.bytes.length > bytes.length ? kept : keep(memoryOf(Math.min(capacity * 2, PIECE) + SLACK));
    if (this.isWide) {
      if (larger.units.length === 0) addUnits(larger);
      larger.units.set(this.units.subarray(0, this.to));
    } else larger.bytes.set(bytes.subarray(0, this.to));
    this.#use(larger);
  }

  /** From here on two bytes a character. */
  widen(): void {
    if (this.#memory.units.length === 0) {
      addUnits(this.#memory);
      this.units = this.#memory.units;
      this.unitView = this.#memory.unitView;
    }
    this.units.set(this.bytes.subarray(0, this.to));
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
    if (this.isWide) {
      this.units[to - 1] = 0x2f;
      this.units[to] = 0x3e;
    } else {
      this.bytes[to - 1] = 0x2f;
      this.bytes[to] = 0x3e;
    }
    this.to = to + 1;
  }

  #use(memory: Memory): void {
    this.#memory = memory;
    this.bytes = memory.bytes;
    this.view = memory.view;
    this.units = memory.units;
    this.unitView = memory.unitView;
    this.limit = memory.bytes.length - SLACK;
  }

  #flush(): void {
    const from = this.#from;
    const { to } = this;
    if (to > from) {
      if (!this.isWide && this.hasHigh && widestNarrow < 0x100) this.widen();
      this.#text += this.isWide
        ? utf16Text(this.#memory.unitBytes, from * 2, to * 2)
        : narrowText(this.bytes, from, to);
    }
    this.#from = 0;
    this.to = 0;
    this.isWide = false;
    this.hasHigh = false;
  }
}

function keep(memory: Memory): Memory {
  large = new WeakRef(memory);
  return memory;
}
