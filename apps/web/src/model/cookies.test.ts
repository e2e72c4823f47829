import { expect, it } from "vitest";
import { cookieHeader, takeCookies } from "./cookies.ts";

const NOW = Date.UTC(2026, 10, 26);
const set = (...lines: string[]): [string, string][] => lines.map((line) => ["set-cookie", line]);

it("keeps what is set, the newest value of each name, and nothing that has expired", () => {
  const first = takeCookies([], set("A=1; path=/; secure; HttpOnly", "B=x=y"), NOW);
  expect(cookieHeader(first)).toBe("A=1; B=x=y");
  const second = takeCookies(first, set("A=2", "B=; expires=Thu, 01 Jan 1970 00:00:00 GMT", "C=3; Max-Age=60"), NOW);
  expect(cookieHeader(second)).toBe("A=2; C=3");
  expect(
    takeCookies(second, set("C=; Max-Age=0", "A=1; Max-Age=5; expires=Thu, 01 Jan 1970 00:00:00 GMT"), NOW),
  ).toEqual([{ name: "A", value: "1" }]);
});

it("passes over what is no cookie", () => {
  expect(
    takeCookies(
      [],
      [
        ["Set-Cookie", "nonsense"],
        ["Set-Cookie", "=x"],
        ["Cookie", "A=1"],
      ],
      NOW,
    ),
  ).toEqual([]);
  expect(cookieHeader([])).toBeUndefined();
});
