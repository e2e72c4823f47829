import {
  FRAME_HEADER_BYTES,
  FRAMES_TYPE,
  FrameType,
  RELAY_HEADER,
  RELAY_PATH,
  type RelayHead,
  type RelayProblem,
  type RelayRequest,
  type RelayStage,
  type RelayTail,
  TOKEN_HEADER,
} from "../../apps/proxy/src/contract.ts";
import { SCRIPT_TOKEN } from "./proxy-process.ts";

export interface RelayAnswer {
  stages: RelayStage[];
  head?: RelayHead;
  body: Uint8Array;
  tail: RelayTail;
}

/** The proxy would not dial: its own words. */
export class RelayRefusal extends Error {
  readonly httpStatus: number;
  readonly problem: RelayProblem;
  constructor(httpStatus: number, problem: RelayProblem) {
    super(`${problem.code}: ${problem.message}`);
    this.httpStatus = httpStatus;
    this.problem = problem;
  }
}

/** Sends one request through a running proxy as its page would. Throws `RelayRefusal` when nothing was dialled. */
export async function relay(proxyUrl: string, request: RelayRequest, body?: Uint8Array): Promise<RelayAnswer> {
  const answer = await fetch(`${proxyUrl}${RELAY_PATH}`, {
    method: "POST",
    headers: {
      [RELAY_HEADER]: Buffer.from(JSON.stringify(request)).toString("base64url"),
      Origin: new URL(proxyUrl).origin,
      [TOKEN_HEADER]: SCRIPT_TOKEN,
    },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  if (answer.status !== 200) throw new RelayRefusal(answer.status, (await answer.json()) as RelayProblem);
  const type = answer.headers.get("content-type");
  if (type !== FRAMES_TYPE) throw new Error(`The relay answered ${type}, not frames.`);
  return readFrames(new Uint8Array(await answer.arrayBuffer()));
}

/** A second reader of the frame format beside the page's own, so that a mistake shared by both ends shows. */
export function readFrames(bytes: Uint8Array): RelayAnswer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stages: RelayStage[] = [];
  const chunks: Uint8Array[] = [];
  let head: RelayHead | undefined;
  let tail: RelayTail | undefined;
  let at = 0;
  while (at < bytes.length) {
    if (tail) throw new Error("A frame follows the tail.");
    if (at + FRAME_HEADER_BYTES > bytes.length) throw new Error("The stream ends inside a frame's header.");
    const type = view.getUint8(at);
    const end = at + FRAME_HEADER_BYTES + view.getUint32(at + 1);
    if (end > bytes.length) throw new Error("The stream ends inside a frame's payload.");
    const payload = bytes.subarray(at + FRAME_HEADER_BYTES, end);
    if (type === FrameType.stage) stages.push(readJson(payload) as RelayStage);
    else if (type === FrameType.head) head = readJson(payload) as RelayHead;
    else if (type === FrameType.body) chunks.push(payload);
    else if (type === FrameType.tail) tail = readJson(payload) as RelayTail;
    else throw new Error(`Unknown frame type 0x${type.toString(16)}.`);
    at = end;
  }
  if (!tail) throw new Error("The stream ends without a tail.");
  return { stages, body: new Uint8Array(Buffer.concat(chunks)), tail, ...(head ? { head } : {}) };
}

function readJson(payload: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(payload));
}
