import { describe, expect, test } from "vitest";
import { encodeHex } from "../src/bytes/index.ts";
import { codePages, pageByNamespace, pageByNumber, tagByName, tagByToken } from "../src/protocol/index.ts";
import { decodeWbxml, xmlToWbxml } from "../src/wbxml/index.ts";
import listed from "./data/table-disagreements.json";

const tags = codePages.flatMap((page) => page.tags);
const hexToken = (token: number) => `0x${token.toString(16).toUpperCase().padStart(2, "0")}`;

describe.each(listed.names)("names: $reason", ({ rows }) => {
  test.each(rows)(
    "%s %s is %s, and %s is read as the same tag",
    (namespace = "", token = "", decided = "", other = "") => {
      const page = pageByNamespace(namespace)?.page ?? -1;
      expect(tagByToken(page, Number(token))?.name).toBe(decided);
      const plain = xmlToWbxml(`<${decided} xmlns="${namespace}"/>`);
      expect(plain.problems.filter(({ code }) => code !== "legacy-tag")).toEqual([]);
      expect(xmlToWbxml(`<${other} xmlns="${namespace}"/>`).bytes).toEqual(plain.bytes);
      expect(decodeWbxml(plain.bytes ?? new Uint8Array(0)).document.root).toMatchObject({ namespace, name: decided });
    },
  );
});

test("every other spelling the tables accept is listed with its reason, and no more", () => {
  const accepted = tags.flatMap(({ namespace, token, name, aliases }) =>
    aliases.map((alias) => [namespace, hexToken(token), name, alias].join(" ")),
  );
  const decided = listed.names.flatMap(({ rows }) => rows.map((row) => row.join(" ")));
  expect(accepted.sort()).toEqual(decided.sort());
});

test("no other spelling takes the name of another tag of its page", () => {
  for (const { namespace, token, aliases } of tags) {
    for (const alias of aliases) expect(tagByName(namespace, alias)?.token).toBe(token);
  }
});

test.each(listed.namespaces)("page $page is $decided: $reason", ({ page, decided, accepted, refused = [] }) => {
  expect(pageByNumber(page)?.namespace).toBe(decided);
  for (const spelling of accepted) expect(pageByNamespace(spelling)?.page).toBe(page);
  for (const spelling of refused) expect(pageByNamespace(spelling)).toBeUndefined();
});

describe.each(listed.versions)("versions: $reason", ({ first, last, rows }) => {
  test.each(rows)("%s %s %s", (namespace = "", token = "", name = "") => {
    const tag = tagByName(namespace, name);
    expect([tag && hexToken(tag.token), tag?.versions[0], tag?.versions.at(-1)]).toEqual([token, first, last]);
  });
});

test(`legacy tags are the listed ones: ${listed.legacy.reason}`, () => {
  const legacy = tags.filter(({ page, status }) => status === "legacy" && !listed.legacy.pages.includes(page));
  const rows = legacy.map(({ namespace, token, name }) => [namespace, hexToken(token), name]);
  expect(rows).toEqual(listed.legacy.tags);
  for (const page of listed.legacy.pages) {
    for (const { status } of pageByNumber(page)?.tags ?? []) expect(status).toBe("legacy");
  }
});

test(`a document begins with ${listed.header.decided}: ${listed.header.reason}`, () => {
  const { bytes = new Uint8Array(0) } = xmlToWbxml('<Sync xmlns="AirSync"/>');
  expect(encodeHex(bytes.subarray(0, 4), " ").toUpperCase()).toBe(listed.header.decided);
});
