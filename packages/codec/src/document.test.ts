import { describe, expect, test } from "vitest";
import { childElement, childElements, elementAt, elementText, pathOf, walkElements } from "./document.ts";
import { element } from "./protocol/index.ts";

const first = element("AirSync", "Collection", element("AirSync", "Status", "1"));
const second = element("AirSync", "Collection", element("AirSync", "Status", "3"), element("Email", "Status", "9"));
const root = element("AirSync", "Sync", element("AirSync", "Collections", first, second));

describe("a path", () => {
  test("numbers siblings of one name, from 1, and leads back to its element", () => {
    expect(pathOf(root, root)).toBe("/Sync");
    expect(pathOf(root, first)).toBe("/Sync/Collections/Collection[1]");
    const status = childElement(second, "Status", "Email");
    expect(status && pathOf(root, status)).toBe("/Sync/Collections/Collection[2]/Status[2]");
    walkElements(root, (here, path) => expect(elementAt(root, path)).toBe(here));
  });

  test("means the first element where a number is left out, and nothing where there is none", () => {
    expect(elementAt(root, "/Sync/Collections/Collection")).toBe(first);
    expect(elementAt(root, "/Sync/Collections/Collection[3]")).toBeUndefined();
    expect(elementAt(root, "/Ping")).toBeUndefined();
    expect(elementAt(undefined, "/Sync")).toBeUndefined();
    expect(pathOf(first, root)).toBeUndefined();
  });
});

test("children are found by name, and by namespace when it is given", () => {
  expect(childElements(second, "Status")).toHaveLength(2);
  expect(childElements(second, "Status", "Email")).toHaveLength(1);
  expect(childElement(second, "SyncKey")).toBeUndefined();
});

test("an element's text is its own strings and opaque data, not its descendants'", () => {
  const bytes = new TextEncoder().encode("\uFEFFé");
  expect(elementText(element("ComposeMail", "Mime", "a", bytes, element("ComposeMail", "Status", "x")))).toBe(
    "a\uFEFFé",
  );
});
