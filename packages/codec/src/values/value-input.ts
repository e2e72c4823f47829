import { decodeBase64, findBase64Fault } from "../bytes/index.ts";
import type { Span } from "../document.ts";
import type { ProblemList } from "../problem-list.ts";

/** Characters or bytes of one value: 1 Mi. The longest known, a GlobalObjId, has a few hundred. */
export const MAX_VALUE_LENGTH = 0x10_0000;

/** The bytes of a structure, and where they stand in what was given. */
export interface ValueInput {
  bytes: Uint8Array;
  /** Characters of the base64 text that hold these bytes; undefined when bytes were given. */
  textSpan(start: number, end: number): Span | undefined;
  /** The same in the units problems count in: characters when text was given, else bytes. */
  inputSpan(start: number, end: number): Span;
}

/** Reads base64 text, or takes bytes as they are. What is not base64 gives the bytes up to the fault. */
export function readValueInput(input: string | Uint8Array, problems: ProblemList): ValueInput {
  if (input.length > MAX_VALUE_LENGTH) {
    const unit = typeof input === "string" ? "characters" : "bytes";
    const message = () => `${input.length} ${unit} are too long for a value; at most ${MAX_VALUE_LENGTH} are read.`;
    problems.add("error", "value-too-long", message, MAX_VALUE_LENGTH, input.length);
    return valueInput(new Uint8Array(0));
  }
  return typeof input === "string" ? readBase64(input, problems) : valueInput(input);
}

function readBase64(text: string, problems: ProblemList): ValueInput {
  const strict = decodeBase64(text);
  if (strict) return valueInput(strict, text);
  const spaced = decodeBase64(text, { allowWhitespace: true });
  if (spaced) {
    const message = () => "White space stands in the base64 text; not every server skips it.";
    problems.add("warning", "base64-white-space", message, 0, text.length);
    return valueInput(spaced, text);
  }
  const url = decodeBase64(text.replaceAll("+", "-").replaceAll("/", "_"), { alphabet: "url", allowWhitespace: true });
  if (url) {
    const message = () =>
      "This is base64 without its padding or in the alphabet of URLs; write it with +, / and = at the end.";
    problems.add("warning", "base64-spelling", message, 0, text.length);
    return valueInput(url, text);
  }
  const badAt = findBase64Fault(text, { allowWhitespace: true }) ?? text.length;
  const message = () =>
    badAt < text.length
      ? `The text stops being base64 at character ${badAt}; what stands before it is read.`
      : "The base64 text ends in the middle of a group of four characters; what is complete is read.";
  problems.add("error", "not-base64", message, badAt, Math.min(badAt + 1, text.length));
  const sound = text.slice(0, badAt).replace(/\s+/g, "");
  const bytes = decodeBase64(sound.slice(0, sound.length - (sound.length % 4)));
  return valueInput(bytes ?? new Uint8Array(0), text);
}

function valueInput(bytes: Uint8Array, text?: string): ValueInput {
  const textSpan = text === undefined ? () => undefined : textSpanIn(text);
  return { bytes, textSpan, inputSpan: (start, end) => textSpan(start, end) ?? { start, end } };
}

/** A byte takes one and a third characters, so neighbours share one: spans are rounded outwards. */
function textSpanIn(text: string): (start: number, end: number) => Span {
  const places = /\s/.test(text) ? digitPlaces(text) : undefined;
  const placeOf = (digit: number) => (places ? (places[digit] ?? text.length) : Math.min(digit, text.length));
  return (start, end) => {
    const from = placeOf(Math.floor((start * 8) / 6));
    return { start: from, end: end > start ? placeOf(Math.floor((end * 8 - 1) / 6)) + 1 : from };
  };
}

function digitPlaces(text: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) if (!/\s/.test(text.charAt(at))) places.push(at);
  return places;
}
