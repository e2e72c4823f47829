import { describe, expect, test } from "vitest";
import { answered, find, fromXml, request, rulesOf } from "../../test/make-round-trip.ts";
import type { HeaderList } from "./finding.ts";
import { diagnose } from "./index.ts";

const ask = (headers: HeaderList) => {
  const { request: sound } = request(
    "FolderSync",
    fromXml('<FolderSync xmlns="FolderHierarchy"><SyncKey>0</SyncKey></FolderSync>'),
  );
  const rest = sound.headers.filter(([name]) => name !== "MS-ASProtocolVersion");
  return { request: { ...sound, headers: [...headers, ...rest] } };
};

describe("a header written from memory", () => {
  test.each(["X-MS-ASProtocolVersion", "MS-AS-ProtocolVersion", "MS-ASProtocolVersions", "ProtocolVersion"])(
    "%s is not the version's",
    (name) => {
      const found = find(diagnose(answered(ask([[name, "14.1"]]), 400, new Uint8Array(0), [])), "header-misspelled");
      expect(found.severity).toBe("error");
      expect(found.fix?.at(-1)).toEqual({ kind: "set-header", name: "MS-ASProtocolVersion", value: "14.1" });
    },
  );

  test("a policy key under another name is told, and its value is not", () => {
    const found = diagnose(
      ask([
        ["MS-ASProtocolVersion", "14.1"],
        ["MS-ASPolicyKey", "3942919513"],
      ]),
    );
    expect(JSON.stringify(find(found, "header-misspelled"))).not.toContain("3942919513");
  });

  test("the right names in any case, and other headers, are left alone", () => {
    const sound: HeaderList = [
      ["ms-asprotocolversion", "14.1"],
      ["x-ms-policykey", "1"],
      ["X-Request-Id", "7"],
      ["Version", "2"],
    ];
    expect(rulesOf(diagnose(ask(sound)))).toEqual([]);
  });
});
