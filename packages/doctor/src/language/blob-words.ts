import {
  decodeConversationId,
  decodeConversationIndex,
  decodeGlobalObjId,
  decodeTimeZone,
  decodeUid,
  type GlobalObjId,
  noSystemTime,
  type TimeZone,
  timeOfFiletime,
  vCalUidOf,
} from "@easel/codec/values";
import { dateWords } from "./date-words.ts";
import { sizeWords } from "./size-words.ts";

/** Opaque content in a few words: what it is where the element has a structure, else how much there is. */
export function opaqueWords(name: string, bytes: Uint8Array, timeZone: string | undefined): string {
  if (name === "ConversationId") return decodeConversationId(bytes).value ?? sizeWords(bytes.length);
  const index = name === "ConversationIndex" ? decodeConversationIndex(bytes).value : undefined;
  if (!index) return sizeWords(bytes.length);
  const answers = index.levels.length;
  const count = answers === 0 ? "no answers" : answers === 1 ? "1 answer" : `${answers} answers`;
  return `begun ${dateWords(timeOfFiletime(index.sent), timeZone)}, ${count}`;
}

/** `UTC+1, with summer time, W. Europe Standard Time`: offset and name; the rules stand in the tooltip. */
export function zoneWords(text: string): string | undefined {
  const { value } = decodeTimeZone(text);
  if (!value) return undefined;
  const summer = changesClocks(value) ? "with summer time" : "all year";
  return [offsetWords(-(value.bias + value.standardBias)), summer, value.standardName].filter(Boolean).join(", ");
}

const changesClocks = ({ standardDate, daylightDate }: TimeZone): boolean =>
  [standardDate, daylightDate].some((date) => JSON.stringify(date) !== JSON.stringify(noSystemTime()));

/** Minutes ahead of UTC as `UTC+5:30`. */
function offsetWords(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}

export const globalObjIdWords = (text: string, timeZone: string | undefined): string | undefined =>
  meetingWords(decodeGlobalObjId(text).value, timeZone);

/** Only a UID made of a GlobalObjId says anything; another is a name its maker chose. */
export function uidWords(text: string, timeZone: string | undefined): string | undefined {
  const isStructure = /^040000008200E00074C5B7101A82E008/i.test(text);
  return isStructure ? meetingWords(decodeUid(text).value, timeZone) : undefined;
}

function meetingWords(value: GlobalObjId | undefined, timeZone: string | undefined): string | undefined {
  if (!value) return undefined;
  const { year, month, day } = value.instanceDate;
  const pad = (number: number) => String(number).padStart(2, "0");
  const foreign = vCalUidOf(value);
  const said = [
    foreign === undefined ? "" : `UID ${foreign}`,
    value.created === 0n ? "" : `made ${dateWords(timeOfFiletime(value.created), timeZone)}`,
    year === 0 && month === 0 && day === 0 ? "" : `the occurrence of ${year}-${pad(month)}-${pad(day)}`,
  ].filter(Boolean);
  return said.length === 0 ? "a series or a single meeting" : said.join(", ");
}
