export { CONVERSATION_ID_LENGTH, decodeConversationId, encodeConversationId } from "./conversation-id.ts";
export {
  addResponseLevel,
  type ConversationIndex,
  decodeConversationIndex,
  encodeConversationIndex,
  MAX_RESPONSE_LEVELS,
  type ResponseLevel,
  responseTimes,
} from "./conversation-index.ts";
export type { DroppedBits, TimeDelta } from "./conversation-time.ts";
export { decodeCompactDateTime, decodeDateTime, encodeCompactDateTime, encodeDateTime } from "./date-time.ts";
export type { DecodedValue, EncodedValue, ValueField } from "./decoded.ts";
export { describeTimeZone, describeTransition } from "./describe-time-zone.ts";
export { type DurationUnit, decodeDuration, describeDuration, durationUnits, encodeDuration } from "./duration.ts";
export { describeFiletime, filetimeOf, timeOfFiletime } from "./filetime.ts";
export { decodeGlobalObjId, encodeGlobalObjId, type GlobalObjId } from "./global-obj-id.ts";
export { noSystemTime, type SystemTime } from "./system-time.ts";
export { decodeTimeZone, encodeTimeZone, TIME_ZONE_LENGTH, type TimeZone } from "./time-zone.ts";
export { decodeUid, encodeUid, vCalUidOf } from "./uid.ts";
export { MAX_VALUE_LENGTH } from "./value-input.ts";
