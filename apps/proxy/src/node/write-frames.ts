import type { ServerResponse } from "node:http";
import type { Frames } from "../app-env.ts";
import { bodyFrameHeader, type RelayEvent, writeFrame } from "../frames.ts";

/** A stage may wait this long for company: most are over by then, and each write alone wakes the page. */
const STAGE_HOLD_MS = 20;
/** Bytes held at most before they go out. */
const HOLD_BYTES = 1024 * 1024;
/** Bytes from this number on are not copied to stand beside others. */
const UNCOPIED_BYTES = 16 * 1024;

/**
 * Writes the frames of one relay as the answer to the page, as fast as it takes them. Straight to Node's own stream:
 * a web stream around it costs as much as all the rest. What comes in one turn of the event loop goes out at once.
 */
export async function writeFrames(out: ServerResponse, frames: Frames): Promise<void> {
  const writer = new FrameWriter(out, frames);
  for await (const event of frames.events) {
    // Once the page has gone this only lets the relay run to its end, so that it is logged.
    writer.hold(event);
    if (writer.full) await writer.drained();
  }
  writer.end();
}

class FrameWriter {
  readonly #out: ServerResponse;
  readonly #frames: Frames;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: ReturnType<typeof setImmediate> | undefined;
  #wake: (() => void) | undefined;
  /** True: the page takes no more for now. */
  full = false;

  constructor(out: ServerResponse, frames: Frames) {
    this.#out = out;
    this.#frames = frames;
    const go = () => {
      this.full = false;
      this.#wake?.();
    };
    out.on("drain", go).on("close", go).on("error", go);
  }

  hold(event: RelayEvent): void {
    if (this.#out.destroyed) return;
    if (event.type === "body" && event.bytes.length >= UNCOPIED_BYTES) {
      this.#push(bodyFrameHeader(event.bytes.length));
      this.#push(event.bytes);
    } else this.#push(writeFrame(event));
    if (this.#heldBytes > HOLD_BYTES) this.#flush();
    else if (event.type !== "stage") this.#turn ??= setImmediate(() => this.#flush());
    else if (!this.#turn) this.#timer ??= setTimeout(() => this.#flush(), STAGE_HOLD_MS);
  }

  /** Waits until the page has taken what was written, but for so long only. */
  async drained(): Promise<void> {
    const { stallMs, gone } = this.#frames;
    const stall = setTimeout(() => {
      gone();
      this.#out.destroy();
    }, stallMs);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    clearTimeout(stall);
    this.#wake = undefined;
  }

  end(): void {
    this.#forgetTimers();
    if (this.#out.destroyed) return;
    if (!this.#out.headersSent) {
      // The whole answer at once: no chunks are needed.
      this.#out.writeHead(200, { ...this.#frames.headers, "Content-Length": this.#heldBytes });
    }
    for (const bytes of this.#taken()) this.#out.write(bytes);
    this.#out.end();
  }

  #push(bytes: Uint8Array): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #flush(): void {
    this.#forgetTimers();
    const out = this.#out;
    if (out.destroyed) return;
    if (!out.headersSent) out.writeHead(200, this.#frames.headers);
    out.cork();
    for (const bytes of this.#taken()) this.full = !out.write(bytes);
    out.uncork();
  }

  #forgetTimers(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
  }

  /** What is held, neighbours joined where that copies little. */
  #taken(): Uint8Array[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    if (held.every(({ length }) => length < UNCOPIED_BYTES)) return held.length < 2 ? held : [Buffer.concat(held)];
    const joined: Uint8Array[] = [];
    let small: Uint8Array[] = [];
    for (const bytes of held) {
      if (bytes.length < UNCOPIED_BYTES) small.push(bytes);
      else {
        if (small.length > 0) joined.push(Buffer.concat(small));
        joined.push(bytes);
        small = [];
      }
    }
    if (small.length > 0) joined.push(Buffer.concat(small));
    return joined;
  }
}
