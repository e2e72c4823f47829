import { type ElementNode, elementText } from "@easel/codec/document";
import {
  decodeConversationId,
  decodeConversationIndex,
  decodeDateTime,
  decodeGlobalObjId,
  decodeTimeZone,
  describeTimeZone,
} from "@easel/codec/values";
import type { ValueRule } from "../knowledge/content-model/index.ts";
import type { HoverFact } from "./hover.ts";

/** Parts of a structure that are shown; the rest is for a view of its own. */
const MAX_FIELDS = 12;

/** What the value of an element says, decoded where it is a structure. */
export function explainValue(rule: ValueRule, element: ElementNode): HoverFact[] {
  const text = elementText(element).trim();
  const opaque = element.children.find((child) => child.kind === "opaque");
  if (opaque?.kind === "opaque") return explainBytes(element.name, opaque.bytes);
  switch (rule.kind) {
    case "choice": {
      const meaning = rule.choices?.find(([value]) => value === text)?.[1];
      return meaning ? [{ label: text, text: meaning }] : [];
    }
    case "bool":
      return text === "1" ? [{ label: "1", text: "yes" }] : text === "0" ? [{ label: "0", text: "no" }] : [];
    case "int":
      return /^DayOfWeek$/.test(element.name) ? days(Number(text)) : [];
    case "date":
    case "compact":
    case "moment": {
      const { value } = decodeDateTime(text);
      return value === undefined ? [] : [{ label: "Is", text: `${inWords(value)} UTC` }];
    }
    case "zone": {
      const { value, fields } = decodeTimeZone(text);
      return value ? [{ label: "Is", text: describeTimeZone(value) }, ...shown(fields)] : [];
    }
    case "goid":
      return shown(decodeGlobalObjId(text).fields);
    case "base64":
      return text === "" ? [] : [{ label: "Is", text: `about ${Math.floor((text.length * 3) / 4)} bytes as base64` }];
    default:
      return [];
  }
}

function explainBytes(name: string, bytes: Uint8Array): HoverFact[] {
  const size: HoverFact = { label: "Is", text: `${bytes.length} bytes` };
  if (name === "ConversationId") {
    const { value } = decodeConversationId(bytes);
    return value ? [{ label: "Is", text: value }] : [size];
  }
  if (name === "ConversationIndex") return shown(decodeConversationIndex(bytes).fields);
  return [size];
}

const shown = (fields: readonly { name: string; text: string }[]): HoverFact[] =>
  fields.slice(0, MAX_FIELDS).map(({ name, text }) => ({ label: name, text }));

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The days that a DayOfWeek adds up: 62 is Monday to Friday. */
export const weekdaysIn = (sum: number): string[] =>
  weekdays.filter((_, index) => Number.isInteger(sum) && (sum & (1 << index)) !== 0);

function days(sum: number): HoverFact[] {
  const named = weekdaysIn(sum);
  return named.length === 0 ? [] : [{ label: String(sum), text: named.join(", ") }];
}

/** `Mon, 23 Nov 2026 08:00:00`, the same everywhere. */
const inWords = (time: number): string => new Date(time).toUTCString().replace(/ GMT$/, "");
