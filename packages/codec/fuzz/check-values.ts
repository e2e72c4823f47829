import { encodeBase64 } from "../src/bytes/index.ts";
import { hasError } from "../src/problem.ts";
import {
  addResponseLevel,
  type DecodedValue,
  decodeCompactDateTime,
  decodeConversationId,
  decodeConversationIndex,
  decodeDateTime,
  decodeDuration,
  decodeGlobalObjId,
  decodeTimeZone,
  decodeUid,
  describeTimeZone,
  type EncodedValue,
  encodeCompactDateTime,
  encodeConversationId,
  encodeConversationIndex,
  encodeDateTime,
  encodeDuration,
  encodeGlobalObjId,
  encodeTimeZone,
  encodeUid,
  responseTimes,
  vCalUidOf,
} from "../src/values/index.ts";
import { broken, expectSameBytes, expectSound, expectSpan } from "./invariant.ts";

/** A pair of decoder and encoder; the value stays unknown, since only the pair knows it. */
interface Codec {
  name: string;
  decode: (input: string | Uint8Array) => DecodedValue<unknown>;
  encode: (value: never) => EncodedValue;
}

const structures: readonly Codec[] = [
  { name: "TimeZone", decode: decodeTimeZone, encode: encodeTimeZone },
  { name: "GlobalObjId", decode: decodeGlobalObjId, encode: encodeGlobalObjId },
  { name: "ConversationId", decode: decodeConversationId, encode: encodeConversationId },
  { name: "ConversationIndex", decode: decodeConversationIndex, encode: encodeConversationIndex },
];

/** Any text, and the bytes of its characters, by every decoder of values, and back. */
export function checkValues(text: string, thorough: boolean): void {
  checkTexts(text);
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  const base64 = encodeBase64(bytes);
  for (const { name, decode, encode } of structures) {
    checkDecoded(name, decode(text), text.length);
    const plain = decode(bytes);
    checkDecoded(name, plain, bytes.length);
    if (!thorough) continue;
    const fromText = decode(base64);
    if (fromText.problems.map(({ code }) => code).join() !== plain.problems.map(({ code }) => code).join()) {
      broken(`${name} of bytes and base64 differ`, `${plain.problems[0]?.code} and ${fromText.problems[0]?.code}`);
    }
    if (plain.value === undefined) continue;
    const encoded = encode(plain.value as never);
    expectSound(encoded.problems, "value", Number.POSITIVE_INFINITY);
    if (!hasError(plain.problems)) expectSameBytes(`${name} encodes to other bytes`, encoded.bytes, bytes);
  }
  if (!thorough) return;
  const zone = decodeTimeZone(bytes).value;
  if (zone) describeTimeZone(zone);
  const index = decodeConversationIndex(bytes).value;
  if (index) addResponseLevel(index, responseTimes(index).at(-1) ?? index.sent, 0);
}

function checkTexts(text: string): void {
  const uid = decodeUid(text);
  checkDecoded("UID", uid, Math.max(text.length, 200));
  if (uid.value) {
    vCalUidOf(uid.value);
    encodeUid(uid.value);
  }
  for (const [name, decode, encode] of [
    ["compact date", decodeCompactDateTime, encodeCompactDateTime],
    ["date", decodeDateTime, encodeDateTime],
  ] as const) {
    const decoded = decode(text);
    checkDecoded(name, decoded, text.length);
    if (decoded.value === undefined) continue;
    const written = encode(decoded.value);
    if (written.text === undefined || written.problems.length > 0) continue;
    if (decode(written.text).value !== decoded.value) broken(`${name} is lost`, written.text);
  }
  const duration = decodeDuration(text, "minutes");
  checkDecoded("duration", duration, text.length);
  if (duration.value !== undefined && encodeDuration(duration.value, "minutes").text !== String(Number(text))) {
    broken("duration is lost", text);
  }
}

function checkDecoded(name: string, { value, fields, problems }: DecodedValue<unknown>, length: number): void {
  expectSound(problems, "value", length);
  if (value === undefined && problems.length === 0) broken(`${name} without value or problem`, "");
  let at = 0;
  for (const field of fields) {
    if (field.span.start < at || field.span.end < field.span.start) broken(`${name} fields overlap`, field.name);
    if (field.textSpan) expectSpan(`${name} field`, field.textSpan, 0, length);
    at = field.span.end;
  }
}
