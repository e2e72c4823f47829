/** How reading ended: whole, stopped at the limit, or broken off with an error. */
export type StreamEnd = "complete" | "limit" | "error";

export interface CollectedBytes {
  /** What came, also when it ended badly; at most the limit. */
  bytes: Uint8Array<ArrayBuffer>;
  ended: StreamEnd;
  error?: unknown;
}

/** Reads a stream into one array, at most `limit` bytes of it; never throws. */
export async function collectBounded(
  stream: ReadableStream<Uint8Array>,
  limit = Number.POSITIVE_INFINITY,
): Promise<CollectedBytes> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: join(chunks, length), ended: "complete" };
      const room = limit - length;
      chunks.push(value.length > room ? value.subarray(0, room) : value);
      length += Math.min(value.length, room);
      if (value.length > room) {
        void reader.cancel().catch(() => {});
        return { bytes: join(chunks, length), ended: "limit" };
      }
    }
  } catch (error) {
    return { bytes: join(chunks, length), ended: "error", error };
  }
}

/** Pieces a transform is fed: small, so that a limit stops an expanding one early. */
const PIECE_BYTES = 1 << 14;

export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
