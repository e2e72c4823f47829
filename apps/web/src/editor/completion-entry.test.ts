import type { CompletionItem } from "@easel/doctor/language";
import { describe, expect, it } from "vitest";
import { completionEntry } from "./completion-entry.ts";

const collection: CompletionItem = {
  kind: "element",
  label: "Collection",
  insert: "<Collection>\n\t<SyncKey>$1</SyncKey>\n</Collection>$0",
  isSnippet: true,
  detail: "AirSync",
  documentation: "One folder.",
  isNeeded: true,
};
const none = () => false;

describe("completionEntry", () => {
  it("says that an element is needed, and where it is from", () => {
    expect(completionEntry(collection, 3, "<", none)).toMatchObject({
      label: { label: "Collection", detail: "  needed · AirSync" },
      documentation: "One folder.",
      sortText: "0003",
      isSnippet: true,
    });
  });

  it("is found by what stands there, with and without the bracket", () => {
    expect(completionEntry(collection, 0, "<Col", none).filterText).toBe("<Collection");
    expect(completionEntry(collection, 0, "", none).filterText).toBe("Collection");
    const close: CompletionItem = { kind: "close", label: "</a:Sync>", insert: "</a:Sync>", isSnippet: false };
    expect(completionEntry(close, 0, "</", none).filterText).toBe("</a:Sync");
  });

  it("asks on where the values of an element are known", () => {
    const known = (name: string) => name === "CollectionId";
    const id: CompletionItem = { ...collection, label: "CollectionId" };
    expect(completionEntry(id, 0, "<", known).asksOn).toBe(true);
    expect(completionEntry(collection, 0, "<", known).asksOn).toBe(false);
    expect(completionEntry({ ...id, kind: "value" }, 0, "", known).asksOn).toBe(false);
  });
});
