import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes, encodeBase64 } from "../src/bytes/index.ts";
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
  encodeGlobalObjId,
  encodeTimeZone,
  encodeUid,
  filetimeOf,
  MAX_VALUE_LENGTH,
  responseTimes,
  TIME_ZONE_LENGTH,
} from "../src/values/index.ts";

type Input = string | Uint8Array;

const structures: Record<string, (input: Input) => DecodedValue<unknown>> = {
  decodeTimeZone,
  decodeGlobalObjId,
  decodeConversationId,
  decodeConversationIndex,
};

const texts: Record<string, (text: string) => DecodedValue<unknown>> = {
  ...structures,
  decodeUid,
  decodeCompactDateTime,
  decodeDateTime,
  decodeDuration: (text) => decodeDuration(text, "minutes"),
};

const classId = Uint8Array.of(4, 0, 0, 0, 0x82, 0, 0xe0, 0, 0x74, 0xc5, 0xb7, 0x10, 0x1a, 0x82, 0xe0, 8);
const vCal = new TextEncoder().encode("vCal-Uid\x01\0\0\0");

/** Bytes that get past the first checks more often than noise does. */
const blobs = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.uint8Array({ minLength: 170, maxLength: 174 }),
  fc
    .tuple(fc.uint8Array({ minLength: 20, maxLength: 24 }), fc.boolean(), fc.uint8Array({ maxLength: 20 }))
    .map(([head, carried, tail]) => concatBytes([classId, head, carried ? vCal : new Uint8Array(0), tail])),
  fc.uint8Array({ minLength: 21, maxLength: 60 }).map((tail) => concatBytes([Uint8Array.of(1), tail])),
);

const spellings = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."0123456789TZ-+:., \r\n"), maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."AZaz09+/-_= \n"), maxLength: 60 }),
  blobs.map((bytes) => encodeBase64(bytes)),
  blobs.map((bytes) => `040000008200E00074C5B7101A82E008${Buffer.from(bytes).toString("hex")}`),
);

/** Spans lie inside what they count in; fields follow each other, and meet when every byte was read. */
function expectSoundSpans(
  { value, fields, problems }: DecodedValue<unknown>,
  inputLength: number,
  closed: boolean,
): void {
  let at = 0;
  for (const { name, span, textSpan } of fields) {
    if (span.start < at || span.end < span.start) expect.fail(`${name} at ${span.start}-${span.end} follows ${at}`);
    if (closed && value !== undefined && span.start !== at) expect.fail(`${name} leaves a gap before ${span.start}`);
    if (textSpan && (textSpan.start >= textSpan.end || textSpan.end > inputLength)) {
      expect.fail(`${name} has the text span ${textSpan.start}-${textSpan.end} in ${inputLength} characters`);
    }
    at = span.end;
  }
  for (const { code, span, source, message } of problems) {
    expect(source).toBe("value");
    expect(message).not.toBe("");
    if (span && (span.start < 0 || span.end < span.start || span.end > inputLength)) {
      expect.fail(`${code} has the span ${span.start}-${span.end} in ${inputLength}`);
    }
  }
}

describe("values of any bytes and text", () => {
  test.each(Object.entries(structures))("%s takes any bytes, and base64 of them says the same", (_, decode) => {
    fc.assert(
      fc.property(blobs, (bytes) => {
        const plain = decode(bytes);
        expectSoundSpans(plain, bytes.length, true);
        const text = encodeBase64(bytes);
        const fromText = decode(text);
        expectSoundSpans(fromText, text.length, true);
        expect(fromText.value).toEqual(plain.value);
        expect(fromText.problems.map(({ code }) => code)).toEqual(plain.problems.map(({ code }) => code));
      }),
      { numRuns: 500 },
    );
  });

  test.each(Object.entries(texts))("%s takes any text", (name, decode) => {
    fc.assert(
      fc.property(spellings, (text) => {
        const decoded = decode(text);
        expectSoundSpans(decoded, Math.max(text.length, 200), false);
        if (decoded.value === undefined) expect(decoded.problems).not.toEqual([]);
        for (const { span } of decoded.problems) expect(span?.end ?? 0, name).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(Object.entries(texts))("%s turns a huge text away", (_, decode) => {
    for (const unit of ["A", " ", "9", "0400"]) {
      const { value, problems } = decode(unit.repeat(MAX_VALUE_LENGTH + 4));
      expect(value).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  test("white space and missing padding are read with a warning", () => {
    const text = encodeBase64(new Uint8Array(16).fill(0xfb));
    const folded = text.replace(/(.{7})/g, "$1\r\n");
    expect(decodeConversationId(folded)).toMatchObject({
      value: decodeConversationId(text).value,
      problems: [{ code: "base64-white-space", severity: "warning" }],
      fields: [{ textSpan: { start: 0, end: folded.indexOf("=") } }],
    });
    for (const spelling of [text.replaceAll("=", ""), text.replaceAll("+", "-").replaceAll("/", "_")]) {
      expect(decodeConversationId(spelling)).toMatchObject({
        value: decodeConversationId(text).value,
        problems: [{ code: "base64-spelling", severity: "warning" }],
      });
    }
  });
});

describe("values survive", () => {
  const expectSameBytes = <T>(bytes: Uint8Array, decoded: DecodedValue<T>, encode: (value: T) => EncodedValue) => {
    if (decoded.value === undefined || decoded.problems.some(({ severity }) => severity === "error")) return false;
    const encoded = encode(decoded.value);
    expect(encoded.problems).toEqual([]);
    expect(encoded.bytes).toEqual(new Uint8Array(bytes));
    expect(encoded.text).toBe(encodeBase64(bytes));
    return true;
  };

  test("any 172 bytes are a time zone that is written back and described", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: TIME_ZONE_LENGTH, maxLength: TIME_ZONE_LENGTH }), (bytes) => {
        const { value } = decodeTimeZone(bytes);
        if (!value) expect.fail("no value");
        expect(encodeTimeZone(value).bytes).toEqual(new Uint8Array(bytes));
        expect(describeTimeZone(value)).toMatch(/^UTC/);
      }),
    );
  });

  test("structures decoded without an error are written back byte for byte", () => {
    let kept = 0;
    fc.assert(
      fc.property(blobs, (bytes) => {
        for (const same of [
          expectSameBytes(bytes, decodeGlobalObjId(bytes), encodeGlobalObjId),
          expectSameBytes(bytes, decodeConversationId(bytes), encodeConversationId),
          expectSameBytes(bytes, decodeConversationIndex(bytes), encodeConversationIndex),
        ]) {
          if (same) kept++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(kept).toBeGreaterThan(50);
  });

  test("a GlobalObjId of any data, through bytes and through its UID", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        (data, created, reserved) => {
          const value = { instanceDate: { year: 0, month: 0, day: 0 }, created, reserved, data };
          const { text = "" } = encodeGlobalObjId(value);
          expect(decodeGlobalObjId(text).value).toEqual({
            ...value,
            reserved: new Uint8Array(reserved),
            data: new Uint8Array(data),
          });
          expect(decodeUid(encodeUid(value).text ?? "").value).toEqual(decodeGlobalObjId(text).value);
        },
      ),
    );
  });

  test("a UID from elsewhere, through its GlobalObjId", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (uid) => {
        const { value } = decodeUid(uid);
        expect(value && encodeUid(value).text).toBe(uid);
      }),
    );
  });

  test("an answer never precedes the message it answers", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const { value } = decodeConversationIndex(bytes);
        for (const time of value ? responseTimes(value) : []) {
          expect(time + (1n << 24n) >= (value?.sent ?? 0n)).toBe(true);
        }
      }),
    );
  });

  test("an answer in the same seconds is placed there, by both kinds of time", () => {
    const from = filetimeOf(Date.UTC(2000, 0, 1));
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 53n }),
        fc.bigInt({ min: 0n, max: 50_000_000n }),
        fc.constantFrom<16 | 24>(16, 24),
        (step, later, droppedBits) => {
          const sent = from + step;
          const answered = addResponseLevel({ sent, droppedBits, levels: [] }, sent + later, 0);
          const [time = 0n] = responseTimes(answered);
          expect(sent + later - time >= 0n && sent + later - time < 1n << 24n).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("any second of the years 0 to 9999, in both forms", () => {
    const first = Date.parse("0000-01-01T00:00:00Z") / 1000;
    const last = Date.parse("9999-12-31T23:59:59Z") / 1000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: last - first }), (step) => {
        const time = (first + step) * 1000;
        expect(decodeCompactDateTime(encodeCompactDateTime(time).text ?? "")).toMatchObject({
          value: time,
          problems: [],
        });
        expect(decodeDateTime(encodeDateTime(time + 7).text ?? "")).toMatchObject({ value: time + 7, problems: [] });
      }),
    );
  });
});
