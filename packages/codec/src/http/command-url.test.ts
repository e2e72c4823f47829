import { describe, expect, test } from "vitest";
import { encodeBase64 } from "../bytes/index.ts";
import type { CommandUrl } from "./command.ts";
import { formatCommandUrl, parseCommandUrl } from "./command-url.ts";
import { formatBase64Query } from "./format-base64-query.ts";

const ENDPOINT = "https://mail.contoso.example/Microsoft-Server-ActiveSync";
const GOOD = "Cmd=Sync&User=megan%40contoso.example&DeviceId=A1B2&DeviceType=EASel";
const codes = (query: string) => parseCommandUrl(`${ENDPOINT}?${query}`).problems.map(({ code }) => code);

describe("plain command lines", () => {
  test("are read with the place of each field", () => {
    const url = `${ENDPOINT}?${GOOD}&SaveInSent=T`;
    const { command, problems } = parseCommandUrl(url);
    expect(problems).toEqual([]);
    expect(command).toMatchObject({
      endpoint: ENDPOINT,
      form: "plain",
      command: "Sync",
      user: "megan@contoso.example",
      deviceId: "A1B2",
      deviceType: "EASel",
      parameters: [["SaveInSent", "T"]],
    });
    const span = command.spans.user;
    expect(url.slice(span?.start, span?.end)).toBe("User=megan%40contoso.example");
  });

  test.each<[string, string, string[]]>([
    ["a lower-case name", GOOD.replace("Cmd", "cmd"), ["parameter-case"]],
    ["a lower-case command", GOOD.replace("Sync", "sync"), ["command-case"]],
    ["a bare @", GOOD.replace("%40", "@"), ["unencoded-at"]],
    ["a space", GOOD.replace("EASel", "My Phone"), ["unencoded-space", "odd-device-type"]],
    ["a plus sign", GOOD.replace("megan", "me+gan"), ["plus-sign"]],
    ["no DeviceId", "Cmd=Sync&User=a&DeviceType=b", ["missing-device-id"]],
    ["an empty DeviceId", GOOD.replace("A1B2", ""), ["missing-device-id"]],
    ["no DeviceType", "Cmd=Sync&User=a&DeviceId=b", ["missing-device-type"]],
    ["no User", "Cmd=Sync&DeviceType=a&DeviceId=b", ["missing-user"]],
    ["no Cmd", GOOD.replace("Cmd=Sync&", ""), ["missing-cmd"]],
    ["an unknown command", GOOD.replace("Sync", "Synk"), ["unknown-command"]],
    ["a DeviceId of 33 characters", GOOD.replace("A1B2", "a".repeat(33)), ["device-id-too-long"]],
    ["a DeviceId with a hyphen", GOOD.replace("A1B2", "A-1"), ["odd-device-id"]],
    ["a DeviceType with a hyphen", GOOD.replace("EASel", "GT-I9300"), ["odd-device-type"]],
    ["a broken escape", GOOD.replace("%40", "%zz"), ["bad-percent"]],
    ["an escape that is not UTF-8", GOOD.replace("%40", "%E9"), ["not-utf8"]],
    ["the same name twice", `${GOOD}&Cmd=Ping`, ["duplicate-parameter"]],
    ["a foreign name", `${GOOD}&Debug=1`, ["unknown-parameter"]],
    ["no query at all", "", ["no-query"]],
  ])("%s is named", (_what, query, expected) => {
    expect(codes(query)).toEqual(expected);
  });

  test("a query of a hundred thousand parameters is cut off, with a problem", () => {
    const { command, problems } = parseCommandUrl(`${ENDPOINT}?${GOOD}${"&x=1".repeat(100_000)}`);
    expect(command.command).toBe("Sync");
    expect(problems[0]?.code).toBe("too-many-parameters");
  });

  test("a repeated field keeps its first value and loses nothing", () => {
    const { command } = parseCommandUrl(`${ENDPOINT}?${GOOD}&Cmd=Ping`);
    expect(command.command).toBe("Sync");
    expect(command.parameters).toEqual([["Cmd", "Ping"]]);
  });
});

describe("base64 command lines", () => {
  const query = (...bytes: (number | string)[]) =>
    encodeBase64(
      Uint8Array.from(
        bytes.flatMap((piece) => (typeof piece === "number" ? [piece] : [...new TextEncoder().encode(piece)])),
      ),
    );
  const head = [161, 1, 9, 4, 4, "DEV1", 0, 5, "EASel"];

  test("carry a policy key and parameters", () => {
    const url = `${ENDPOINT}?${query(141, 2, 9, 4, 4, "DEV1", 4, 0x78, 0x56, 0x34, 0x12, 5, "EASel", 1, 1, "5", 3, 3, "5:1", 8, 1, "u")}`;
    const { command, problems } = parseCommandUrl(url);
    expect(problems).toEqual([]);
    expect(command).toMatchObject({
      command: "SmartForward",
      policyKey: 0x12345678,
      user: "u",
      parameters: [
        ["CollectionId", "5"],
        ["ItemId", "5:1"],
      ],
    });
  });

  test("with a user or options twice say so, and come back with the same one in force", () => {
    const head = [141, 0, 9, 4, 1, 0x41, 0, 1, 0x42];
    const bytes = Uint8Array.from([...head, 8, 1, 0x61, 1, 1, 0x35, 8, 1, 0x62, 7, 1, 1, 7, 1, 2]);
    const { command, problems } = parseCommandUrl(`https://h/x?${encodeBase64(bytes)}`);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning duplicate-tag",
      "warning duplicate-tag",
    ]);
    expect(command).toMatchObject({ user: "a", options: { saveInSent: false, acceptMultiPart: true } });
    expect(parseCommandUrl(formatCommandUrl(command, "base64")).command.user).toBe("a");
  });

  test("may be percent-encoded or URL-safe", () => {
    const bare = query(161, 1, 0xfb, 0xff, 4, "DEV1", 0, 5, "EASel", 7, 1, 3);
    expect(bare).toMatch(/[+/]/);
    const read = (text: string) => parseCommandUrl(`${ENDPOINT}?${text}`).command;
    const fields = { form: "base64", deviceId: "DEV1", options: { saveInSent: true, acceptMultiPart: true } };
    expect(read(bare)).toMatchObject(fields);
    expect(read(encodeURIComponent(bare))).toMatchObject(fields);
    expect(read(bare.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""))).toMatchObject(fields);
  });

  test("show a device identifier of raw bytes as hex and write it back raw", () => {
    const raw = Array.from({ length: 16 }, (_, at) => at * 16);
    const url = `${ENDPOINT}?${query(161, 1, 9, 4, 16, ...raw, 0, 5, "EASel")}`;
    const { command } = parseCommandUrl(url);
    expect(command).toMatchObject({ deviceIdForm: "raw", deviceId: "00102030405060708090A0B0C0D0E0F0" });
    expect(formatCommandUrl(command, "base64")).toBe(url);
  });

  test.each<[string, string, string[]]>([
    ["an unknown command code", query(161, 77, ...head.slice(2)), ["unknown-command"]],
    ["a version that has no base64 form", query(25, ...head.slice(1)), ["unknown-version"]],
    [
      "an end inside the device type",
      query(161, 1, 9, 4, 4, "DEV1", 0, 9, "EASel"),
      ["bad-length", "missing-device-type"],
    ],
    ["a policy key of two bytes", query(161, 1, 9, 4, 4, "DEV1", 2, 1, 1, 5, "EASel"), ["bad-policy-key-length"]],
    ["an unassigned parameter", query(...head, 5, 1, "x"), ["unknown-tag"]],
    ["a parameter cut off", query(...head, 1, 9, "x"), ["trailing-bytes"]],
    ["an option bit without meaning", query(...head, 7, 1, 0x11), ["unknown-option"]],
    ["an empty device identifier", query(161, 1, 9, 4, 0, 0, 5, "EASel"), ["missing-device-id"]],
    [
      "unused bits that are not zero",
      query(161, 1, 9, 4, 4, "DEV1", 0, 5, "EASel").replace(/A==$/, "B=="),
      ["bad-base64"],
    ],
  ])("%s is named", (_what, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test.each([
    "FolderSync",
    "GetAttachment",
    "ItemOperations",
    "ValidateCert",
    "jack1234",
    "oBbCcDdEe",
    "Cmd12345",
    "eWhatever",
  ])("are not what the word %s is, though its letters are all base64's", (word) => {
    expect(parseCommandUrl(`${ENDPOINT}?${word}`).command.form).toBe("plain");
  });

  test("long enough to be meant are read as such, damaged as they are", () => {
    const cut = query(161, 9, 9, 4, 200, "D".repeat(40));
    expect(parseCommandUrl(`${ENDPOINT}?${cut}`).command).toMatchObject({ form: "base64", command: "FolderSync" });
    expect(codes(cut)).toContain("bad-length");
  });

  test("what the form cannot carry is named when writing", () => {
    const command: CommandUrl = {
      endpoint: ENDPOINT,
      form: "plain",
      command: "Frobnicate",
      deviceId: "x".repeat(300),
      protocolVersion: "2.5",
      parameters: [["Debug", "1"]],
      spans: {},
    };
    expect(formatBase64Query(command).problems.map(({ code }) => code)).toEqual([
      "unknown-parameter",
      "unknown-command",
      "too-long",
    ]);
  });

  test("SaveInSent moves between the query parameter and the option bit", () => {
    const plain = parseCommandUrl(`${ENDPOINT}?${GOOD}&SaveInSent=T`).command;
    const base64 = parseCommandUrl(formatCommandUrl({ ...plain, protocolVersion: "12.1" }, "base64")).command;
    expect(base64.options).toEqual({ saveInSent: true, acceptMultiPart: false });
    expect(formatCommandUrl(base64, "plain")).toMatch(/&SaveInSent=T$/);
  });
});
