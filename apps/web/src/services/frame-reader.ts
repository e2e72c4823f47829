import { FRAME_HEADER_BYTES, FrameType, type RelayHead, type RelayStage, type RelayTail } from "@easel/proxy/contract";
import { ProxyError } from "./proxy-error.ts";

export type Frame =
  | { type: "stage"; stage: RelayStage }
  | { type: "head"; head: RelayHead }
  | { type: "body"; bytes: Uint8Array<ArrayBuffer> }
  | { type: "tail"; tail: RelayTail };

/** A JSON frame holds headers and facts, never a body. */
export const MAX_JSON_FRAME_BYTES = 4 << 20;
/** The relay's own limit on a whole reply, with room to spare. */
export const MAX_BODY_FRAME_BYTES = 128 << 20;

export interface FrameReader {
  /** The frames `chunk` completes. Throws `ProxyError` "bad-frames" when the stream is not the relay's. */
  push(chunk: Uint8Array): Frame[];
}

export function createFrameReader(): FrameReader {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  let headerFilled = 0;
  let payload: Uint8Array<ArrayBuffer> | undefined;
  let payloadFilled = 0;
  let headSeen = false;
  let ended = false;

  const read = (bytes: Uint8Array<ArrayBuffer>): Frame => {
    const frame = readFrame(header[0] ?? 0, bytes);
    if (frame.type === "head" && headSeen) throw malformed("two heads in one answer");
    if (frame.type === "body" && !headSeen) throw malformed("a body before its head");
    if (frame.type === "head") headSeen = true;
    if (frame.type === "tail") ended = true;
    return frame;
  };

  return {
    push(chunk) {
      const frames: Frame[] = [];
      let at = 0;
      while (at < chunk.length) {
        if (ended) throw malformed("bytes after its end");
        if (!payload) {
          const taken = Math.min(FRAME_HEADER_BYTES - headerFilled, chunk.length - at);
          header.set(chunk.subarray(at, at + taken), headerFilled);
          headerFilled += taken;
          at += taken;
          if (headerFilled < FRAME_HEADER_BYTES) break;
          payload = new Uint8Array(announcedLength(header));
          payloadFilled = 0;
        }
        const taken = Math.min(payload.length - payloadFilled, chunk.length - at);
        payload.set(chunk.subarray(at, at + taken), payloadFilled);
        payloadFilled += taken;
        at += taken;
        if (payloadFilled < payload.length) break;
        frames.push(read(payload));
        payload = undefined;
        headerFilled = 0;
      }
      return frames;
    },
  };
}

function announcedLength(header: Uint8Array): number {
  const type = header[0] ?? 0;
  const length = new DataView(header.buffer).getUint32(1);
  const known = Object.values<number>(FrameType).includes(type);
  if (!known) throw malformed(`a frame of unknown type 0x${type.toString(16)}`);
  if (length > (type === FrameType.body ? MAX_BODY_FRAME_BYTES : MAX_JSON_FRAME_BYTES)) {
    throw malformed(`a frame of ${length} bytes`);
  }
  return length;
}

function readFrame(type: number, payload: Uint8Array<ArrayBuffer>): Frame {
  if (type === FrameType.body) return { type: "body", bytes: payload };
  const value = readJson(payload);
  if (type === FrameType.stage && isObject(value) && typeof value.stage === "string") {
    return { type: "stage", stage: value as unknown as RelayStage };
  }
  if (type === FrameType.head && isObject(value) && typeof value.status === "number" && isHeaderList(value.headers)) {
    return { type: "head", head: { reason: "", httpVersion: "", times: {}, ...value } as unknown as RelayHead };
  }
  if (type === FrameType.tail && isObject(value) && typeof value.ended === "string") {
    return { type: "tail", tail: { bodyBytes: 0, times: {}, ...value } as unknown as RelayTail };
  }
  throw malformed("a frame without the fields it needs");
}

function readJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (cause) {
    throw malformed("a frame that is not JSON", cause);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHeaderList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string")
  );
}

function malformed(what: string, cause?: unknown): ProxyError {
  return new ProxyError("bad-frames", `The EASel proxy's answer could not be read: it held ${what}.`, {
    advice: "Reload the page, so that page and proxy are of the same version. What the server answered is lost.",
    cause,
  });
}
