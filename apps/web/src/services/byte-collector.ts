/** Joins chunks of unknown total length; the room doubles, so the cost stays linear. */
export interface ByteCollector {
  readonly length: number;
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

const FIRST_ROOM = 1 << 14;

export function createByteCollector(): ByteCollector {
  let room = new Uint8Array(FIRST_ROOM);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(chunk) {
      if (length + chunk.length > room.length) {
        const larger = new Uint8Array(Math.max(room.length * 2, length + chunk.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(chunk, length);
      length += chunk.length;
    },
    bytes: () => room.slice(0, length),
  };
}
