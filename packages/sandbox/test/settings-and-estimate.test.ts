import { type ElementNode, elementText } from "@easel/codec/document";
import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import { deviceInformation, drain, newClient, startSync } from "./client.ts";

const s = (name: string, ...content: (string | ElementNode)[]) => el("Settings", name, ...content);

describe("Settings", () => {
  it("takes DeviceInformation and tells who the user is, by account from 14.1", async () => {
    const body = s("Settings", deviceInformation(), s("UserInformation", s("Get")));
    const current = await newClient({ version: "14.1" }).post("Settings", body);
    expect(current.all("Status").map(elementText)).toEqual(["1", "1", "1"]);
    expect(current.text("UserDisplayName")).toBe("Megan Bowen");
    expect(current.text("PrimarySmtpAddress")).toBe("megan@contoso.example");
    const old = await newClient({ version: "12.1" }).post("Settings", body);
    expect([old.text("SMTPAddress"), old.all("Accounts").length]).toEqual(["megan@contoso.example", 0]);
  });

  it("knows nobody who is out of the office, recovers no password and has no rights templates", async () => {
    const client = newClient();
    const oof = await client.post("Settings", s("Settings", s("Oof", s("Get", s("BodyType", "Text")))));
    expect(oof.text("OofState")).toBe("0");
    const set = await client.post("Settings", s("Settings", s("Oof", s("Set", s("OofState", "1")))));
    expect(set.all("Status").map(elementText)).toEqual(["1", "5"]);
    const password = await client.post("Settings", s("Settings", s("DevicePassword", s("Set", s("Password", "1")))));
    expect(password.all("Status").map(elementText)).toEqual(["1", "7"]);
    const rights = await client.post("Settings", s("Settings", s("RightsManagementInformation", s("Get"))));
    expect(rights.all("Status").map(elementText)).toEqual(["1", "168"]);
  });

  it("answers Status 2 to nothing, and to what it does not have", async () => {
    expect((await newClient().post("Settings", s("Settings"))).text("Status")).toBe("2");
    expect((await newClient().post("Settings", s("Settings", s("Model", "x")))).text("Status")).toBe("2");
    const half = await newClient().post("Settings", s("Settings", s("DeviceInformation"), s("UserInformation")));
    expect(half.all("Status").map(elementText)).toEqual(["1", "2", "2"]);
  });
});

describe("GetItemEstimate", () => {
  const g = (name: string, ...content: (string | ElementNode)[]) => el("GetItemEstimate", name, ...content);
  const key = (value: string) => el("AirSync", "SyncKey", value);
  const body = (...parts: ElementNode[]) => g("GetItemEstimate", g("Collections", g("Collection", ...parts)));

  it("counts what a Sync would bring", async () => {
    const client = newClient();
    const first = await startSync(client);
    expect((await client.post("GetItemEstimate", body(key(first), g("CollectionId", "5")))).text("Estimate")).toBe("1");
    const drained = await drain(client);
    const none = await client.post("GetItemEstimate", body(key(drained.key), g("CollectionId", "5")));
    expect([none.text("Status"), none.text("Estimate")]).toEqual(["1", "0"]);
  });

  it("answers 2 for an unknown folder, 3 before the first Sync, 4 for a wrong key", async () => {
    const client = newClient();
    await startSync(client);
    const status = async (...parts: ElementNode[]) =>
      (await client.post("GetItemEstimate", body(...parts))).text("Status");
    expect(await status(key("1"), g("CollectionId", "99"))).toBe("2");
    expect(await status(key("0"), g("CollectionId", "5"))).toBe("3");
    expect(await status(key("1"), g("CollectionId", "10"))).toBe("3");
    expect(await status(key("1"), g("CollectionId", "5"))).toBe("4");
  });

  it("takes Options for mail and for text messages, and no more", async () => {
    const client = newClient();
    const first = await startSync(client);
    const options = (kind: string) => el("AirSync", "Options", el("AirSync", "Class", kind));
    const status = async (...kinds: string[]) =>
      (await client.post("GetItemEstimate", body(key(first), g("CollectionId", "5"), ...kinds.map(options)))).text(
        "Status",
      );
    expect([await status("Email", "SMS"), await status("Email", "SMS", "Email")]).toEqual(["1", "103"]);
  });

  it("wants the order of its version: Status 103 from 14.0, 400 before", async () => {
    const old = [g("Class", "Email"), g("CollectionId", "5"), el("AirSync", "FilterType", "0"), key("0")];
    expect((await newClient({ version: "14.1" }).post("GetItemEstimate", body(...old))).text("Status")).toBe("103");
    const client = newClient({ version: "12.1" });
    await startSync(client);
    expect((await client.post("GetItemEstimate", body(...old))).text("Status")).toBe("3");
    expect((await client.post("GetItemEstimate", body(key("0"), g("CollectionId", "5")))).status).toBe(400);
  });
});
