import { codePages } from "@easel/codec/protocol";
import { describe, expect, test } from "vitest";
import { containerRule, elementFacts, namespaceTables, placesOf } from "./index.ts";

const tags = codePages.flatMap(({ tags }) => tags.filter(({ status }) => status !== "legacy"));

describe("the content model", () => {
  test("has a row for every tag a specification lists, and no other", () => {
    const listed = new Set(
      namespaceTables
        .filter(({ namespace }) => namespace !== "Autodiscover")
        .flatMap(({ namespace, elements }) => elements.map(([path]) => `${namespace}:${path.split("/").at(-1)}`)),
    );
    const known = tags.map(({ namespace, name }) => `${namespace}:${name}`);
    expect(known.filter((key) => !listed.has(key))).toEqual([]);
    expect([...listed].filter((key) => !known.includes(key))).toEqual([]);
  });

  test("says of each in one sentence what it is for, and where that is written", () => {
    for (const { elements } of namespaceTables) {
      for (const [name, section, , meaning] of elements) {
        expect([name, meaning]).toEqual([name, expect.stringMatching(/^[A-Z0-9].*\.$/s)]);
        expect([name, section]).toEqual([name, expect.stringMatching(/^\d+(\.\d+)*$/)]);
      }
    }
  });

  test("names only elements that exist", () => {
    for (const { namespace, content } of namespaceTables) {
      for (const [side, path] of content) {
        const [first = "", second] = path.split("/");
        const named = (text: string) => {
          const [ns = "", name = ""] = text.includes(":") ? text.split(":") : [namespace, text];
          return { namespace: ns, name };
        };
        const element = named(second ?? first);
        const parent = second === undefined ? undefined : named(first);
        const version = side.split("@")[1]?.replace("-", "");
        for (const each of side.startsWith("both")
          ? (["request", "reply"] as const)
          : [side.split("@")[0] as "request"]) {
          const rule = containerRule(each, element, parent, version);
          expect([path, rule === undefined]).toEqual([path, false]);
          for (const child of rule?.children ?? []) {
            expect([`${child.namespace}:${child.name}`, elementFacts(child.namespace, child.name)?.name]).toEqual([
              `${child.namespace}:${child.name}`,
              child.name,
            ]);
          }
        }
      }
    }
  });

  test("reads values: choices with their words, ranges, lengths", () => {
    expect(elementFacts("AirSync", "Conflict")?.value).toEqual({
      kind: "choice",
      optional: false,
      choices: [
        ["0", "client wins"],
        ["1", "server wins"],
      ],
    });
    expect(elementFacts("AirSync", "WindowSize")?.value).toEqual({
      kind: "int",
      optional: false,
      min: 0,
      max: 512,
      bends: true,
    });
    expect(elementFacts("AirSync", "SyncKey")?.value).toEqual({ kind: "text", optional: false, max: 64 });
    expect(elementFacts("ComposeMail", "ClientId")?.value).toEqual({ kind: "text", optional: false, min: 1, max: 40 });
    expect(elementFacts("AirSync", "MaxItems")?.value).toEqual({ kind: "int", optional: false, min: 1 });
    expect(elementFacts("Calendar", "Reminder")?.value).toMatchObject({ kind: "int", optional: true, max: 4294967295 });
    expect(elementFacts("Provision", "MaxEmailBodyTruncationSize")?.value).toEqual({
      kind: "int",
      optional: true,
      min: -1,
    });
    expect(elementFacts("ItemOperations", "Store")?.value.choices?.[1]).toEqual(["Document Library", ""]);
  });

  test("tells an element's meaning by its parent where that matters", () => {
    expect(elementFacts("AirSyncBase", "Preview", "Body")?.value.kind).toBe("text");
    expect(elementFacts("AirSyncBase", "Preview", "BodyPreference")?.value.kind).toBe("int");
    expect(elementFacts("Nowhere", "Preview")).toBeUndefined();
  });

  test("knows that a container holds other things at other versions and under other parents", () => {
    const collection = { namespace: "GetItemEstimate", name: "Collection" };
    expect(containerRule("request", collection, undefined, "12.1")?.children[0]?.name).toBe("Class");
    expect(containerRule("request", collection, undefined, "14.1")?.children[0]?.name).toBe("SyncKey");
    const options = { namespace: "AirSync", name: "Options" };
    expect(containerRule("request", options, collection, "14.1")?.children.map(({ name }) => name)).toEqual([
      "FilterType",
      "Class",
      "MaxItems",
    ]);
    expect(containerRule("reply", options, collection, "14.1")).toBeUndefined();
  });

  test("finds the places where an element may stand", () => {
    expect(placesOf("Sync", "request", "16.1", { namespace: "AirSync", name: "FilterType" })).toEqual([
      "/Sync/Collections/Collection/Options/FilterType",
    ]);
    expect(placesOf("Ping", "request", "16.1", { namespace: "AirSync", name: "FilterType" })).toEqual([]);
  });
});
