import type { ServerResponse } from "node:http";
import { frameHeader, frameJson, type RelayEvent } from "../frames.ts";
import type { FrameSource } from "../relay/index.ts";
import { latin1Text } from "./latin1-text.ts";

/** An answer made of frames. */
export interface Frames {
  /** Of the answer, all of them: name, value, name, value. */
  headers: readonly string[];
  source: FrameSource;
  /** A page that leaves frames unread for so many milliseconds counts as gone. */
  stallMs: number;
}

/** A stage may wait this long for company: most are over by then, and each write alone wakes the page. */
const STAGE_HOLD_MS = 20;
/** Bytes held at most before they go out. */
const HOLD_BYTES = 256 * 1024;
/** Bytes that may wait for the page before the relay does. */
const UNTAKEN_BYTES = 512 * 1024;
/** Bytes from this number on are not copied to stand beside others. */
const UNCOPIED_BYTES = 16 * 1024;

/**
 * Writes the frames of one relay as the answer to the page, as fast as it takes them. Straight to Node's own stream:
 * a web stream around it costs about a quarter of a relay. What comes in one turn of the event loop goes out at once.
 */
export function writeFrames(out: ServerResponse, frames: Frames): void {
  const writer = new FrameWriter(out, frames);
  frames.source.start((event) => writer.hold(event));
}

/** Frames that wait: short ones joined to texts with a character for each byte, long contents as they came. */
class Held {
  /** Bytes in all. */
  bytes = 0;
  readonly #before: (string | Uint8Array)[] = [];
  #text = "";

  add(event: RelayEvent): void {
    if (event.type !== "body") {
      const json = frameJson(event);
      const length = Buffer.byteLength(json);
      this.#add(frameHeader(event.type, length));
      this.#add(length === json.length ? json : Buffer.from(json).toString("latin1"));
      return;
    }
    this.#add(frameHeader("body", event.bytes.length));
    if (event.bytes.length < UNCOPIED_BYTES) {
      this.#add(latin1Text(event.bytes));
      return;
    }
    this.#before.push(this.#text, event.bytes);
    this.#text = "";
    this.bytes += event.bytes.length;
  }

  /** All of it but the last piece, which is always a text. */
  get before(): readonly (string | Uint8Array)[] {
    return this.#before;
  }

  get last(): string {
    return this.#text;
  }

  #add(text: string): void {
    this.#text += text;
    this.bytes += text.length;
  }
}

class FrameWriter {
  readonly #out: ServerResponse;
  readonly #frames: Frames;
  #held = new Held();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: ReturnType<typeof setImmediate> | undefined;
  #stall: ReturnType<typeof setTimeout> | undefined;

  constructor(out: ServerResponse, frames: Frames) {
    this.#out = out;
    this.#frames = frames;
    out.on("drain", () => this.#goOn());
  }

  hold(event: RelayEvent): void {
    // Once the page has gone, nothing is written; the relay only runs to its tail, so that it is logged.
    if (this.#out.destroyed) {
      clearTimeout(this.#stall);
      this.#forgetTimers();
      return;
    }
    this.#held.add(event);
    if (event.type === "tail") this.#end();
    else if (this.#held.bytes > HOLD_BYTES) this.#flush();
    else if (event.type === "stage") this.#timer ??= setTimeout(() => this.#flush(), STAGE_HOLD_MS);
    else this.#turn ??= setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#forgetTimers();
    const out = this.#out;
    if (out.destroyed) return;
    if (!out.headersSent) out.writeHead(200, [...this.#frames.headers]);
    const held = this.#held;
    this.#held = new Held();
    out.cork();
    for (const piece of held.before) out.write(piece, "latin1");
    if (held.last !== "") out.write(held.last, "latin1");
    out.uncork();
    if (out.writableNeedDrain && out.writableLength > UNTAKEN_BYTES) this.#holdUp();
  }

  #end(): void {
    clearTimeout(this.#stall);
    this.#forgetTimers();
    const out = this.#out;
    const { before, last, bytes } = this.#held;
    // The whole answer at once: no chunks are needed.
    if (!out.headersSent) out.writeHead(200, [...this.#frames.headers, "Content-Length", String(bytes)]);
    for (const piece of before) out.write(piece, "latin1");
    out.end(last, "latin1");
  }

  /** Holds the relay until the page has taken what was written, but for so long only. */
  #holdUp(): void {
    if (this.#stall) return;
    const { source, stallMs } = this.#frames;
    source.pause();
    this.#stall = setTimeout(() => {
      source.gone();
      this.#out.destroy();
    }, stallMs);
  }

  #goOn(): void {
    if (!this.#stall) return;
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#frames.source.resume();
  }

  #forgetTimers(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
  }
}
