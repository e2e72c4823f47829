import { childElement, type ElementNode } from "@easel/codec/document";
import { freshId, type NewElement } from "../../language/index.ts";
import { textOf } from "../elements.ts";
import type { Facts } from "../facts.ts";
import { reordered } from "../rewrite-document.ts";
import { allOf, type Fix, fixOf, makingOf, put } from "./put.ts";

const isCollection = ({ namespace, name }: ElementNode): boolean => namespace === "AirSync" && name === "Collection";

export function syncKey(facts: Facts): Fix | undefined {
  const root = facts.request.document?.root;
  if (!root) return undefined;
  const holders = root.name === "Sync" ? allOf(facts, isCollection) : [{ element: root, path: `/${root.name}` }];
  const keyless = holders.filter(({ element }) => !childElement(element, "SyncKey"));
  return fixOf(
    "Add SyncKey 0",
    keyless.flatMap((place) => put(place, { namespace: place.element.namespace, name: "SyncKey", content: "0" })),
  );
}

/** A new item's id is the client's to make; the id of one that exists only the server has given. */
export function itemIds(facts: Facts): Fix | undefined {
  const inCommands = new Set(
    allOf(facts, ({ name, namespace }) => namespace === "AirSync" && name === "Commands").flatMap(({ element }) =>
      element.children.filter((child): child is ElementNode => child.kind === "element"),
    ),
  );
  const places = allOf(facts, (element) => inCommands.has(element));
  const nameless = (name: string, id: string) =>
    places.filter(({ element }) => element.name === name && !textOf(element, id));
  if (["Change", "Delete", "Fetch"].some((name) => nameless(name, "ServerId").length > 0)) return undefined;
  const { seed } = makingOf(facts);
  return fixOf(
    "Add a ClientId",
    nameless("Add", "ClientId").flatMap((place) =>
      put(place, { namespace: "AirSync", name: "ClientId", content: freshId(`${place.path} ${seed}`) }),
    ),
  );
}

/** By its ClientId a server knows a message that is sent twice. */
export function mailClientId(facts: Facts): Fix | undefined {
  const root = facts.request.document?.root;
  if (!root) return undefined;
  return fixOf(
    "Add a ClientId",
    put(
      { element: root, path: `/${root.name}` },
      { namespace: "ComposeMail", name: "ClientId", content: freshId(makingOf(facts).seed) },
    ),
  );
}

export function getChanges(facts: Facts): Fix | undefined {
  const silent = allOf(facts, isCollection).filter(
    ({ element }) =>
      !["", "0", undefined].includes(textOf(element, "SyncKey")) &&
      !childElement(element, "GetChanges") &&
      !childElement(element, "Commands"),
  );
  return fixOf(
    "Add GetChanges",
    silent.flatMap((place) => put(place, { namespace: "AirSync", name: "GetChanges" })),
  );
}

/** Text that can be read at once; the message itself where MIMESupport asks for it in any case. */
export function bodyPreference(facts: Facts): Fix | undefined {
  const vague = allOf(
    facts,
    (element) =>
      element.namespace === "AirSync" &&
      element.name === "Options" &&
      childElement(element, "MIMESupport") !== undefined &&
      !childElement(element, "BodyPreference"),
  );
  return fixOf(
    "Add BodyPreference",
    vague.flatMap((place) => put(place, preference(textOf(place.element, "MIMESupport") === "2" ? "4" : "1"))),
  );
}

const preference = (type: string): NewElement => ({
  namespace: "AirSyncBase",
  name: "BodyPreference",
  content: [
    { namespace: "AirSyncBase", name: "Type", content: type },
    { namespace: "AirSyncBase", name: "TruncationSize", content: type === "4" ? "512000" : "51200" },
  ],
});

/** Folders to watch are most often mail; which folder it is only a person knows. */
export function pingFolder(facts: Facts): Fix | undefined {
  const lists = allOf(facts, ({ namespace, name }) => namespace === "Ping" && name === "Folders");
  const [list] = lists;
  if (list && !childElement(list.element, "Folder"))
    return fixOf("Leave Folders out", [{ kind: "remove-element", path: list.path }]);
  const folders = allOf(facts, ({ namespace, name }) => namespace === "Ping" && name === "Folder");
  if (folders.some(({ element }) => !textOf(element, "Id"))) return undefined;
  return fixOf(
    "Add Class Email",
    folders
      .filter(({ element }) => !textOf(element, "Class"))
      .flatMap((place) => put(place, { namespace: "Ping", name: "Class", content: "Email" })),
  );
}

const newFolder: readonly (readonly [name: string, content: string])[] = [
  ["ParentId", "0"],
  ["DisplayName", "New folder"],
  ["Type", "12"],
];

export function folderCommand(facts: Facts): Fix | undefined {
  const root = facts.request.document?.root;
  if (root?.name !== "FolderCreate") return undefined;
  const missing = newFolder.filter(([name]) => !textOf(root, name));
  return fixOf(
    `Add ${missing.map(([name]) => name).join(", ")}`,
    missing.flatMap(([name, content]) =>
      put({ element: root, path: "/FolderCreate" }, { namespace: "FolderHierarchy", name, content }),
    ),
  );
}

/** Every Collection in the order of the specification, comments with their elements. */
export const collectionOrder = ({ request, version }: Facts): Fix | undefined =>
  fixOf(
    "Put them in order",
    (reordered(request.document, version) ?? []).filter(
      (edit) => "path" in edit && /Collection(?:\[\d+\])?$/.test(edit.path),
    ),
  );
