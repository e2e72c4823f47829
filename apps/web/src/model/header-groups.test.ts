import { describe, expect, test } from "vitest";
import { readHeaders } from "./header-groups.ts";

const reply: [string, string][] = [
  ["X-Made-Up", "as it came"],
  ["Content-Type", "text/html; charset=utf-8"],
  ["Set-Cookie", "ClientId=ABC123; path=/; secure"],
  ["X-DiagInfo", "AM0P191MB0001"],
  ["set-cookie", "second=s3cret"],
];

describe("the headers of an answer", () => {
  test("stand in groups, none lost and none twice", () => {
    const groups = readHeaders(reply);
    expect(groups.map(({ group }) => group)).toEqual(["diagnostics", "transport", "cookies", "other"]);
    const places = groups.flatMap(({ headers }) => headers.map(({ index }) => index));
    expect(places.toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  test("come with the value as it is, and unknown ones with nothing else", () => {
    const unknown = readHeaders(reply).at(-1)?.headers[0];
    expect(unknown).toEqual({ index: 0, name: "X-Made-Up", value: "as it came", meaning: "", parts: [] });
  });

  test("have a mask for what a cookie holds, and the real value for who asks", () => {
    const cookies = readHeaders(reply).find(({ group }) => group === "cookies")?.headers ?? [];
    expect(cookies.map(({ masked }) => masked)).toEqual(["ClientId=••••; path=/; secure", "second=••••"]);
    expect(cookies.map(({ value }) => value)).toEqual(["ClientId=ABC123; path=/; secure", "second=s3cret"]);
  });
});
