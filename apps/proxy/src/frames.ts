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
  const payload = event.type === "body" ? event.bytes : utf8.encode(frameJson(event));
  const frame = new Uint8Array(FRAME_HEADER_BYTES + payload.length);
  frame[0] = FrameType[event.type];
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
}

/** What stands before a payload of `length` bytes, as a text with a character for each byte. */
export function frameHeader(type: RelayEvent["type"], length: number): string {
  return String.fromCharCode(
    FrameType[type],
    length >>> 24,
    (length >>> 16) & 0xff,
    (length >>> 8) & 0xff,
    length & 0xff,
  );
}

/** The payload of every frame but a body's, before it is UTF-8. */
export function frameJson(event: Exclude<RelayEvent, { type: "body" }>): string {
  switch (event.type) {
    case "stage":
      // By hand: there are several in every relay, and neither value needs escaping.
      return `{"stage":"${event.stage.stage}","atMs":${event.stage.atMs}}`;
    case "head":
      return JSON.stringify(event.head);
    case "tail":
      return JSON.stringify(event.tail);
  }
}
