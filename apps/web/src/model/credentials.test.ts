import { describe, expect, it } from "vitest";
import { authorizationHeader, secretHeaders } from "./credentials.ts";

describe("credentials", () => {
  it("writes Basic in UTF-8", () => {
    expect(authorizationHeader({ kind: "basic", user: "änne", password: "ß" })).toBe(
      `Basic ${btoa("\xc3\xa4nne:\xc3\x9f")}`,
    );
  });

  it("writes a bearer token without the line end pasted along", () => {
    expect(authorizationHeader({ kind: "bearer", token: "abc\n" })).toBe("Bearer abc");
  });

  it("leaves a header written by hand alone", () => {
    const secrets = { credentials: { kind: "bearer", token: "t" }, policyKey: "12" } as const;
    expect(secretHeaders(secrets, [["authorization", "Basic x"]])).toEqual([["X-MS-PolicyKey", "12"]]);
    expect(
      secretHeaders(
        secrets,
        [],
        [
          [" AUTHORIZATION ", ""],
          ["X-MS-PolicyKey", ""],
        ],
      ),
    ).toEqual([]);
    expect(secretHeaders({ credentials: { kind: "none" } })).toEqual([]);
  });
});
