import { concatBytes, encodeBase64 } from "../bytes/index.ts";
import { ProblemList } from "../problem-list.ts";
import { guidBytes, guidText } from "./conversation-id.ts";
import {
  type DroppedBits,
  deltaOfResponse,
  droppedBitsOf,
  filetimeOfHeader,
  filetimeOfResponse,
  headerOfFiletime,
  type TimeDelta,
} from "./conversation-time.ts";
import type { DecodedValue, EncodedValue } from "./decoded.ts";
import { FieldList } from "./field-list.ts";
import { describeFiletime } from "./filetime.ts";
import { readValueInput } from "./value-input.ts";

/** One answer or forward in a conversation. */
export interface ResponseLevel extends TimeDelta {
  /** One byte that tells answers of the same moment apart. */
  random: number;
}

/** Email2:ConversationIndex (MS-ASCON 2.2.2.4): where a message stands in its conversation. */
export interface ConversationIndex {
  /**
   * Present in the long form only, that of MAPI and of the mail header Thread-Index (MS-OXOMSG 2.2.1.3): a byte
   * 01 before the time and this GUID after it. ActiveSync leaves both out.
   */
  guid?: string;
  /** When the first message was sent: FILETIME, 100 ns since 1601-01-01 UTC, low bits zero. */
  sent: bigint;
  /** How many low bits of the time are left out; decides the layout of the header's five bytes. */
  droppedBits: DroppedBits;
  levels: ResponseLevel[];
}

/** Response levels that are read; a conversation of this depth exists in no mailbox. */
export const MAX_RESPONSE_LEVELS = 10_000;

const LEVEL_LENGTH = 5;
const LONG_HEADER = 22;

/**
 * Decodes the opaque bytes, or base64 of them, in ActiveSync's short form or MAPI's long one. Problems:
 * `conversation-index-length`, `conversation-index-levels` (more than `MAX_RESPONSE_LEVELS`).
 */
export function decodeConversationIndex(input: string | Uint8Array): DecodedValue<ConversationIndex> {
  const problems = new ProblemList("value");
  const blob = readValueInput(input, problems);
  const list = new FieldList(blob, problems);
  const { bytes } = blob;
  const long =
    bytes[0] === 1 && bytes.length >= LONG_HEADER && bytes.length % LEVEL_LENGTH === LONG_HEADER % LEVEL_LENGTH;
  const timeAt = long ? 1 : 0;
  const levelsAt = long ? LONG_HEADER : LEVEL_LENGTH;
  const excess = bytes.length < LEVEL_LENGTH ? bytes.length : (bytes.length - levelsAt) % LEVEL_LENGTH;
  const end = bytes.length - excess;
  if (bytes.length < LEVEL_LENGTH || excess > 0) {
    const message = () =>
      `A ConversationIndex has 5 bytes and 5 more for each answer (22 and 5 in the long form); here are ${bytes.length}.`;
    list.problem("error", "conversation-index-length", message, end, bytes.length);
  }
  if (bytes.length < LEVEL_LENGTH) {
    list.add("cut off", 0, bytes.length, "too short to be read");
    return { fields: list.fields, problems: problems.finish() };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerTime = readUint40(view, timeAt);
  const sent = filetimeOfHeader(headerTime);
  const value: ConversationIndex = { sent, droppedBits: droppedBitsOf(headerTime), levels: [] };
  if (long) list.add("Reserved", 0, 1, "1 in the long form");
  list.add("Conversation Index Header", timeAt, timeAt + 5, `first message ${describeFiletime(sent)}`);
  if (long) {
    value.guid = guidText(bytes.subarray(6, LONG_HEADER));
    list.add("GUID", 6, LONG_HEADER, value.guid);
  }
  readLevels(view, levelsAt, end, headerTime, value.levels, list);
  list.add("cut off", end, bytes.length, "part of a response level");
  return { value, fields: list.fields, problems: problems.finish() };
}

function readLevels(
  view: DataView,
  from: number,
  end: number,
  headerTime: bigint,
  levels: ResponseLevel[],
  list: FieldList,
): void {
  for (let at = from; at < end; at += LEVEL_LENGTH) {
    if (levels.length === MAX_RESPONSE_LEVELS) {
      const message = () => `Only the first ${MAX_RESPONSE_LEVELS} response levels are read.`;
      list.problem("error", "conversation-index-levels", message, at, end);
      list.add("more response levels", at, end, "not read");
      return;
    }
    const word = view.getUint32(at);
    const level: ResponseLevel = {
      deltaCode: word >>> 31 === 1 ? 1 : 0,
      timeDelta: word & 0x7fff_ffff,
      random: view.getUint8(at + 4),
    };
    levels.push(level);
    const text = `answered ${describeFiletime(filetimeOfResponse(headerTime, level))}`;
    list.add(`Response Level ${levels.length}`, at, at + LEVEL_LENGTH, text);
  }
}

/** The bytes, in the long form when there is a `guid`. A part out of range is an error (`conversation-index-range`). */
export function encodeConversationIndex(value: ConversationIndex): EncodedValue {
  const problems = new ProblemList("value");
  const fault = (message: string) => problems.add("error", "conversation-index-range", () => message);
  const headerTime = headerOfFiletime(value.sent, value.droppedBits);
  const guid = value.guid === undefined ? undefined : guidBytes(value.guid);
  if (headerTime === undefined)
    fault(`The time ${describeFiletime(value.sent)} cannot be written; it must lie between 1830 and 2057.`);
  if (value.guid !== undefined && !guid) fault("The GUID is not 32 hex digits.");
  const levels = new Uint8Array(value.levels.length * LEVEL_LENGTH);
  const view = new DataView(levels.buffer);
  for (const [index, { deltaCode, timeDelta, random }] of value.levels.entries()) {
    if (timeDelta !== (timeDelta & 0x7fff_ffff) || random !== (random & 0xff)) {
      fault(`Response level ${index + 1} does not fit into 31 bits of time and one byte.`);
    }
    view.setUint32(index * LEVEL_LENGTH, deltaCode * 0x8000_0000 + (timeDelta & 0x7fff_ffff));
    view.setUint8(index * LEVEL_LENGTH + 4, random);
  }
  if (problems.hasError || headerTime === undefined) return { problems: problems.finish() };
  const time = uint40Bytes(headerTime);
  const bytes = concatBytes(guid ? [Uint8Array.of(1), time, guid, levels] : [time, levels]);
  return { text: encodeBase64(bytes), bytes, problems: [] };
}

/** FILETIME of each answer, as near as the index keeps it. Empty when `sent` cannot be written. */
export function responseTimes({ sent, droppedBits, levels }: ConversationIndex): bigint[] {
  const headerTime = headerOfFiletime(sent, droppedBits);
  return headerTime === undefined ? [] : levels.map((level) => filetimeOfResponse(headerTime, level));
}

/** The index of an answer sent at this FILETIME. `random` is 0-255. An unwritable `sent` adds an empty level. */
export function addResponseLevel(index: ConversationIndex, filetime: bigint, random: number): ConversationIndex {
  const headerTime = headerOfFiletime(index.sent, index.droppedBits);
  const delta: TimeDelta =
    headerTime === undefined ? { deltaCode: 0, timeDelta: 0 } : deltaOfResponse(headerTime, filetime);
  return { ...index, levels: [...index.levels, { ...delta, random }] };
}

const readUint40 = (view: DataView, at: number): bigint =>
  (BigInt(view.getUint8(at)) << 32n) | BigInt(view.getUint32(at + 1));

function uint40Bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(5);
  new DataView(bytes.buffer).setUint32(1, Number(value & 0xffff_ffffn));
  bytes[0] = Number(value >> 32n);
  return bytes;
}
