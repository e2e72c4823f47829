import { protocolVersions } from "@easel/codec/protocol";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { el } from "../src/documents.ts";
import { createSandbox } from "../src/index.ts";
import {
  basic,
  bytesOf,
  clientOf,
  collection,
  deviceInformation,
  drain,
  ENDPOINT,
  encodeOrFail,
  folderSyncBody,
  mail,
  mimePreference,
  newClient,
  policyBody,
  send,
  sendMail,
  sendMailBody,
  startSync,
  syncBody,
} from "./client.ts";

const commands = [
  "Sync",
  "SendMail",
  "FolderSync",
  "GetItemEstimate",
  "Settings",
  "Provision",
  "SmartReply",
  "SmartForward",
  "MoveItems",
  "ItemOperations",
  "FolderCreate",
  "FolderUpdate",
  "FolderDelete",
  "Search",
  "Find",
];
const answered = [200, 400, 403, 449, 500, 501];

// Much work, and whoever runs it may have little of the machine.
vi.setConfig({ testTimeout: 60_000 });

/** Sound requests to damage; Ping is left out because a sound one waits. */
const sound: Uint8Array[] = [
  encodeOrFail(folderSyncBody()),
  encodeOrFail(syncBody(collection({ key: "0", options: mimePreference() }))),
  encodeOrFail(sendMailBody(bytesOf(mail("alex@contoso.example", "x")))),
  encodeOrFail(policyBody("MS-EAS-Provisioning-WBXML", { key: "1", status: "1" }, deviceInformation())),
  encodeOrFail(el("Settings", "Settings", el("Settings", "UserInformation", el("Settings", "Get")))),
];

const damaged = fc
  .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat(3))
  .map(([bytes, edits, cut]) => {
    const copy = bytes.slice(0, bytes.length - cut);
    for (const [at, value] of edits) copy[at % copy.length] = value;
    return copy;
  });

describe("whatever is sent gets an answer:", () => {
  const client = newClient();
  // What the app would hide behind a 500 page.
  const faults: Error[] = [];
  client.sandbox.app.onError((fault) => {
    faults.push(fault);
    return new Response(null, { status: 500 });
  });

  it("random and damaged bodies for every command and version", async () => {
    const body = fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged);
    const contentType = fc.constantFrom("application/vnd.ms-sync.wbxml", "message/rfc822", "text/xml", "");
    const version = fc.constantFrom(...protocolVersions);
    await client.post("FolderSync", folderSyncBody());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), version, body, contentType, async (command, at, bytes, type) => {
        client.version = at;
        const reply = await client.post(command, bytes, { contentType: type });
        expect(answered).toContain(reply.status);
        // A fault of the sandbox itself would look like a refusal of mail up to 12.1, the only honest 500.
        if (reply.status === 500) expect([/^S(?:end|mart)/.test(command), Number(at) < 14]).toEqual([true, true]);
        expect(faults).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it("random queries and headers", async () => {
    const headerText = fc.string({ maxLength: 40, unit: "grapheme-ascii" });
    await fc.assert(
      fc.asyncProperty(fc.webQueryParameters(), headerText, headerText, async (query, version, policyKey) => {
        const reply = await send(client.sandbox, `${ENDPOINT}?${query}`, {
          method: "POST",
          headers: {
            Authorization: basic("megan", "sandbox-megan"),
            "MS-ASProtocolVersion": version,
            "X-MS-PolicyKey": policyKey,
          },
        });
        expect([400, 501]).toContain(reply.status);
      }),
      { numRuns: 300 },
    );
  });

  it("random credentials, always with 401", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60, unit: "grapheme-ascii" }), async (text) => {
        const reply = await send(client.sandbox, ENDPOINT, { method: "OPTIONS", headers: { Authorization: text } });
        expect(reply.status).toBe(401);
      }),
    );
  });

  it("any bytes after a sound header block arrive as they were sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (tail) => {
        const sandbox = createSandbox();
        const mime = new Uint8Array([...bytesOf(mail("megan@contoso.example", "x", "")), ...tail]);
        expect((await sendMail(clientOf(sandbox, "alex", "14.1"), mime)).bytes).toHaveLength(0);
        const { reply } = await drain(clientOf(sandbox, "megan"), "5", mimePreference());
        const [content] = reply.all("Data")[0]?.children ?? [];
        const got = content?.kind === "opaque" ? content.bytes : bytesOf(content?.kind === "text" ? content.text : "");
        expect(got).toEqual(mime);
      }),
      { numRuns: 100 },
    );
  });

  it("mail with a random header block", async () => {
    const line = fc.tuple(
      fc.constantFrom("To", "From", "Cc", "Subject", "Content-Type", "Content-Transfer-Encoding", "X"),
      fc.string({ maxLength: 60, unit: "binary" }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.string({ maxLength: 80 }), async (lines, body) => {
        const head = lines.map(([name, value]) => `${name}: ${value}`).join("\r\n");
        const mime = bytesOf(`To: megan@contoso.example\r\n${head}\r\n\r\n${body}`);
        const { sandbox } = client;
        sandbox.reset();
        expect((await sendMail(clientOf(sandbox, "alex", "12.1"), mime)).status).toBeOneOf([200, 500]);
        for (const version of ["2.5", "16.1"]) {
          const reader = clientOf(sandbox, "megan", version, `Device${version.replace(".", "")}`);
          expect((await drain(reader, "5", version === "2.5" ? [] : mimePreference())).reply.status).toBe(200);
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("large input is handled in one go:", () => {
  it("a To header of a megabyte of brackets, quotes and commas", async () => {
    for (const filler of ["<", '"', "(", ",", "a@b,", ":", "\\", "<a>"]) {
      const mime = bytesOf(`To: ${filler.repeat(1_000_000 / filler.length)}\r\nFrom: x@y\r\n\r\nx`);
      expect((await sendMail(newClient({ version: "12.1" }), mime)).status, filler).toBe(500);
    }
  });

  it("an HTML body of a megabyte of open tags, read as text", async () => {
    for (const filler of ["<", "<style>", "<p", "&", "</style", "<!--"]) {
      const sandbox = createSandbox();
      const head = "To: megan@contoso.example\r\nContent-Type: text/html\r\n\r\n";
      await sendMail(clientOf(sandbox, "alex", "12.1"), bytesOf(head + filler.repeat(1_000_000 / filler.length)));
      const options = [el("AirSyncBase", "BodyPreference", el("AirSyncBase", "Type", "1"))];
      expect((await drain(clientOf(sandbox, "megan"), "5", options)).reply.text("Status"), filler).toBe("1");
    }
  });

  it("a Sync nested five thousand levels deep", async () => {
    let nested = el("AirSync", "Sync");
    for (let level = 0; level < 5000; level++) nested = el("AirSync", "Sync", nested);
    const client = newClient();
    await startSync(client);
    expect((await client.post("Sync", nested)).text("Status")).toBeOneOf(["4", "102"]);
  });

  it("mail beyond a mailbox's bounds, where the oldest makes room", async () => {
    const sandbox = createSandbox();
    const alex = clientOf(sandbox, "alex", "12.1");
    const client = clientOf(sandbox, "megan");
    const { key } = await drain(client);
    for (let number = 0; number < 500; number++) {
      await sendMail(alex, bytesOf(mail("megan@contoso.example", `Mail ${number}`)));
    }
    const middle = [el("AirSync", "WindowSize", "512")];
    const reply = await client.post("Sync", syncBody(collection({ key, middle })));
    expect([reply.all("Add").length, reply.all("Delete").length]).toEqual([500, 1]);
  });

  it("items beyond the size of one answer, which follow after MoreAvailable", async () => {
    const sandbox = createSandbox();
    const alex = clientOf(sandbox, "alex", "12.1");
    const big = "x".repeat(3 * 1024 * 1024);
    for (let number = 0; number < 4; number++) await sendMail(alex, bytesOf(mail("megan@contoso.example", "Big", big)));
    const client = clientOf(sandbox, "megan");
    const { key, reply } = await drain(client, "5", mimePreference());
    expect([reply.all("Add").length, reply.all("MoreAvailable").length]).toEqual([3, 1]);
    const rest = await client.post("Sync", syncBody(collection({ key })));
    expect([rest.all("Add").length, rest.all("MoreAvailable").length]).toEqual([2, 0]);
  });

  it("devices beyond the bound, where the one unused longest is forgotten", async () => {
    const client = newClient();
    const { key } = await drain(client);
    for (let number = 0; number < 50; number++) {
      await clientOf(client.sandbox, "megan", "16.1", `Other${number}`).post("FolderSync", folderSyncBody());
    }
    expect((await client.post("Sync", syncBody(collection({ key })))).text("Status")).toBe("12");
  });
});
