import { describe, expect, test } from "vitest";
import { decodeConversationId, encodeConversationId } from "./conversation-id.ts";
import {
  addResponseLevel,
  type ConversationIndex,
  decodeConversationIndex,
  encodeConversationIndex,
  MAX_RESPONSE_LEVELS,
  responseTimes,
} from "./conversation-index.ts";
import { describeFiletime, filetimeOf, timeOfFiletime } from "./filetime.ts";

// MS-ASCMD 4.10.5.2: the conversation of the message that is fetched.
const publishedId = "raV72pCTS0yug7Ghr93q1Q==";
const publishedIndex = "zS1XWDY=";
// A Thread-Index of Exchange Online with one answer, from the documentation of the package thread_index 0.1.0.
const online = "AQHWLRNo4NaOjvXU8EODe0ZotrA8B6itzaxf";
// A Thread-Index of Outlook 2007, from a newsgroup post; the poster gives 2015-02-12 08:22:43.
const outlook2007 = "AdBGxvwGyFw5srAkQoOBsTwMXD/etA==";

function indexOf(input: string | Uint8Array): ConversationIndex {
  const { value, problems } = decodeConversationIndex(input);
  expect(problems).toEqual([]);
  if (!value) throw new TypeError("no value");
  return value;
}

describe("ConversationId", () => {
  test("reads the published one as a GUID, and writes it back", () => {
    const { value, fields, problems } = decodeConversationId(publishedId);
    expect(problems).toEqual([]);
    expect(value).toBe("ADA57BDA-9093-4B4C-AE83-B1A1AFDDEAD5");
    expect(fields).toMatchObject([{ span: { start: 0, end: 16 }, textSpan: { start: 0, end: 22 } }]);
    expect(encodeConversationId(value ?? "").text).toBe(publishedId);
  });

  test.each(["{ada57bda-9093-4b4c-ae83-b1a1afddead5}", "ADA57BDA90934B4CAE83B1A1AFDDEAD5"])(
    "%s is the same one",
    (guid) => {
      expect(encodeConversationId(guid).text).toBe(publishedId);
    },
  );

  test.each(["", "ADA57BDA", "GDA57BDA90934B4CAE83B1A1AFDDEAD5"])("%j is written as nothing", (text) => {
    const { bytes, problems } = encodeConversationId(text);
    expect(bytes).toBeUndefined();
    expect(problems).toMatchObject([{ code: "conversation-id-form", severity: "error" }]);
  });

  test.each([0, 15, 17])("%i bytes are no GUID", (length) => {
    const { value, problems } = decodeConversationId(new Uint8Array(length));
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code: "conversation-id-length", severity: "warning" }]);
  });
});

describe("ConversationIndex", () => {
  test("reads the published header of five bytes", () => {
    const value = indexOf(publishedIndex);
    expect(describeFiletime(value.sent)).toBe("2012-05-08T20:15:42.895Z");
    expect(value).toMatchObject({ droppedBits: 16, levels: [] });
    expect(encodeConversationIndex(value).text).toBe(publishedIndex);
  });

  test("reads the long form of Outlook with its GUID", () => {
    const value = indexOf(outlook2007);
    expect(describeFiletime(value.sent)).toMatch(/^2015-02-12T\d\d:22:43/);
    expect(value.droppedBits).toBe(16);
    expect(value.guid).toMatch(/^C85C39B2-/);
    expect(encodeConversationIndex(value).text).toBe(outlook2007);
  });

  test("reads the later kind of time, and the answer counted from 1830", () => {
    const { value, fields } = decodeConversationIndex(online);
    expect(value?.droppedBits).toBe(24);
    expect(fields.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      "Reserved: 1 in the long form",
      "Conversation Index Header: first message 2020-05-18T12:54:02.646Z",
      "GUID: E0D68E8E-F5D4-F043-837B-4668B6B03C07",
      "Response Level 1: answered 2020-05-18T12:57:39.754Z",
    ]);
    expect(value && encodeConversationIndex(value).text).toBe(online);
  });

  test("answers are placed by both kinds of time to within their step", () => {
    const sent = Date.UTC(2026, 10, 2, 9);
    for (const droppedBits of [16, 24] as const) {
      const start = indexOf(encodeConversationIndex({ sent: filetimeOf(sent), droppedBits, levels: [] }).bytes ?? "");
      for (const later of [0, 60_000, 86_400_000, 3 * 365 * 86_400_000]) {
        const answered = addResponseLevel(start, filetimeOf(sent + later), 0x5a);
        const [time = 0n] = responseTimes(indexOf(encodeConversationIndex(answered).bytes ?? ""));
        expect(Math.abs(timeOfFiletime(time) - (sent + later))).toBeLessThan(2000);
      }
    }
  });

  test.each([
    [1, "cut off"],
    [4, "cut off"],
    [6, "cut off"],
    [12, "cut off"],
  ])("%i bytes are too many or too few", (length, last) => {
    const { fields, problems } = decodeConversationIndex(new Uint8Array(length).fill(0xcd));
    expect(problems).toMatchObject([{ code: "conversation-index-length", severity: "error" }]);
    expect(fields.at(-1)?.name).toBe(last);
  });

  test("a damaged end leaves the levels before it", () => {
    const { value } = decodeConversationIndex(Uint8Array.of(0xcd, 1, 2, 3, 4, 0x80, 0, 0, 1, 7, 9));
    expect(value?.levels).toEqual([{ deltaCode: 1, timeDelta: 1, random: 7 }]);
  });

  test("levels are read up to a limit", () => {
    const { value, fields, problems } = decodeConversationIndex(
      new Uint8Array(5 * (MAX_RESPONSE_LEVELS + 3)).fill(0xcd),
    );
    expect(value?.levels).toHaveLength(MAX_RESPONSE_LEVELS);
    expect(fields.at(-1)?.name).toBe("more response levels");
    expect(problems).toMatchObject([{ code: "conversation-index-levels", severity: "error" }]);
  });

  test.each<Partial<ConversationIndex>>([
    { sent: 0n },
    { sent: -1n },
    { sent: 2n ** 57n },
    { sent: 0x0101_0000_0000_0000n },
    { guid: "x" },
    { levels: [{ deltaCode: 0, timeDelta: 2 ** 31, random: 0 }] },
    { levels: [{ deltaCode: 1, timeDelta: 1, random: 256 }] },
  ])("writes nothing when a part does not fit", (change) => {
    const { bytes, problems } = encodeConversationIndex({ ...indexOf(publishedIndex), ...change });
    expect(bytes).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["conversation-index-range"]);
  });
});
