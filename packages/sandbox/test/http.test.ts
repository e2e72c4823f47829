import { formatCommandUrl } from "@easel/codec/http";
import { describe, expect, it } from "vitest";
import { createSandbox } from "../src/index.ts";
import { MAX_REQUEST_BYTES } from "../src/limits.ts";
import { basic, bytesOf, clientOf, ENDPOINT, encodeOrFail, folderSyncBody, newClient, send } from "./client.ts";

const sandbox = createSandbox();
const login = basic("megan", "sandbox-megan");
const wbxml = "application/vnd.ms-sync.wbxml";

const folderSync = (query: string, headers: Record<string, string> = {}) =>
  send(sandbox, `${ENDPOINT}?${query}`, {
    method: "POST",
    headers: { Authorization: login, "Content-Type": wbxml, "MS-ASProtocolVersion": "14.1", ...headers },
    body: encodeOrFail(folderSyncBody()) as BodyInit,
  });

const device = "DeviceId=Device1&DeviceType=Test";

describe("signing in", () => {
  it("takes the user principal name, the short name and DOMAIN\\name in any case", async () => {
    for (const name of [
      "megan@contoso.example",
      "megan",
      "CONTOSO\\megan",
      "Contoso\\MEGAN",
      "MEGAN@contoso.EXAMPLE",
    ]) {
      const reply = await send(sandbox, ENDPOINT, {
        method: "OPTIONS",
        headers: { Authorization: basic(name, "sandbox-megan") },
      });
      expect(reply.status, name).toBe(200);
    }
  });

  it("answers 401 with Basic offered for a wrong password, a foreign domain, a token, and nothing at all", async () => {
    const attempts = [
      basic("megan", "sandbox-alex"),
      basic("FABRIKAM\\megan", "sandbox-megan"),
      basic("nobody", "sandbox-megan"),
      "Bearer abc",
      "Basic !!!",
      "Basic",
      undefined,
    ];
    for (const Authorization of attempts) {
      const reply = await send(sandbox, ENDPOINT, {
        method: "OPTIONS",
        headers: Authorization ? { Authorization } : {},
      });
      expect(reply.status, Authorization).toBe(401);
      expect(reply.headers.get("WWW-Authenticate")).toMatch(/^Basic realm="/);
    }
  });

  it("answers 403 when the query names another user", async () => {
    expect((await folderSync(`Cmd=FolderSync&User=alex&${device}`)).status).toBe(403);
    expect((await folderSync(`Cmd=FolderSync&User=CONTOSO%5Cmegan&${device}`)).status).toBe(200);
  });
});

describe("OPTIONS", () => {
  it("lists the versions and only the commands there are", async () => {
    const { headers, bytes } = await send(sandbox, ENDPOINT, { method: "OPTIONS", headers: { Authorization: login } });
    expect(bytes).toHaveLength(0);
    expect(headers.get("MS-ASProtocolVersions")).toBe("2.5,12.0,12.1,14.0,14.1,16.0,16.1");
    expect(headers.get("MS-ASProtocolCommands")).toBe(
      "Sync,SendMail,SmartForward,SmartReply,GetAttachment,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,Settings,Ping,ItemOperations,Search,Find,Provision",
    );
    expect(headers.get("MS-Server-ActiveSync")).toBe("15.1");
    expect(headers.get("Server")).toBe("EASel-sandbox");
    expect(headers.get("Cache-Control")).toBe("private");
  });
});

describe("the head of a request", () => {
  it("is found at the ActiveSync path in any case, and nowhere else", async () => {
    const at = (path: string) =>
      send(sandbox, `http://localhost${path}`, { method: "OPTIONS", headers: { Authorization: login } });
    expect((await at("/microsoft-server-activesync")).status).toBe(200);
    expect((await at("/")).status).toBe(404);
    expect((await at("/Microsoft-Server-ActiveSync/x")).status).toBe(404);
  });

  it("must be POST or OPTIONS, else 501 with Allow", async () => {
    const reply = await send(sandbox, ENDPOINT, { headers: { Authorization: login } });
    expect([reply.status, reply.headers.get("Allow")]).toEqual([501, "OPTIONS,POST"]);
  });

  it("must name a command: 400 without Cmd, 501 for a name no version knows", async () => {
    expect((await folderSync(`User=megan&${device}`)).status).toBe(400);
    expect((await folderSync("")).status).toBe(400);
    expect((await folderSync(`Cmd=FolderSink&User=megan&${device}`)).status).toBe(501);
  });

  it("takes parameter names in any case, as the server of case A did", async () => {
    expect((await folderSync("cmd=FolderSync&user=megan&deviceid=Device1&devicetype=Test")).text("Status")).toBe("1");
  });

  it("must carry a known version, else 400", async () => {
    for (const version of ["", "99", "14.2", "1.0"]) {
      const reply = await folderSync(`Cmd=FolderSync&User=megan&${device}`, { "MS-ASProtocolVersion": version });
      expect(reply.status, version).toBe(400);
    }
  });

  it("must name the user in a plain query, else 400", async () => {
    expect((await folderSync(`Cmd=FolderSync&${device}`)).status).toBe(400);
  });

  it("must carry a DeviceId of letters and digits: Status 108 from 14.0, 400 before", async () => {
    for (const id of ["", "DeviceId=", "DeviceId=a-b", `DeviceId=${"A".repeat(33)}`]) {
      const query = `Cmd=FolderSync&User=megan&DeviceType=Test&${id}`;
      expect((await folderSync(query)).text("Status"), id).toBe("108");
      expect((await folderSync(query, { "MS-ASProtocolVersion": "12.1" })).status, id).toBe(400);
    }
  });

  it("must carry a DeviceType: Status 109 from 14.0, 400 before", async () => {
    const query = "Cmd=FolderSync&User=megan&DeviceId=Device1";
    expect((await folderSync(query)).text("Status")).toBe("109");
    expect((await folderSync(query, { "MS-ASProtocolVersion": "12.1" })).status).toBe(400);
  });

  it("may be a base64 query, whose version counts and not the header's", async () => {
    const url = formatCommandUrl(
      {
        endpoint: ENDPOINT,
        form: "base64",
        command: "FolderSync",
        deviceId: "Device1",
        deviceType: "Test",
        protocolVersion: "14.1",
        locale: 0x0409,
        parameters: [],
        spans: {},
      },
      "base64",
    );
    const reply = await send(sandbox, url, {
      method: "POST",
      headers: { Authorization: login, "Content-Type": wbxml, "MS-ASProtocolVersion": "99" },
      body: encodeOrFail(folderSyncBody()) as BodyInit,
    });
    expect(reply.text("Status")).toBe("1");
  });
});

describe("a command the sandbox lacks", () => {
  it("answers 501 up to 12.1 and Status 137 in its own root from 14.0", async () => {
    const old = await newClient({ version: "12.1" }).post("ResolveRecipients", bytesOf("x"));
    expect(old.status).toBe(501);
    const current = await newClient({ version: "14.1" }).post("ResolveRecipients", bytesOf("x"));
    expect([current.root?.name, current.text("Status")]).toEqual(["ResolveRecipients", "137"]);
  });

  it("answers 400 where the version is too old for a command it has", async () => {
    expect((await newClient({ version: "2.5" }).post("Settings", bytesOf("x"))).status).toBe(400);
  });
});

describe("a body", () => {
  it("of the wrong media type gets Status 101 from 14.0 and 400 before", async () => {
    for (const contentType of ["text/xml", "message/rfc822", undefined]) {
      const current = await newClient({ version: "14.0" }).post("FolderSync", folderSyncBody(), { contentType });
      expect([current.root?.name, current.text("Status")], contentType).toEqual(["FolderSync", "101"]);
      const old = await newClient({ version: "12.1" }).post("FolderSync", folderSyncBody(), { contentType });
      expect(old.status, contentType).toBe(400);
    }
  });

  it("may be announced by the short media type from 12.1 on, and with parameters", async () => {
    const short = { contentType: "application/vnd.ms-sync" };
    expect((await newClient({ version: "12.1" }).post("FolderSync", folderSyncBody(), short)).text("Status")).toBe("1");
    expect((await newClient({ version: "12.0" }).post("FolderSync", folderSyncBody(), short)).status).toBe(400);
    const long = { contentType: "Application/vnd.ms-sync.WBXML; charset=utf-8" };
    expect((await newClient({ version: "12.0" }).post("FolderSync", folderSyncBody(), long)).text("Status")).toBe("1");
  });

  it("that is missing gets Status 101 from 14.0 and 400 before", async () => {
    expect((await newClient().post("FolderSync")).text("Status")).toBe("101");
    expect((await newClient({ version: "12.1" }).post("FolderSync")).status).toBe(400);
    expect((await newClient({ version: "12.0" }).post("Sync")).status).toBe(400);
  });

  it("that is no WBXML gets Status 102 from 14.0 and 400 before", async () => {
    const bodies = {
      garbage: bytesOf("<?xml version='1.0'?><FolderSync xmlns='FolderHierarchy'/>"),
      truncated: encodeOrFail(folderSyncBody()).slice(0, -1),
      trailing: new Uint8Array([...encodeOrFail(folderSyncBody()), 0x01]),
      "unknown tag": Uint8Array.of(0x03, 0x01, 0x6a, 0x00, 0x00, 0x07, 0x56, 0x7f, 0x01, 0x01),
      "string table": Uint8Array.of(0x03, 0x01, 0x6a, 0x02, 0x30, 0x00, 0x00, 0x07, 0x56, 0x52, 0x83, 0x00, 0x01, 0x01),
      "Latin-1": Uint8Array.of(0x03, 0x01, 0x6a, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0xfc, 0x00, 0x01, 0x01),
    };
    for (const [name, body] of Object.entries(bodies)) {
      expect((await newClient().post("FolderSync", body)).text("Status"), name).toBe("102");
      expect((await newClient({ version: "12.1" }).post("FolderSync", body)).status, name).toBe(400);
    }
  });

  it("whose root is another command's gets Status 103 from 14.0 and 400 before", async () => {
    const current = await newClient().post("Sync", folderSyncBody());
    expect([current.root?.name, current.text("Status")]).toEqual(["Sync", "103"]);
    expect((await newClient({ version: "12.1" }).post("Sync", folderSyncBody())).status).toBe(400);
  });

  it("over the limit gets 413", async () => {
    const reply = await clientOf(sandbox).post("SendMail", new Uint8Array(MAX_REQUEST_BYTES + 1));
    expect(reply.status).toBe(413);
  });
});
