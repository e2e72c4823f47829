import { type DocumentNode, type ElementNode, walkElements } from "@easel/codec/document";
import { protocolVersions } from "@easel/codec/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { bytesOf, clientOf, encodeOrFail, folderSyncBody, mail, newClient } from "./client.ts";

const on =
  (namespace: string) =>
  (name: string, ...content: (string | Uint8Array | ElementNode)[]): ElementNode =>
    el(namespace, name, ...content);
const [a, b, c, f, io, m, s] = [
  on("AirSync"),
  on("AirSyncBase"),
  on("ComposeMail"),
  on("Find"),
  on("ItemOperations"),
  on("Move"),
  on("Search"),
];
const h = on("FolderHierarchy");

const source = c("Source", c("FolderId", "5"), c("ItemId", "5:1"));
const letter = c("Mime", bytesOf(mail("alex@contoso.example", "x")));
const preference = b("BodyPreference", b("Type", "1"), b("TruncationSize", "5"), b("Preview", "9"));

/** A sound request of each command, to take apart and put together in other ways. */
const sound: Readonly<Record<string, ElementNode>> = {
  MoveItems: m("MoveItems", m("Move", m("SrcMsgId", "5:1"), m("SrcFldId", "5"), m("DstFldId", "7"))),
  ItemOperations: io(
    "ItemOperations",
    io(
      "Fetch",
      io("Store", "Mailbox"),
      a("CollectionId", "5"),
      a("ServerId", "5:1"),
      io("Options", io("Schema", b("Body")), preference),
    ),
    io("Fetch", io("Store", "Mailbox"), b("FileReference", "5:1:0"), io("Options", io("Range", "0-9"))),
    io("EmptyFolderContents", a("CollectionId", "3"), io("Options", io("DeleteSubFolders"))),
    io("Move", io("ConversationId", bytesOf("0123456789abcdef")), io("DstFldId", "7"), io("Options", io("MoveAlways"))),
  ),
  FolderCreate: h("FolderCreate", h("SyncKey", "1"), h("ParentId", "0"), h("DisplayName", "x"), h("Type", "12")),
  FolderUpdate: h("FolderUpdate", h("SyncKey", "1"), h("ServerId", "12"), h("ParentId", "0"), h("DisplayName", "y")),
  FolderDelete: h("FolderDelete", h("SyncKey", "1"), h("ServerId", "12")),
  SmartReply: c("SmartReply", c("ClientId", "1"), source, c("SaveInSentItems"), letter),
  SmartForward: c("SmartForward", c("ClientId", "2"), source, c("ReplaceMime"), letter),
  Search: s(
    "Search",
    s(
      "Store",
      s("Name", "Mailbox"),
      s("Query", s("And", a("Class", "Email"), a("CollectionId", "5"), s("FreeText", "hello"))),
      s("Options", preference, s("Range", "0-9"), s("DeepTraversal"), s("RebuildResults")),
    ),
  ),
  Find: f(
    "Find",
    f("SearchId", "5f1d6b1e-4d0b-4a5c-9a53-0c1f8f3e7a10"),
    f("ExecuteSearch", f("MailBoxSearchCriterion", f("Query", a("CollectionId", "5"), f("FreeText", "hello")))),
  ),
};

interface Change {
  at: number;
  kind: "drop" | "double" | "text" | "bytes" | "graft";
  from: number;
  text: string;
}

const change = fc.record<Change>({
  at: fc.nat(40),
  kind: fc.constantFrom("drop", "double", "text", "bytes", "graft"),
  from: fc.nat(40),
  text: fc.oneof(fc.constantFrom("", "0", "1", "5", "5:1", "12", "GAL", "9-0", "0-0"), fc.string({ maxLength: 12 })),
});

/** The document with one of its elements gone, twice there, holding something else or another of the elements. */
function changed(root: ElementNode, { at, kind, from, text }: Change): ElementNode {
  const copy = structuredClone(root);
  const elements: ElementNode[] = [];
  walkElements(copy, (element) => elements.push(element));
  const parent = elements[at % elements.length];
  if (!parent) return copy;
  const place = parent.children.length === 0 ? 0 : from % parent.children.length;
  const [child] = parent.children.slice(place);
  const other = structuredClone(elements[from % elements.length]);
  const content: Record<Change["kind"], (DocumentNode | undefined)[]> = {
    drop: [],
    double: [child, structuredClone(child)],
    text: [{ kind: "text", text: text.replaceAll("\0", "") }],
    bytes: [{ kind: "opaque", bytes: bytesOf(text) }],
    graft: [child, other],
  };
  parent.children.splice(place, 1, ...content[kind].filter((node) => node !== undefined));
  return copy;
}

describe("whatever stands in a document", () => {
  it.each(Object.entries(sound))(
    "%s is answered",
    async (command, document) => {
      const client = newClient();
      const faults: Error[] = [];
      client.sandbox.app.onError((fault) => {
        faults.push(fault);
        return new Response(null, { status: 500 });
      });
      const version = fc.constantFrom(...protocolVersions);
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 4 }), version, fc.boolean(), async (changes, at, apart) => {
          client.sandbox.reset();
          const device = clientOf(client.sandbox, "megan", at);
          const key = (await device.post("FolderSync", folderSyncBody())).text("SyncKey") ?? "";
          const keyed = changes.reduce(changed, document);
          walkElements(keyed, (each) => {
            const [content] = each.children;
            if (each.name === "SyncKey" && content?.kind === "text" && content.text === "1") content.text = key;
          });
          const headers = apart ? { "MS-ASAcceptMultiPart": "T" } : {};
          const reply = await device.post(command, encodeOrFail(structuredClone(keyed)), { headers });
          expect([200, 400, 500, 501]).toContain(reply.status);
          expect(faults).toEqual([]);
        }),
        { numRuns: 80 },
      );
    },
    60_000,
  );
});
