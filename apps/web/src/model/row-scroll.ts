/** Chromium stops laying out above 33,554,428 px; a scroll area stays well below and is mapped. */
export const MAX_SCROLL_HEIGHT = 8_000_000;
/** At either end of a squeezed area a pixel of the bar is a pixel of the rows. */
const TRUE_ENDS = 100_000;
/** A scroll bar that is dragged leaps farther than this in one event; wheel, keys and fingers do not. */
const LEAP = 2_000;

export interface ScrollSize {
  /** Height of all rows, in px. */
  full: number;
  /** Height of the box that gives the scroll bar its size, in px: `full`, or `MAX_SCROLL_HEIGHT` if that is less. */
  area: number;
  /** Largest scroll offset of that box, in px. */
  maxBar: number;
}

/**
 * Where rows stand that are taken together taller than a browser can scroll. A leap of the bar goes to the same part
 * of the rows; a small step moves the rows by just as much, and the bar is put right once it rests. So every row is
 * reached by bar, wheel, keys and touch. All numbers are px.
 */
export class RowScroll {
  /** How far the rows are scrolled. */
  top = 0;
  #bar = 0;
  #leapt = false;
  #size: ScrollSize = { full: 0, area: 0, maxBar: 0 };

  get isSqueezed(): boolean {
    return this.#size.full > this.#size.area;
  }

  resize(size: ScrollSize): void {
    this.#size = size;
    this.top = Math.max(0, Math.min(this.top, this.#maxTop));
  }

  /** The bar has moved. */
  scrolled(bar: number): void {
    const step = bar - this.#bar;
    this.#bar = bar;
    if (this.isSqueezed && Math.abs(step) <= LEAP) {
      this.top = Math.max(0, Math.min(this.top + step, this.#maxTop));
      return;
    }
    this.top = this.#topOf(bar);
    this.#leapt = true;
  }

  /** The bar rests: where it belongs, or undefined when it stands right. */
  rest(): number | undefined {
    // A bar let go of may end with small steps: where it was dragged to is what was meant.
    if (this.#leapt) this.top = this.#topOf(this.#bar);
    this.#leapt = false;
    const bar = Math.round(this.#barOf(this.top));
    return Math.abs(bar - this.#bar) < 1 ? undefined : bar;
  }

  /** Goes to a place; gives where the bar belongs then. `placed` tells where it was put. */
  moveTo(top: number): number {
    this.top = Math.max(0, Math.min(top, this.#maxTop));
    this.#leapt = false;
    return this.#barOf(this.top);
  }

  /** The bar was put somewhere by us, not by the person. */
  placed(bar: number): void {
    this.#bar = bar;
    if (!this.isSqueezed) this.top = bar;
  }

  /** Padding of the box scrolls along, unsqueezed. */
  get #maxTop(): number {
    const { full, area, maxBar } = this.#size;
    return full - area + maxBar;
  }

  #topOf(bar: number): number {
    if (!this.isSqueezed) return bar;
    const { maxBar } = this.#size;
    if (bar <= TRUE_ENDS) return bar;
    if (bar >= maxBar - TRUE_ENDS) return this.#maxTop - (maxBar - bar);
    return TRUE_ENDS + (bar - TRUE_ENDS) * this.#scale;
  }

  #barOf(top: number): number {
    if (!this.isSqueezed) return top;
    const { maxBar } = this.#size;
    if (top <= TRUE_ENDS) return top;
    if (top >= this.#maxTop - TRUE_ENDS) return maxBar - (this.#maxTop - top);
    return TRUE_ENDS + (top - TRUE_ENDS) / this.#scale;
  }

  get #scale(): number {
    return (this.#maxTop - 2 * TRUE_ENDS) / Math.max(1, this.#size.maxBar - 2 * TRUE_ENDS);
  }
}
