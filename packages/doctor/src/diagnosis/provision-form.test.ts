import { describe, expect, test } from "vitest";
import { mendedXml } from "../../test/apply-fix.ts";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import { diagnose } from "./diagnose.ts";
import type { HeaderList } from "./finding.ts";

const DEVICE = '<s:DeviceInformation xmlns:s="Settings"><s:Set><s:Model>PC</s:Model></s:Set></s:DeviceInformation>';
const policy = (content: string) => `<Policies><Policy>${content}</Policy></Policies>`;
const WBXML_TYPE = "<PolicyType>MS-EAS-Provisioning-WBXML</PolicyType>";
const provision = (content: string) => fromXml(`<Provision xmlns="Provision">${content}</Provision>`);
const key = (value: string): HeaderList => [["X-MS-PolicyKey", value]];
const trip = (content: string, version = "16.1", headers: HeaderList = key("0")) =>
  request("Provision", provision(content), { version, headers });
const ask = (...given: Parameters<typeof trip>) => diagnose(trip(...given));

describe("the first Provision", () => {
  test.each([
    ["16.1", DEVICE + policy(WBXML_TYPE)],
    ["14.1", DEVICE + policy(WBXML_TYPE)],
    ["14.0", policy(WBXML_TYPE)],
    ["12.1", policy(WBXML_TYPE)],
    ["2.5", policy("<PolicyType>MS-WAP-Provisioning-XML</PolicyType>")],
  ])("is sound at %s as the document writes it", (version, content) => {
    expect(ask(content, version)).toEqual([]);
  });

  test("begins with key 0, in the header and in a base64 query; the key is not shown", () => {
    const finding = find(ask(DEVICE + policy(WBXML_TYPE), "16.1", key("3769048351")), "provision-key-not-zero");
    expect(finding.fix).toEqual([{ kind: "set-header", name: "X-MS-PolicyKey", value: "0" }]);
    expect(JSON.stringify(finding)).not.toContain("3769048351");
  });

  test("needs DeviceInformation from 14.1 on, with Set and Model", () => {
    expect(rulesOf(ask(policy(WBXML_TYPE), "14.1"))).toEqual(["device-information-missing"]);
    const bare = '<s:DeviceInformation xmlns:s="Settings"><s:Set/></s:DeviceInformation>';
    expect(ask(bare + policy(WBXML_TYPE))[0]).toMatchObject({
      rule: "device-information-incomplete",
      title: "DeviceInformation has no Model",
    });
  });

  test("may not carry it before, and the fix takes it out", () => {
    const early = trip(DEVICE + policy(WBXML_TYPE), "14.0");
    const text = mendedXml(early, find(diagnose(early), "device-information-too-early"));
    expect(text).toContain("<PolicyType>");
    expect(text).not.toContain("DeviceInformation");
  });

  test("asks for the policy in the form of its version", () => {
    expect(find(ask(policy("<PolicyType>MS-WAP-Provisioning-XML</PolicyType>"), "12.1"), "policy-type").fix).toEqual([
      { kind: "set-content", path: "/Provision/Policies/Policy/PolicyType", content: "MS-EAS-Provisioning-WBXML" },
    ]);
  });

  test("may be empty: that asks for the order to wipe", () => {
    expect(ask("")).toEqual([]);
  });

  test("that the server has taken is not blamed", () => {
    const body = provision(policy(WBXML_TYPE));
    const reply = provision("<Status>1</Status>");
    expect(diagnose(answered(request("Provision", body, { headers: key("17") }), 200, reply))).toEqual([]);
  });
});

describe("acknowledging", () => {
  const acknowledged = `${WBXML_TYPE}<PolicyKey>17</PolicyKey><Status>1</Status>`;

  test("the policy is sound with key and Status alone", () => {
    expect(ask(policy(acknowledged), "16.1", key("17"))).toEqual([]);
  });

  test("the policy repeats no DeviceInformation, says a Status, and one key in both places", () => {
    expect(rulesOf(ask(DEVICE + policy(acknowledged), "16.1", key("17")))).toEqual([
      "acknowledgement-device-information",
    ]);
    expect(rulesOf(ask(policy(`${WBXML_TYPE}<PolicyKey>17</PolicyKey>`), "16.1", key("17")))).toEqual([
      "acknowledgement-status",
    ]);
    expect(rulesOf(ask(policy(acknowledged), "16.1", key("18")))).toEqual(["acknowledgement-key"]);
  });

  test.each(["RemoteWipe", "AccountOnlyRemoteWipe"])("%s stands alone", (name) => {
    const wipe = `<${name}><Status>1</Status></${name}>`;
    expect(ask(wipe, "16.1", key("17"))).toEqual([]);
    const crowded = trip(DEVICE + policy(acknowledged) + wipe, "16.1", key("17"));
    const finding = find(diagnose(crowded), "wipe-acknowledgement-extra");
    expect(finding.severity).toBe("error");
    expect(mendedXml(crowded, finding)).toContain(`<${name}>`);
    expect(mendedXml(crowded, finding)).not.toMatch(/DeviceInformation|Policies/);
    expect(rulesOf(ask(`<${name}/>`, "16.1", key("17")))).toEqual(["wipe-acknowledgement-status"]);
  });
});

describe("the server's side of Provision", () => {
  const asked = request("Provision", provision(DEVICE + policy(WBXML_TYPE)), { headers: key("0") });
  const told = (content: string) => diagnose(answered(asked, 200, provision(content)));

  test("an answer without its own Status is the server's fault", () => {
    const finding = find(
      told(policy(`${WBXML_TYPE}<Status>1</Status><PolicyKey>5</PolicyKey>`)),
      "provision-answer-without-status",
    );
    expect(finding).toMatchObject({ severity: "warning" });
    expect(finding.explanation).toContain("server's doing");
  });

  test("a Status on another page is named with that page", () => {
    const findings = told(`<Status>1</Status>${policy(`${WBXML_TYPE}<a:Status xmlns:a="AirSync">1</a:Status>`)}`);
    expect(find(findings, "provision-answer-wrong-page").explanation).toContain("AirSync");
  });

  test("a whole answer, with the Status of DeviceInformation, has nothing wrong", () => {
    const information = '<s:DeviceInformation xmlns:s="Settings"><s:Status>1</s:Status></s:DeviceInformation>';
    expect(told(`${information}<Status>1</Status>${policy(`${WBXML_TYPE}<Status>1</Status>`)}`)).toEqual([]);
    expect(rulesOf(told(""))).toEqual([]);
  });
});

describe("a device that was never provisioned", () => {
  const estimate = (syncKey: string) =>
    fromXml(
      `<GetItemEstimate xmlns="GetItemEstimate" xmlns:a="AirSync"><Collections><Collection><a:SyncKey>${syncKey}</a:SyncKey><CollectionId>9</CollectionId></Collection></Collections></GetItemEstimate>`,
    );
  const answer = (count: number) =>
    fromXml(
      `<GetItemEstimate xmlns="GetItemEstimate"><Response><Status>1</Status><Collection><CollectionId>9</CollectionId><Estimate>${count}</Estimate></Collection></Response></GetItemEstimate>`,
    );
  const given = (headers: HeaderList, count: number, syncKey = "8") =>
    rulesOf(diagnose(answered(request("GetItemEstimate", estimate(syncKey), { headers }), 200, answer(count))));

  test("and gets nothing is told what may be behind it, for information", () => {
    expect(given(key("0"), 0)).toEqual(["never-provisioned"]);
  });

  test("and gets something, or has a key, or says none, or begins, is not", () => {
    expect(given(key("0"), 3)).toEqual([]);
    expect(given(key("55"), 0)).toEqual([]);
    expect(given([], 0)).toEqual([]);
    expect(given(key("0"), 0, "0")).toEqual([]);
  });
});
