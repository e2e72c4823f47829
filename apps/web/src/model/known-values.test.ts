import { parseXml } from "@easel/codec/xml";
import { describe, expect, it } from "vitest";
import { type KnownValues, learnFrom } from "./known-values.ts";

const read = (xml: string, before: KnownValues = {}) => learnFrom(before, parseXml(xml).document);
const folders = read(
  '<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey><Changes><Count>2</Count><Add><ServerId>5</ServerId><ParentId>0</ParentId><DisplayName>Inbox</DisplayName></Add><Add><ServerId>6</ServerId><DisplayName>Sent</DisplayName></Add></Changes></FolderSync>',
);
const syncAnswer = (key: string) =>
  `<Sync xmlns="AirSync"><Collections><Collection><SyncKey>${key}</SyncKey><CollectionId>5</CollectionId><Commands><Add><ServerId>5:1</ServerId><ApplicationData><Subject xmlns="Email">Hello</Subject></ApplicationData></Add></Commands></Collection></Collections></Sync>`;

describe("learnFrom", () => {
  it("knows folders by what people call them, in their order", () => {
    expect(folders.CollectionId).toEqual([
      { value: "5", label: "Inbox" },
      { value: "6", label: "Sent" },
    ]);
    expect(folders.SyncKey).toEqual([{ value: "1", label: "of the folder list" }]);
  });

  it("knows items by their subject, and each collection's latest key", () => {
    const known = read(syncAnswer("k2"), read(syncAnswer("k1"), folders));
    expect(known.ServerId).toEqual([{ value: "5:1", label: "Hello" }]);
    expect(known.SyncKey).toEqual([
      { value: "k2", label: "of collection 5" },
      { value: "1", label: "of the folder list" },
    ]);
    expect(known.CollectionId).toEqual(folders.CollectionId);
  });

  it("keeps no policy key", () => {
    const answer =
      '<Provision xmlns="Provision"><Policies><Policy><PolicyKey>42</PolicyKey></Policy></Policies></Provision>';
    expect(read(answer)).toEqual({});
  });
});
