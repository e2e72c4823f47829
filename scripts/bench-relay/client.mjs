import net from "node:net";

const END_OF_CHUNKS = Buffer.from("0\r\n\r\n");
const MAX_HEAD = 64 * 1024;

/** One kept connection that sends requests written beforehand and reads answers only as far as it takes to see them end. */
export class Client {
  /** @type {net.Socket} */
  #socket;
  /** @type {Buffer} */
  #head = Buffer.alloc(0);
  /** @type {Buffer} the last bytes that came */
  #tail = Buffer.alloc(0);
  #left = -1;
  #chunked = false;
  #bytes = 0;
  /** @type {{ resolve: (bytes: number) => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /** @param {number} port */
  constructor(port) {
    this.#socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (data) => this.#take(data));
    this.#socket.on("error", (error) => this.#waiting?.reject(error));
    this.#socket.on("close", () => this.#waiting?.reject(new Error("connection closed")));
  }

  /** @param {Buffer[]} request @returns {Promise<number>} bytes of the answer, frames and chunk sizes included */
  ask(request) {
    this.#head = Buffer.alloc(0);
    this.#tail = Buffer.alloc(0);
    this.#left = -1;
    this.#bytes = 0;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      for (const part of request) this.#socket.write(part);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  /** @param {Buffer} data */
  #take(data) {
    let body = data;
    if (this.#left < 0) {
      this.#head = this.#head.length === 0 ? data : Buffer.concat([this.#head, data]);
      const end = this.#head.indexOf("\r\n\r\n");
      if (end < 0 && this.#head.length < MAX_HEAD) return;
      const text = this.#head.toString("latin1", 0, end);
      if (!text.startsWith("HTTP/1.1 200")) throw new Error(text);
      body = this.#head.subarray(end + 4);
      this.#chunked = /\r\ntransfer-encoding: *chunked/i.test(text);
      this.#left = this.#chunked ? 0 : Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    }
    this.#bytes += body.length;
    this.#left -= this.#chunked ? 0 : body.length;
    if (this.#chunked) {
      this.#tail = body.length >= 5 ? body.subarray(-5) : Buffer.concat([this.#tail, body]).subarray(-5);
    }
    const ended = this.#chunked ? this.#tail.equals(END_OF_CHUNKS) : this.#left <= 0;
    if (ended) this.#waiting?.resolve(this.#bytes);
  }
}
