import { expect, test } from "vitest";
import { parseCommandUrl } from "./command-url.ts";
import { setQueryField } from "./set-query-field.ts";

const ODD = "cmd=SendMail&User=me@contoso.example&&DeviceId=%41&DeviceType=";

test.each([
  ["Cmd", "Sync", "cmd=Sync&User=me@contoso.example&&DeviceId=%41&DeviceType="],
  ["deviceid", "B 2", "cmd=SendMail&User=me@contoso.example&&DeviceId=B%202&DeviceType="],
  ["DeviceType", "EASel", "cmd=SendMail&User=me@contoso.example&&DeviceId=%41&DeviceType=EASel"],
  ["SaveInSent", "T", "cmd=SendMail&User=me@contoso.example&&DeviceId=%41&DeviceType=&SaveInSent=T"],
  ["User", undefined, "cmd=SendMail&&DeviceId=%41&DeviceType="],
  ["DeviceType", undefined, "cmd=SendMail&User=me@contoso.example&&DeviceId=%41"],
  ["Nothing", undefined, ODD],
])("setting %s to %j changes just that piece", (name, value, expected) => {
  expect(setQueryField(ODD, name, value)).toBe(expected);
});

test("a name without equals sign gains one", () => {
  expect(setQueryField("Cmd", "Cmd", "Sync")).toBe("Cmd=Sync");
});

test("an empty query gains its first field", () => {
  expect(setQueryField("", "Cmd", "Sync")).toBe("Cmd=Sync");
});

test("a half-typed word is no base64 query: the field is added after it", () => {
  expect(setQueryField("FolderSync", "User", "megan")).toBe("FolderSync&User=megan");
  expect(setQueryField("SendMail", "DeviceId", undefined)).toBe("SendMail");
});

const BASE64 = "jQEJBBZERVYwMDAwMDAwMDAwMDAwMDAwMDAxAAhFYXNQcm9iZQcBAQ==";
const read = (query: string) => parseCommandUrl(`https://x.example/?${query}`);

test.each<[string, string | undefined, object]>([
  ["Cmd", "Sync", { command: "Sync" }],
  ["ProtocolVersion", "16.1", { protocolVersion: "16.1" }],
  ["PolicyKey", "305419896", { policyKey: 305419896 }],
  ["AcceptMultiPart", "T", { options: { saveInSent: true, acceptMultiPart: true } }],
  ["CollectionId", "7", { parameters: [["CollectionId", "7"]] }],
  ["User", "bob", { user: "bob" }],
])("in a base64 query %s becomes %j", (name, value, expected) => {
  const { command, problems } = read(setQueryField(BASE64, name, value));
  expect(problems).toEqual([]);
  expect(command).toMatchObject({ deviceId: "DEV0000000000000000001", deviceType: "EasProbe", ...expected });
});

test("the last option bit taken away takes the parameter away", () => {
  expect(read(setQueryField(BASE64, "SaveInSent", undefined)).command.options).toBeUndefined();
});

test("what a base64 query cannot carry leaves it as it is", () => {
  expect(setQueryField(BASE64, "Cmd", "Frobnicate")).toBe(BASE64);
  expect(setQueryField(BASE64, "Debug", "1")).toBe(BASE64);
  expect(setQueryField(BASE64, "DeviceId", "x".repeat(256))).toBe(BASE64);
});
