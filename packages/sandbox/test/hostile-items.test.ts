import type { ElementNode } from "@easel/codec/document";
import { codePages, type ProtocolVersion, protocolVersions } from "@easel/codec/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { clientOf, newClient } from "./client.ts";
import { add, change, type FolderName, fetchOf, folderIds, viewOf } from "./items-client.ts";

const pages = ["Contacts", "Contacts2", "Calendar", "Tasks", "Notes", "Email", "Email2", "AirSyncBase"];
const tags = codePages.flatMap(({ namespace, tags }) =>
  pages.includes(namespace) ? tags.map(({ name }) => [namespace, name] as const) : [],
);

const value = fc.oneof(
  fc.constantFrom("", "0", "1", "2", "20270111T090000Z", "2027-01-11T09:00:00.000Z", "AAAA", "x\r\nBcc: y"),
  fc.string({ maxLength: 20, unit: "binary" }),
);

/** Any property of any class, with a value it may have, with any other, or with properties in it. */
const { property } = fc.letrec<{ property: ElementNode }>((tie) => ({
  property: fc
    .tuple(
      fc.constantFrom(...tags),
      fc.oneof({ maxDepth: 3 }, value, fc.uint8Array({ maxLength: 8 }), fc.array(tie("property"), { maxLength: 4 })),
    )
    .map(([[namespace, name], content]) =>
      Array.isArray(content) ? el(namespace, name, ...content) : el(namespace, name, content),
    ),
}));

describe("whatever an item is made of", () => {
  it("is taken or refused, and what is taken can be read at every version", async () => {
    const client = newClient();
    const faults: Error[] = [];
    client.sandbox.app.onError((fault) => {
      faults.push(fault);
      return new Response(null, { status: 500 });
    });
    const folder = fc.constantFrom(...(Object.keys(folderIds) as FolderName[]));
    const version = fc.constantFrom<ProtocolVersion>(...protocolVersions);
    const data = fc.array(property, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(folder, version, data, data, version, async (name, at, item, changed, other) => {
        client.sandbox.reset();
        const view = await viewOf(clientOf(client.sandbox, "megan", at), name);
        const added = await view.sync(add("c1", ...item), add("c2"));
        const id = added.text("ServerId");
        if (id) expect((await view.sync(change(id, ...changed), fetchOf(id))).status).toBe(200);
        const reader = await viewOf(clientOf(client.sandbox, "megan", other, "Device2"), name);
        expect((await reader.sync()).status).toBe(200);
        expect(faults).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
