import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./index.ts";

const provision = (inner: string) => fromXml(`<Provision xmlns="Provision" xmlns:s="Settings">${inner}</Provision>`);
const INFORMATION = "<s:DeviceInformation><s:Set><s:Model>Phone</s:Model></s:Set></s:DeviceInformation>";
const policies = (more = "") =>
  `<Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType>${more}</Policy></Policies>`;
const ask = (inner: string, key = "0", version = "14.1") =>
  request("Provision", provision(inner), { version, headers: [["X-MS-PolicyKey", key]] });
const refused = (inner: string, status = "2", key?: string) =>
  diagnose(answered(ask(inner, key), 200, provision(`<Status>${status}</Status>`)));

describe("what a Provision leaves out", () => {
  test("a policy has to be asked for", () => {
    expect(find(refused(INFORMATION), "provision-without-policies").severity).toBe("error");
    expect(rulesOf(refused(`${INFORMATION}<Policies/>`))).toContain("provision-without-policies");
    expect(rulesOf(diagnose(ask(INFORMATION + policies())))).toEqual([]);
    expect(rulesOf(diagnose(ask("<RemoteWipe><Status>1</Status></RemoteWipe>")))).toEqual([]);
  });

  test("DeviceInformation after Policies is late", () => {
    expect(rulesOf(refused(policies() + INFORMATION))).toContain("device-information-late");
    expect(rulesOf(refused(INFORMATION + policies()))).not.toContain("device-information-late");
  });

  test("an acknowledgement that refuses is told, one that keeps the policy is not", () => {
    const ack = (status: string) => policies(`<PolicyKey>7</PolicyKey><Status>${status}</Status>`);
    expect(find(refused(ack("3"), "139", "7"), "acknowledgement-refuses").title).toContain("not applied");
    expect(find(refused(ack("4"), "145", "7"), "acknowledgement-refuses").title).toContain("somebody else");
    for (const status of ["1", "2"])
      expect(rulesOf(diagnose(ask(ack(status), "7")))).not.toContain("acknowledgement-refuses");
  });

  test("an acknowledgement names the key", () => {
    expect(rulesOf(refused(policies("<Status>1</Status>")))).toContain("acknowledgement-without-key");
    expect(rulesOf(refused(policies()))).not.toContain("acknowledgement-without-key");
  });
});

describe("X-MS-PolicyKey", () => {
  const sync = (key: string) =>
    request("FolderSync", fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'), {
      headers: [["X-MS-PolicyKey", key]],
    });

  test.each(["{7F3C1A00-0000-4000-8000-000000000001}", "", "4294967296", "12a"])("“%s” is no key", (key) => {
    expect(rulesOf(diagnose(answered(sync(key), 400, new Uint8Array(0), [])))).toContain("policy-key-form");
  });

  test.each(["0", "3942919513", "4294967295", "<redacted>", "***"])("“%s” is none of our business", (key) => {
    expect(rulesOf(diagnose(answered(sync(key), 400, new Uint8Array(0), [])))).not.toContain("policy-key-form");
  });

  test("a key of another form that the server took is no fault", () => {
    const done = fromXml('<FolderSync xmlns="FolderHierarchy"><Status>1</Status><SyncKey>1</SyncKey></FolderSync>');
    expect(rulesOf(diagnose(answered(sync("a-b-c"), 200, done)))).toEqual([]);
  });
});

describe("an answer with an order to erase", () => {
  test.each([
    ["RemoteWipe", "the whole device"],
    ["AccountOnlyRemoteWipe", "this account's data"],
  ])("%s is told", (name, what) => {
    const reply = provision(`<Status>1</Status>${policies("<Status>1</Status><PolicyKey>7</PolicyKey>")}<${name}/>`);
    const found = diagnose(answered(ask(INFORMATION + policies(), "0", "16.1"), 200, reply));
    expect(find(found, "wipe-ordered").title).toContain(what);
  });

  test("and an answer without one is not", () => {
    const reply = provision(`<Status>1</Status>${policies("<Status>1</Status><PolicyKey>7</PolicyKey>")}`);
    expect(rulesOf(diagnose(answered(ask(INFORMATION + policies(), "0", "16.1"), 200, reply)))).toEqual([]);
  });
});
