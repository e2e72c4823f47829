import { brotliCompressSync, createBrotliDecompress } from "node:zlib";
import { encodeWbxml } from "@easel/codec/wbxml";
import { parseXml } from "@easel/codec/xml";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { collectBounded, streamOf } from "./bounded-stream.ts";
import { MAX_DECODED_BYTES, undoContentEncoding } from "./content-encoding.ts";
import { readReply } from "./read-reply.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const packed = async (bytes: Uint8Array, format: CompressionFormat) =>
  (await collectBounded(streamOf(bytes).pipeThrough(new CompressionStream(format)))).bytes;
const status =
  encodeWbxml(parseXml('<FolderSync xmlns="FolderHierarchy"><Status>9</Status></FolderSync>').document).bytes ??
  new Uint8Array(0);
const read = (body: Uint8Array, ...headers: [string, string][]) => readReply({ headers, body });
const codesOf = ({ notes }: { notes: { code: string }[] }) => notes.map(({ code }) => code);

/** Texts that no compressor makes much shorter. */
const long = utf8(`<html>${Array.from({ length: 4000 }, (_, at) => at * 7919).join(" ")}</html>`);

afterEach(() => vi.unstubAllGlobals());

/** A browser that knows brotli or does not, whatever the one under the tests knows. */
function browserWith(brotli: boolean): void {
  const real = DecompressionStream;
  vi.stubGlobal("DecompressionStream", function openStream(format: string) {
    if (format !== "brotli") return new real(format as CompressionFormat);
    if (!brotli) throw new TypeError("Unsupported compression format: 'brotli'");
    return brotliStream();
  });
}

function brotliStream() {
  const inflater = createBrotliDecompress();
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      inflater.on("data", (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      inflater.on("end", () => controller.close());
      inflater.on("error", (error) => controller.error(error));
    },
  });
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) => new Promise((resolve) => inflater.write(chunk, () => resolve())),
    close: () => void inflater.end(),
  });
  return { readable, writable };
}

describe("a body that came encoded", () => {
  it.each([
    ["gzip", "gzip"],
    ["gzip", "x-gzip"],
    ["deflate", "deflate"],
    ["deflate-raw", "deflate"],
  ] as const)("is undone (%s, named %s in any case), said so, and kept as it came", async (format, name) => {
    const body = await packed(status, format);
    const reply = await read(body, ["Content-Encoding", name.toUpperCase()]);
    expect([reply.raw, reply.bytes, reply.kind]).toEqual([body, status, "wbxml"]);
    expect(reply.raw).toBe(body);
    expect(reply.notes).toEqual([
      {
        code: "encoding-undone",
        severity: "info",
        message: `The body came as ${name}: ${body.length} bytes became ${status.length}.`,
      },
    ]);
  });

  it("is undone from br where the browser can, and elsewhere shown as it came with what to ask for", async () => {
    const body = new Uint8Array(brotliCompressSync(status));
    browserWith(true);
    expect(await undoContentEncoding(body, "br")).toMatchObject({
      bytes: status,
      notes: [{ code: "encoding-undone" }],
    });
    const cut = await undoContentEncoding(new Uint8Array(brotliCompressSync(long)).subarray(0, -50), "br");
    expect(codesOf(cut)).toEqual(["encoding-cut"]);
    expect(codesOf(await undoContentEncoding(status, "br"))).toEqual(["encoding-broken"]);
    browserWith(false);
    const { bytes, notes } = await undoContentEncoding(body, "br");
    expect(bytes).toBe(body);
    expect(notes[0]).toMatchObject({ code: "encoding-unknown", severity: "warning" });
    expect(notes[0]?.message).toMatch(/br, which this browser cannot undo: it is shown as it came\. .*Accept-Encoding/);
  });

  it("is undone layer by layer, the last named first, in one header or several", async () => {
    const body = await packed(await packed(status, "deflate"), "gzip");
    const reply = await read(body, ["Content-Encoding", "identity, deflate"], ["content-encoding", "gzip"]);
    expect(reply.bytes).toEqual(status);
    expect(reply.notes.map(({ message }) => /came as (\w+)/.exec(message)?.[1])).toEqual(["gzip", "deflate"]);
    const turned = await read(body, ["Content-Encoding", "gzip, deflate"]);
    expect([codesOf(turned), turned.bytes]).toEqual([["encoding-broken"], body]);
  });

  it("is undone four layers deep, and the rest is said to be left", async () => {
    let body: Uint8Array = status;
    for (let layer = 0; layer < 6; layer += 1) body = await packed(body, "gzip");
    const { bytes, notes } = await undoContentEncoding(body, "gzip,gzip,gzip,gzip,gzip,gzip");
    expect(codesOf({ notes })).toEqual([...Array(4).fill("encoding-undone"), "encoding-unknown"]);
    expect(notes.at(-1)?.message).toContain("6 encodings");
    expect((await undoContentEncoding(bytes, "gzip, gzip")).bytes).toEqual(status);
  });

  it("keeps the outer layer's bytes where the inner one is a lie", async () => {
    const reply = await read(await packed(status, "gzip"), ["Content-Encoding", "br, deflate, gzip"]);
    expect([codesOf(reply), reply.bytes]).toEqual([["encoding-undone", "encoding-broken"], status]);
  });

  it.each(["gzip", "deflate"])("that is none is shown as it came: %s", async (name) => {
    const reply = await read(status, ["Content-Encoding", name]);
    expect([codesOf(reply), reply.kind, reply.bytes]).toEqual([["encoding-broken"], "wbxml", status]);
    expect(reply.notes[0]?.message).toContain("but it is not");
  });

  it("by a name nobody knows is shown as it came", async () => {
    const reply = await read(status, ["Content-Encoding", "zstd"]);
    expect([codesOf(reply), reply.bytes]).toEqual([["encoding-unknown"], status]);
  });

  it.each([
    ["gzip", "gzip"],
    ["deflate", "deflate"],
    ["deflate-raw", "deflate"],
  ] as const)("and was cut keeps its readable part (%s)", async (format, name) => {
    const reply = await read((await packed(long, format)).subarray(0, -200), ["Content-Encoding", name]);
    expect([codesOf(reply), reply.kind]).toEqual([["encoding-cut"], "html"]);
    expect(reply.text).toMatch(/^<html>0 7919/);
  });

  it.each(["gzip", "deflate"] as const)("and was cut before anything can be read is no lie (%s)", async (format) => {
    for (const length of [2, 3]) {
      const body = (await packed(status, format)).subarray(0, length);
      const reply = await read(body, ["Content-Encoding", format]);
      expect([codesOf(reply), reply.bytes]).toEqual([["encoding-cut"], body]);
      expect(reply.notes[0]?.message).toContain("before anything could be read");
    }
  });

  it("gives what stands before damage or rubbish after the end", async () => {
    const whole = await packed(long, "gzip");
    const damaged = whole.slice();
    damaged.fill(0xff, whole.length - 300, whole.length - 250);
    const after = new Uint8Array([...whole, 1, 2, 3]);
    for (const body of [damaged, after]) {
      const { bytes, notes } = await undoContentEncoding(body, "gzip");
      expect(codesOf({ notes })).toEqual(["encoding-cut"]);
      expect(bytes.length).toBeGreaterThan(1000);
      expect(bytes.subarray(0, 1000)).toEqual(long.subarray(0, 1000));
    }
  });

  it("that grows without end is stopped, in any layer", async () => {
    const bomb = await packed(new Uint8Array(100_000), "gzip");
    expect(await undoContentEncoding(bomb, "gzip", 1000)).toMatchObject({
      bytes: new Uint8Array(1000),
      notes: [{ code: "encoding-too-large", severity: "warning", message: expect.stringContaining("first 1000") }],
    });
    const inner = await undoContentEncoding(await packed(bomb, "gzip"), "gzip, gzip", 1000);
    expect([inner.bytes.length, codesOf(inner)]).toEqual([1000, ["encoding-undone", "encoding-too-large"]]);
    const exact = await undoContentEncoding(await packed(new Uint8Array(1000), "gzip"), "gzip", 1000);
    expect(codesOf(exact)).toEqual(["encoding-undone"]);
  });

  it("is read no further than the limit asks for", async () => {
    expect(MAX_DECODED_BYTES).toBe(134_217_728);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1000));
        },
      },
      { highWaterMark: 0 },
    );
    expect(await collectBounded(endless, 2500)).toEqual({ bytes: new Uint8Array(2500), ended: "limit" });
    expect(pulled).toBe(3);
  });

  it("says of an inner layer that cannot be undone what is shown instead", async () => {
    const { bytes, notes } = await undoContentEncoding(Uint8Array.of(11, 0, 0), "gzip, deflate");
    expect([...bytes]).toEqual([80]);
    expect(notes.at(-1)?.message).toBe(
      "The header says the body is gzip, but it is not: what the outer layers held is shown.",
    );
  });

  it("never makes a note that says less than what is shown", async () => {
    const names = fc.constantFrom("gzip", "deflate", "br", "gzip, deflate", "zstd");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), names, async (body, name) => {
        const { bytes, notes } = await undoContentEncoding(body, name);
        const last = notes.at(-1);
        if (last?.severity !== "info") expect(last?.message).toMatch(/is shown|before that|only the first/);
        if (last?.code !== "encoding-broken" && last?.code !== "encoding-unknown") return;
        // An outer layer may have been undone before.
        if (notes.length === 1) expect(bytes).toEqual(body);
        else expect(last.message).toContain("what the outer layers held is shown");
      }),
    );
  });
});
