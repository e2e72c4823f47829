import { FRAME_HEADER_BYTES, FrameType, type RelayHead, type RelayStage, type RelayTail } from "./contract.ts";

/** One thing that happened during a relay, in the order the frames go out. */
export type RelayEvent =
  | { type: "stage"; stage: RelayStage }
  | { type: "head"; head: RelayHead }
  | { type: "body"; bytes: Uint8Array }
  | { type: "tail"; tail: RelayTail };

const utf8 = new TextEncoder();

/** Type byte, 32-bit big-endian payload length, payload (see contract.ts). */
export function writeFrame(event: RelayEvent): Uint8Array<ArrayBuffer> {
  const payload = payloadOf(event);
  const frame = new Uint8Array(FRAME_HEADER_BYTES + payload.length);
  frame[0] = FrameType[event.type];
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
}

/** The same for bytes that stay where they are: what has to stand before them. */
export function bodyFrameHeader(length: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  header[0] = FrameType.body;
  new DataView(header.buffer).setUint32(1, length);
  return header;
}

function payloadOf(event: RelayEvent): Uint8Array {
  switch (event.type) {
    case "stage":
      return utf8.encode(JSON.stringify(event.stage));
    case "head":
      return utf8.encode(JSON.stringify(event.head));
    case "tail":
      return utf8.encode(JSON.stringify(event.tail));
    case "body":
      return event.bytes;
  }
}
