import { describe, expect, it } from "vitest";
import { el } from "../src/documents.ts";
import {
  bytesOf,
  clientOf,
  deviceInformation,
  folderSyncBody,
  mail,
  newClient,
  policyBody,
  provision,
  sendMail,
} from "./client.ts";

const WBXML_POLICY = "MS-EAS-Provisioning-WBXML";

describe("while a policy is required", () => {
  for (const version of ["2.5", "12.0", "12.1"]) {
    it(`a device that has not provisioned gets 449 at ${version}`, async () => {
      const client = newClient({ version, policyRequired: true });
      const reply = await client.post("FolderSync", folderSyncBody());
      expect(reply.status).toBe(449);
      expect(new TextDecoder().decode(reply.bytes)).toContain("PROVISION");
      expect((await sendMail(client, bytesOf(mail("alex", "x")))).status).toBe(449);
    });
  }

  for (const version of ["14.0", "14.1", "16.0", "16.1"]) {
    it(`a device that has not provisioned gets Status 142 in the command's own document at ${version}`, async () => {
      const client = newClient({ version, policyRequired: true });
      for (const command of ["FolderSync", "Sync", "SendMail", "Settings", "GetItemEstimate"]) {
        const reply = await client.post(command, folderSyncBody());
        expect([reply.status, reply.root?.name, reply.text("Status")]).toEqual([200, command, "142"]);
      }
    });
  }

  it("an old or invented key gets Status 144 from 14.0 and 449 before", async () => {
    const client = newClient({ version: "14.1", policyRequired: true });
    await provision(client);
    const old = client.policyKey ?? "";
    await provision(client);
    client.policyKey = old;
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("144");
    client.policyKey = "not a number";
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("144");
    client.version = "12.1";
    expect((await client.post("FolderSync", folderSyncBody())).status).toBe(449);
  });

  it("the key of one device does not serve another", async () => {
    const client = newClient({ policyRequired: true });
    await provision(client);
    client.deviceId = "Device2";
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("142");
  });

  it("Ping and OPTIONS need no key", async () => {
    const client = newClient({ policyRequired: true });
    expect((await client.post("Ping")).text("Status")).toBe("3");
  });

  it("the switch takes effect at once, and a finished Provision opens the door", async () => {
    const client = newClient();
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("1");
    client.sandbox.settings.policyRequired = true;
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("142");
    await provision(client);
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("1");
  });
});

describe("the first phase of Provision", () => {
  it("hands out the policy of the version with a temporary key", async () => {
    const old = await newClient({ version: "2.5" }).post("Provision", policyBody("MS-WAP-Provisioning-XML"));
    expect(old.text("Data")).toContain("<wap-provisioningdoc>");
    const middle = await newClient({ version: "12.0" }).post("Provision", policyBody(WBXML_POLICY));
    expect(middle.all("EASProvisionDoc")[0]?.children).toHaveLength(11);
    expect(middle.all("RequireStorageCardEncryption")).toEqual([]);
    const body = policyBody(WBXML_POLICY, undefined, deviceInformation());
    const current = await newClient({ version: "16.1" }).post("Provision", body);
    expect(current.all("EASProvisionDoc")[0]?.children).toHaveLength(40);
    expect(current.text("PolicyKey")).toMatch(/^[1-9]\d*$/);
    expect(current.root?.children.map((child) => child.kind === "element" && child.name)).toEqual([
      "DeviceInformation",
      "Status",
      "Policies",
    ]);
  });

  it("needs DeviceInformation from 14.1 (Status 165) and refuses it before (Status 2)", async () => {
    expect((await newClient({ version: "14.1" }).post("Provision", policyBody(WBXML_POLICY))).text("Status")).toBe(
      "165",
    );
    const body = policyBody(WBXML_POLICY, undefined, deviceInformation());
    expect((await newClient({ version: "14.0" }).post("Provision", body)).text("Status")).toBe("2");
  });

  it("answers policy Status 3 to the other version's PolicyType", async () => {
    const reply = await newClient({ version: "12.1" }).post("Provision", policyBody("MS-WAP-Provisioning-XML"));
    expect(reply.all("Status").map((status) => status.children[0])).toMatchObject([{ text: "1" }, { text: "3" }]);
  });

  it("answers Status 2 without a policy", async () => {
    expect((await newClient().post("Provision", el("Provision", "Provision"))).text("Status")).toBe("2");
    const empty = el("Provision", "Provision", el("Provision", "Policies"));
    expect((await newClient().post("Provision", empty)).text("Status")).toBe("2");
  });

  it("alone does not open the door: the temporary key is no policy key", async () => {
    const client = newClient({ version: "12.1", policyRequired: true });
    const offer = await client.post("Provision", policyBody(WBXML_POLICY));
    client.policyKey = offer.text("PolicyKey") ?? "";
    expect((await client.post("FolderSync", folderSyncBody())).status).toBe(449);
  });
});

describe("the second phase of Provision", () => {
  const acknowledge = async (status: string, key?: string) => {
    const client = newClient({ version: "14.0" });
    const offer = await client.post("Provision", policyBody(WBXML_POLICY));
    const reply = await client.post(
      "Provision",
      policyBody(WBXML_POLICY, { key: key ?? offer.text("PolicyKey") ?? "", status }),
    );
    return { reply, offered: offer.text("PolicyKey") };
  };

  it("hands out another key, without the policy", async () => {
    const { reply, offered } = await acknowledge("1");
    expect(reply.text("PolicyKey")).toMatch(/^[1-9]\d*$/);
    expect(reply.text("PolicyKey")).not.toBe(offered);
    expect(reply.all("Data")).toHaveLength(0);
  });

  it("answers policy Status 5 to a key that was not offered", async () => {
    const { reply } = await acknowledge("1", "4711");
    expect(reply.all("Status").map((status) => status.children[0])).toMatchObject([{ text: "1" }, { text: "5" }]);
  });

  it("answers 139 to a policy applied in part, 145 to management elsewhere, 2 to no status", async () => {
    expect((await acknowledge("2")).reply.text("Status")).toBe("139");
    expect((await acknowledge("3")).reply.text("Status")).toBe("139");
    expect((await acknowledge("4")).reply.text("Status")).toBe("145");
    expect((await acknowledge("")).reply.text("Status")).toBe("2");
  });

  it("leaves other devices alone", async () => {
    const client = newClient({ policyRequired: true });
    await provision(client);
    const other = clientOf(client.sandbox, "megan", "16.1", "Device2");
    await provision(other);
    expect((await client.post("FolderSync", folderSyncBody())).text("Status")).toBe("1");
  });
});
