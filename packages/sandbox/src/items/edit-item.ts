import { childElements, type ElementNode, elementText } from "@easel/codec/document";
import { compareVersions } from "@easel/codec/protocol";
import type { ItemData } from "../mailbox/index.ts";
import { bodyShape, readBody } from "./item-body.ts";
import type { ItemClass, Writing } from "./item-class.ts";
import { bool, fitsShape, hasTag, int, keyOf, type Rule, type Shape, text } from "./rules.ts";
import { toKept } from "./versions.ts";

/** What an ApplicationData says: the values given, and every name in it, those sent empty to be cleared included. */
export interface ItemEdit {
  given: ItemData;
  names: ReadonlySet<string>;
}

const BODY = "AirSyncBase:Body";

/** At 2.5 the class has a Body of its own, as plain text. */
const oldBody: Shape = { Body: text(), BodyTruncated: bool, BodySize: int(0, 0xffffffff) };

/** Reads an ApplicationData; undefined for what the class or the version does not have, or forbids (Status 6). */
export function readItem(
  data: ElementNode,
  { name: home, shape, serverOnly }: ItemClass,
  version: string,
  adding: boolean,
) {
  const elements = childElements(data);
  const whole: Shape = { ...shape, ...oldBody, [BODY]: bodyShape satisfies Rule };
  if (elements.length < data.children.length || !fitsShape(elements, home, whole, version)) return undefined;
  const barred = serverOnly(version);
  if (elements.some((element) => barred.includes(keyOf(element, home)))) return undefined;
  if (adding && compareVersions(version, "16.0") >= 0 && elements.some(isEmpty)) return undefined;
  return editOf(elements, home);
}

/** For exceptions, whose properties are those of the series. */
export function editOf(elements: readonly ElementNode[], home: string): ItemEdit {
  const names = new Set<string>();
  const properties: ElementNode[] = [];
  let body: ItemData["body"];
  for (const element of elements) {
    if (element.name === "BodyTruncated" || element.name === "BodySize") continue;
    if (element.name === "Body") {
      // A cut body is not the whole, so what is there stays.
      if (isCut(element)) continue;
      body = readBody(element);
      names.add(BODY);
      continue;
    }
    const kept = toKept(element);
    names.add(keyOf(kept, home));
    if (kept.children.length > 0) properties.push(kept);
  }
  return { given: { properties, ...(body ? { body } : {}) }, names };
}

export function newItem({ given, names }: ItemEdit, itemClass: ItemClass, writing: Writing): ItemData | undefined {
  return itemClass.fits(given, given, writing.version) ? itemClass.complete(given, names, writing) : undefined;
}

/**
 * The item after a Change. What is given replaces; what is left out stays, unless the client manages it: then leaving
 * out is taking away. `supported` is what it said to manage in the first Sync, undefined for everything
 * (MS-ASCMD 2.2.3.179).
 */
export function changedItem(
  data: ItemData,
  { given, names }: ItemEdit,
  itemClass: ItemClass,
  supported: ReadonlySet<string> | undefined,
  writing: Writing,
): ItemData | undefined {
  const stays = (name: string): boolean =>
    !itemClass.canBeGhosted(name, writing.version) || (supported !== undefined && !supported.has(name));
  const kept = data.properties.filter((property) => {
    const name = keyOf(property, itemClass.name);
    return !names.has(name) && stays(name);
  });
  const body = given.body ?? data.body;
  const merged: ItemData = { properties: [...kept, ...given.properties], ...(body ? { body } : {}) };
  return itemClass.fits(given, merged, writing.version) ? itemClass.complete(merged, names, writing) : undefined;
}

/** The names in Supported, as edits have them; undefined for a name that the class or the version does not have. */
export function readSupported(element: ElementNode, { name: home, shape }: ItemClass, version: string) {
  const names = new Set<string>();
  for (const child of childElements(element)) {
    const known = Object.hasOwn(shape, keyOf(child, home)) || Object.hasOwn(oldBody, keyOf(child, home));
    if (!known || !hasTag(child, version)) return undefined;
    names.add(keyOf(toKept(child), home));
  }
  return names;
}

/** A picture is taken away by sending it empty, in any version. */
const isEmpty = (element: ElementNode): boolean => element.children.length === 0 && element.name !== "Picture";

const isCut = (body: ElementNode): boolean =>
  childElements(body, "Truncated", "AirSyncBase").some((each) => elementText(each) === "1");
