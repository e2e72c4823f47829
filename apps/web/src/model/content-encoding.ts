import { collectBounded, streamOf } from "./bounded-stream.ts";

/** What a reply may grow to when its content-encoding is undone. */
export const MAX_DECODED_BYTES = 128 << 20;
/** Encodings on top of each other; servers use one. */
const MAX_LAYERS = 4;

export interface ReplyNote {
  code: "encoding-undone" | "encoding-cut" | "encoding-broken" | "encoding-too-large" | "encoding-unknown";
  severity: "info" | "warning" | "error";
  message: string;
}

/** Undoes Content-Encoding (RFC 9110 8.4). What cannot be undone stays as it came; the notes say so. */
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
  for (const name of names.slice(0, MAX_LAYERS).reverse()) {
    if (bytes.length === 0) break;
    const layer = await undoLayer(bytes, name, limit);
    notes.push(layer.note);
    bytes = layer.bytes;
    if (layer.note.severity !== "info") break;
  }
  return { bytes, notes };
}

async function undoLayer(
  bytes: Uint8Array,
  name: string,
  limit: number,
): Promise<{ bytes: Uint8Array; note: ReplyNote }> {
  // deflate means zlib, but some servers send the bare stream.
  const formats = { gzip: ["gzip"], "x-gzip": ["gzip"], deflate: ["deflate", "deflate-raw"], br: ["brotli"] }[name];
  const note = (code: ReplyNote["code"], severity: ReplyNote["severity"], message: string): ReplyNote => ({
    code,
    severity,
    message,
  });
  let known = false;
  for (const format of formats ?? []) {
    const transform = decompressor(format);
    if (!transform) continue;
    known = true;
    const got = await collectBounded(streamOf(bytes).pipeThrough(transform), limit);
    const sizes = `${bytes.length} bytes became ${got.bytes.length}`;
    if (got.ended === "complete")
      return { bytes: got.bytes, note: note("encoding-undone", "info", `The body came as ${name}: ${sizes}.`) };
    if (got.ended === "limit") {
      const message = `The body came as ${name} and grows beyond ${limit} bytes; only the first ${limit} are shown.`;
      return { bytes: got.bytes, note: note("encoding-too-large", "warning", message) };
    }
    if (got.bytes.length > 0) {
      const message = `The body came as ${name} and breaks off or is damaged: ${sizes} before that. Raw shows all that came.`;
      return { bytes: got.bytes, note: note("encoding-cut", "warning", message) };
    }
  }
  const message = known
    ? `The header says the body is ${name}, but it is not: it is shown as it came.`
    : `The body is encoded as ${name}, which this browser cannot undo: it is shown as it came.`;
  return { bytes, note: note(known ? "encoding-broken" : "encoding-unknown", "warning", message) };
}

/** Undefined where the browser does not know the format (brotli in most). */
function decompressor(format: string): DecompressionStream | undefined {
  try {
    return new DecompressionStream(format as CompressionFormat);
  } catch {
    return undefined;
  }
}
