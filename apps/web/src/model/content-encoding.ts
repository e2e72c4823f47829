import { collectBounded, streamOf } from "./bounded-stream.ts";

/** What a reply may grow to when its content-encoding is undone. */
export const MAX_DECODED_BYTES = 128 << 20;
/** Encodings on top of each other that are undone; servers use one. */
const MAX_LAYERS = 4;

export interface ReplyNote {
  code: "encoding-undone" | "encoding-cut" | "encoding-broken" | "encoding-too-large" | "encoding-unknown";
  severity: "info" | "warning" | "error";
  message: string;
}

/**
 * Undoes Content-Encoding (RFC 9110 8.4). What cannot be undone stays as it came, and of what is damaged the part
 * before the damage is given; the notes say so.
 * @param header the values of all its lines, joined by commas.
 * @param limit bytes that one encoding may grow to.
 */
export async function undoContentEncoding(
  body: Uint8Array,
  header: string | undefined,
  limit = MAX_DECODED_BYTES,
): Promise<{ bytes: Uint8Array; notes: ReplyNote[] }> {
  const names = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const notes: ReplyNote[] = [];
  let bytes = body;
  // The last one named was applied last.
  for (const name of names.slice(-MAX_LAYERS).reverse()) {
    if (bytes.length === 0) return { bytes, notes };
    const layer = await undoLayer(
      bytes,
      name,
      limit,
      bytes === body ? "it is shown as it came" : "what the outer layers held is shown",
    );
    notes.push(layer.note);
    bytes = layer.bytes;
    if (layer.note.severity !== "info") return { bytes, notes };
  }
  if (names.length > MAX_LAYERS) {
    const message = `The header names ${names.length} encodings; the outer ${MAX_LAYERS} were undone, and the rest is shown as it is.`;
    notes.push(warning("encoding-unknown", message));
  }
  return { bytes, notes };
}

interface Layer {
  bytes: Uint8Array;
  note: ReplyNote;
}

/** deflate means zlib, but some servers send the bare stream. */
const formats: Record<string, readonly Format[]> = {
  gzip: ["gzip"],
  "x-gzip": ["gzip"],
  deflate: ["deflate", "deflate-raw"],
  br: ["brotli"],
};
type Format = "gzip" | "deflate" | "deflate-raw" | "brotli";

/** @param shown what is to be seen where this layer cannot be undone at all. */
async function undoLayer(bytes: Uint8Array, name: string, limit: number, shown: string): Promise<Layer> {
  let known = false;
  for (const format of formats[name] ?? []) {
    const transform = decompressor(format);
    if (!transform) continue;
    known = true;
    const got = await collectBounded(streamOf(bytes).pipeThrough(transform), limit);
    const sizes = `${bytes.length} bytes became ${got.bytes.length}`;
    if (got.ended === "complete") {
      const message = `The body came as ${name}: ${sizes}.`;
      return { bytes: got.bytes, note: { code: "encoding-undone", severity: "info", message } };
    }
    if (got.ended === "limit") {
      const message = `The body came as ${name} and grows beyond ${limit} bytes; only the first ${limit} are shown.`;
      return { bytes: got.bytes, note: warning("encoding-too-large", message) };
    }
    if (got.bytes.length > 0) {
      const message = `The body came as ${name} and breaks off or is damaged: ${sizes} before that. Raw shows all that came.`;
      return { bytes: got.bytes, note: warning("encoding-cut", message) };
    }
    if (beginsAs(format, bytes)) {
      const message = `The body begins as ${name}, and breaks off or is damaged before anything could be read: ${shown}.`;
      return { bytes, note: warning("encoding-cut", message) };
    }
  }
  const message = known
    ? `The header says the body is ${name}, but it is not: ${shown}.`
    : `The body is encoded as ${name}, which this browser cannot undo: ${shown}. Ask for gzip alone in Accept-Encoding, or send no such header.`;
  return { bytes, note: warning(known ? "encoding-broken" : "encoding-unknown", message) };
}

const warning = (code: ReplyNote["code"], message: string): ReplyNote => ({ code, severity: "warning", message });

/** Whether the first bytes are the format's own (RFC 1952 2.3.1, RFC 1950 2.2); the others have no such mark. */
function beginsAs(format: Format, [first = 0, second = 0]: Uint8Array): boolean {
  if (format === "gzip") return first === 0x1f && second === 0x8b;
  return format === "deflate" && (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** Undefined where the browser does not know the format (brotli in many). */
function decompressor(format: Format): DecompressionStream | undefined {
  try {
    return new DecompressionStream(format as CompressionFormat);
  } catch {
    return undefined;
  }
}
