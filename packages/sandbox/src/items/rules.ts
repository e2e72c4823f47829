import { decodeBase64 } from "@easel/codec/bytes";
import { childElements, type ElementNode } from "@easel/codec/document";
import { tagByName } from "@easel/codec/protocol";
import { decodeCompactDateTime, decodeDateTime, decodeTimeZone } from "@easel/codec/values";

/** Whether what stands in an element may stand there. */
export type Rule = (element: ElementNode, version: string) => boolean;

/** What an element may hold, by name (`Subject`, or `AirSyncBase:Location` of another namespace), in answer order. */
export type Shape = Readonly<Record<string, Rule>>;

/** An element's name in a shape of a namespace. */
export const keyOf = ({ namespace, name }: ElementNode, home: string): string =>
  namespace === home ? name : `${namespace}:${name}`;

/** Whether the version has the tag at all; tags of no recent specification are in none (MS-ASWBXML 2.1.2.1). */
export const hasTag = ({ namespace, name }: ElementNode, version: string): boolean =>
  tagByName(namespace, name)?.versions.some((each) => each === version) ?? false;

/** The text of an element that holds nothing else; undefined where elements or opaque data stand in it. */
export function leafText(element: ElementNode): string | undefined {
  const texts = element.children.map((child) => (child.kind === "text" ? child.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join("");
}

const leaf =
  (fits: (text: string) => boolean): Rule =>
  (element) => {
    const text = leafText(element);
    return text !== undefined && fits(text);
  };

export const text = (most = Number.POSITIVE_INFINITY): Rule => leaf((value) => value.length <= most);

export const int = (low: number, high: number): Rule =>
  leaf((value) => /^\d{1,10}$/.test(value) && Number(value) >= low && Number(value) <= high);

export const oneOf = (...values: number[]): Rule => leaf((value) => values.some((each) => String(each) === value));

export const bool = oneOf(0, 1);

export const orEmpty =
  (rule: Rule): Rule =>
  (element, version) =>
    element.children.length === 0 || rule(element, version);

/** Notices (info) do not count: a date without milliseconds is one. */
const isClean = ({ value, problems }: { value?: unknown; problems: readonly { severity: string }[] }): boolean =>
  value !== undefined && problems.every(({ severity }) => severity === "info");

/** `20260321T090000Z` (MS-ASDTYPE 2.7.2). */
export const compactDate = leaf((value) => isClean(decodeCompactDateTime(value)));
/** `2026-03-21T09:00:00.000Z` (MS-ASDTYPE 2.3). */
export const longDate = leaf((value) => isClean(decodeDateTime(value)));
export const eitherDate: Rule = (element, version) => compactDate(element, version) || longDate(element, version);

export const zone = leaf((value) => decodeTimeZone(value).value !== undefined);

export const base64 = (most: number): Rule =>
  leaf((value) => value.length <= most && decodeBase64(value) !== undefined);

export const double = leaf((value) => /^-?\d+(\.\d+)?$/.test(value));

/** At most so many elements of one name. */
export const list =
  (namespace: string, name: string, rule: Rule, most: number): Rule =>
  (element, version) => {
    const children = elementsOnly(element);
    return (
      children !== undefined &&
      children.length <= most &&
      children.every((each) => each.namespace === namespace && each.name === name && rule(each, version))
    );
  };

/** Elements of a shape, those named in `needed` among them, and whatever else has to hold. */
export const holds =
  (home: string, shape: Shape, needed: readonly string[] = [], also: Rule = () => true): Rule =>
  (element, version) => {
    const children = elementsOnly(element);
    return children !== undefined && fitsShape(children, home, shape, version, needed) && also(element, version);
  };

/** Each at most once, each known to the version, each with a value it may have. */
export function fitsShape(
  elements: readonly ElementNode[],
  home: string,
  shape: Shape,
  version: string,
  needed: readonly string[] = [],
): boolean {
  const seen = new Set<string>();
  for (const element of elements) {
    const key = keyOf(element, home);
    const rule = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!rule || seen.has(key) || !hasTag(element, version) || !rule(element, version)) return false;
    seen.add(key);
  }
  return needed.every((name) => seen.has(name));
}

const elementsOnly = (element: ElementNode): ElementNode[] | undefined => {
  const children = childElements(element);
  return children.length === element.children.length ? children : undefined;
};
