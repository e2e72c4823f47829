import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Credentials } from "./credentials.ts";
import { hideSecrets } from "./hide-secrets.ts";

const TOKEN = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJodHRwczovL291dGxvb2sub2ZmaWNlLmNvbSJ9.c2lnbmF0dXJl";

const state = (credentials: Credentials, policyKey = "", cookie = "") => ({
  servers: {
    "https://mail.example": {
      credentials,
      policyKey,
      cookies: cookie === "" ? [] : [{ name: "X", value: cookie }],
      sendCookies: false,
    },
  },
});
const basic = state({ kind: "basic", user: "megan", password: "hunter2" }, "1307199584", "S-1-5-21-cookie");
const bearer = state({ kind: "bearer", token: `${TOKEN}\n` });

describe("a crash's message", () => {
  it.each([
    [basic, 'Cannot read "hunter2" of undefined', 'Cannot read "(hidden)" of undefined'],
    [basic, "key 1307199584, cookie S-1-5-21-cookie", "key (hidden), cookie (hidden)"],
    [basic, "Authorization: Basic bWVnYW46aHVudGVyMg==", "Authorization: Basic (hidden)"],
    [bearer, `no ${TOKEN} here`, "no (hidden) here"],
    [
      bearer,
      `Unexpected token, ..."${TOKEN.slice(30, 40)}"... is no JSON`,
      'Unexpected token, ..."(hidden)"... is no JSON',
    ],
    [{ servers: {} }, `Bearer ${TOKEN}`, "Bearer (hidden)"],
    [{ servers: {} }, `at ${TOKEN.slice(0, 12)}…`, "at (hidden)…"],
    [{ servers: {} }, "<Password>hunter2</Password> is odd", "<Password></Password> is odd"],
    [basic, "x.map is not a function", "x.map is not a function"],
  ])("holds no secret: %#", (session, message, shown) => {
    expect(hideSecrets(message, session)).toBe(shown);
  });

  it("holds no piece of a token, wherever it is quoted", () => {
    const words = fc.string({ maxLength: 40 });
    fc.assert(
      fc.property(words, words, fc.nat(TOKEN.length), fc.nat(TOKEN.length), (before, after, from, to) => {
        const shown = hideSecrets(before + TOKEN.slice(from, to) + after, bearer);
        for (let at = 0; at + 8 <= TOKEN.length; at += 1) expect(shown).not.toContain(TOKEN.slice(at, at + 8));
      }),
    );
  });
});
