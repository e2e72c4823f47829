import type { ElementNode } from "@easel/codec/document";
import { decodeDateTime, decodeTimeZone } from "@easel/codec/values";
import type { ValueRule } from "../knowledge/content-model/index.ts";
import type { ElementProblemCode } from "./element-problem.ts";

/** A value that does not fit, in words: "a whole number from 0 to 512". */
export interface ValueFault {
  code: ElementProblemCode;
  expected: string;
  /** True for a number that servers bend instead of refusing it. */
  bends?: true;
  /** True for a date in the other of the two forms: some servers read it. */
  otherForm?: true;
  /** True for a date that lacks only the Z of UTC: servers read it, and some send it. */
  noZone?: true;
  /** A value that would fit, where one is plain. */
  instead?: string;
}

const GUID = /^\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?$/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** Whether the text of an element fits; undefined when it does. Whitespace around a number or a date is kept out. */
export function valueFault(rule: ValueRule, element: ElementNode): ValueFault | undefined {
  const [only, ...more] = element.children;
  const isOpaque = only?.kind === "opaque" || more.some(({ kind }) => kind === "opaque");
  const raw = more.length === 0 ? (only?.kind === "text" ? only.text : "") : textOf(element);
  const text = raw.trim();
  if (rule.kind === "opaque")
    return text !== "" && !isOpaque
      ? { code: "value-not-opaque", expected: "bytes, in XML a CDATA section" }
      : undefined;
  // What is opaque stands for itself: servers send some texts so.
  if (isOpaque) return undefined;
  if (rule.kind === "empty") return text === "" ? undefined : { code: "content-not-here", expected: "nothing inside" };
  if (rule.kind === "none") return undefined;
  if (text === "") return emptyFault(rule, raw);
  switch (rule.kind) {
    case "text":
      return lengthFault(rule, raw);
    case "int":
    case "bool":
      return numberFault(rule, text);
    case "choice":
      return choiceFault(rule, text);
    case "double":
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? undefined : { code: "value-kind", expected: "a number" };
    case "guid":
      return GUID.test(text) ? undefined : { code: "value-kind", expected: "a GUID" };
    case "base64":
    case "goid":
      return BASE64.test(text) ? lengthFault(rule, text) : { code: "value-kind", expected: "base64" };
    case "zone":
      return decodeTimeZone(text).value
        ? undefined
        : { code: "value-kind", expected: "base64 of a 172-byte time zone" };
    default:
      return dateFault(rule, text);
  }
}

const textOf = ({ children }: ElementNode): string =>
  children.map((child) => (child.kind === "text" ? child.text : "")).join("");

const emptyFault = (rule: ValueRule, raw: string): ValueFault | undefined =>
  rule.optional || (rule.kind === "text" && (raw !== "" || rule.min === undefined))
    ? undefined
    : { code: "value-missing", expected: expectedOf(rule) };

function lengthFault(rule: ValueRule, text: string): ValueFault | undefined {
  const tooLong = rule.max !== undefined && text.length > rule.max;
  return tooLong ? { code: "value-length", expected: `at most ${rule.max} characters` } : undefined;
}

function numberFault(rule: ValueRule, text: string): ValueFault | undefined {
  const number = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number)) {
    const word = rule.kind === "bool" ? { true: "1", false: "0" }[text.toLowerCase()] : undefined;
    return { code: "value-kind", expected: expectedOf(rule), ...(word ? { instead: word } : {}) };
  }
  if (number >= (rule.min ?? Number.NEGATIVE_INFINITY) && number <= (rule.max ?? Number.POSITIVE_INFINITY))
    return undefined;
  return { code: "value-range", expected: expectedOf(rule), ...(rule.bends && number >= 0 ? { bends: true } : {}) };
}

function choiceFault(rule: ValueRule, text: string): ValueFault | undefined {
  const values = (rule.choices ?? []).map(([value]) => value);
  if (values.includes(text)) return undefined;
  const alike = values.find((value) => value.toLowerCase() === text.toLowerCase());
  return { code: "value-choice", expected: expectedOf(rule), ...(alike ? { instead: alike } : {}) };
}

const TIME = "(?:[01]\\d|2[0-4]):?[0-5]\\d:?[0-5]\\d";
const LONG = new RegExp(`^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T${TIME}(?:\\.\\d{1,3})?Z?$`);
const COMPACT = new RegExp(`^\\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])T${TIME.replaceAll(":?", "")}Z?$`);

function dateFault(rule: ValueRule, text: string): ValueFault | undefined {
  const fits = (rule.kind !== "compact" && LONG.test(text)) || (rule.kind !== "date" && COMPACT.test(text));
  // What looks right may still be 31 April; the days that every month has need no second look.
  const isDate = fits && !/^\d{4}-?\d\d-?(?:29|3)/.test(text) ? true : decodeDateTime(text).value !== undefined;
  if (fits && isDate)
    return text.endsWith("Z")
      ? undefined
      : { code: "value-date", expected: `${expectedOf(rule)}, with Z for UTC`, noZone: true };
  return { code: "value-date", expected: expectedOf(rule), ...(isDate ? { otherForm: true } : {}) };
}

/** What may stand there, in words that go on after "takes". */
export function expectedOf(rule: ValueRule): string {
  switch (rule.kind) {
    case "bool":
      return "0 or 1";
    case "choice":
      return (rule.choices ?? []).map(([value, meaning]) => (meaning ? `${value} (${meaning})` : value)).join(", ");
    case "int":
      return rule.min !== undefined && rule.max !== undefined
        ? `a whole number from ${rule.min} to ${rule.max}`
        : rule.min !== undefined
          ? `a whole number from ${rule.min} on`
          : "a whole number";
    case "date":
      return "a date like 2026-11-23T08:00:00.000Z";
    case "compact":
      return "a date like 20261123T080000Z";
    case "moment":
      return "a date like 20261123T080000Z, or 2026-11-23T08:00:00.000Z";
    case "text":
      return rule.max === undefined ? "text" : `text of at most ${rule.max} characters`;
    case "zone":
      return "base64 of a 172-byte time zone";
    case "goid":
    case "base64":
      return "base64";
    case "opaque":
      return "bytes, in XML a CDATA section";
    case "guid":
      return "a GUID";
    case "double":
      return "a number";
    case "empty":
      return "nothing inside";
    default:
      return "elements";
  }
}
