import { describe, expect, test } from "vitest";
import {
  commandStatuses,
  commonStatuses,
  headerMeaning,
  httpStatusMeaning,
  isExchangeOnline,
  statusMeaning,
} from "./index.ts";

describe("the meaning of a Status", () => {
  test("is the command's own where it has one, else the common one", () => {
    expect(statusMeaning("Sync", 3)?.meaning).toContain("SyncKey");
    expect(statusMeaning("sync", 142)?.name).toBe("DeviceNotProvisioned");
    expect(statusMeaning("SendMail", 102)).toMatchObject({
      name: "InvalidWBXML",
      document: "MS-ASCMD",
      section: "2.2.2",
    });
    expect(statusMeaning(undefined, 110)?.name).toBe("ServerError");
  });

  test("depends on the element that holds it", () => {
    expect(statusMeaning("Provision", 2, { parentName: "Policy" })?.outcome).toBe("notice");
    expect(statusMeaning("Provision", 2, { parentName: "Provision" })?.outcome).toBe("failure");
    expect(statusMeaning("ResolveRecipients", 2, { parentName: "Response" })?.outcome).toBe("notice");
    expect(statusMeaning("Settings", 5, { parentName: "DevicePassword" })?.meaning).toContain("password");
  });

  test("knows that MoveItems succeeds with 3 and Ping with 1 and 2", () => {
    expect(statusMeaning("MoveItems", 3)?.outcome).toBe("ok");
    expect(statusMeaning("MoveItems", 1)?.outcome).toBe("failure");
    expect(statusMeaning("Ping", 2)?.outcome).toBe("ok");
  });

  test("is undefined for a value nobody documents", () => {
    expect(statusMeaning("Sync", 99)).toBeUndefined();
    expect(statusMeaning("Frobnicate", 3)).toBeUndefined();
  });

  test("is one or two whole sentences in every entry, with its source", () => {
    const all = [...commonStatuses, ...Object.values(commandStatuses).flat()];
    expect(all.length).toBeGreaterThan(200);
    for (const { meaning, remedy, document, section } of all) {
      expect(meaning).toMatch(/^[A-Z].*[.)]$/);
      expect(remedy ?? "None.").toMatch(/^[A-Z].*\.$/);
      expect(document).toMatch(/^MS-AS/);
      expect(section).toMatch(/^[\d.]+$/);
    }
  });
});

test("headers are found in any case", () => {
  expect(headerMeaning("x-ms-policykey")).toMatchObject({ name: "X-MS-PolicyKey", side: "request" });
  expect(headerMeaning("X-Unheard-Of")).toBeUndefined();
});

test("an HTTP status says which Status values it stands for", () => {
  expect(httpStatusMeaning(449)?.standsFor).toContain(142);
  expect(httpStatusMeaning(418)).toBeUndefined();
});

test("Exchange Online is known by its hosts", () => {
  expect(isExchangeOnline("outlook.office365.com:443")).toBe(true);
  expect(isExchangeOnline("eas.outlook.com")).toBe(true);
  expect(isExchangeOnline("outlook.office365.com.evil.example")).toBe(false);
  expect(isExchangeOnline("notoutlook.com")).toBe(false);
});
