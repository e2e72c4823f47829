import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors.ts";
import { findAllowed, formatAllowed, parseAllowed } from "./allow-list.ts";

describe("parseAllowed", () => {
  it.each([
    ["mail.example.com", false, { host: "mail.example.com", reach: "public" }],
    [" Mail.Example.COM:8443 ", false, { host: "mail.example.com", port: 8443, reach: "public" }],
    ["mail.corp", true, { host: "mail.corp", reach: "private" }],
    ["localhost:20000", false, { host: "localhost", port: 20000, reach: "loopback" }],
    ["localhost", true, { host: "localhost", reach: "loopback" }],
    ["192.168.1.5", false, { host: "192.168.1.5", reach: "literal" }],
    ["[::1]:8443", false, { host: "::1", port: 8443, reach: "literal" }],
    ["[0:0::1]", false, { host: "::1", reach: "literal" }],
  ])("reads %j (opened: %s)", (entry, opened, expected) => {
    expect(parseAllowed(entry, opened)).toEqual(expected);
  });

  it.each([
    "",
    "https://mail.example.com",
    "mail.example.com/path",
    "a b",
    "user@host",
    "host:0",
    "host:70000",
    "::1",
    "*",
    "0.0.0.0",
    "[::]",
    "224.0.0.1",
  ])("does not start with %j", (entry) => {
    expect(() => parseAllowed(entry)).toThrow(ConfigError);
  });
});

describe("findAllowed", () => {
  it("gives an entry without a port the default port only", () => {
    const list = [parseAllowed("mail.example.com")];
    expect(findAllowed(list, "mail.example.com", 443, 443)).toBeDefined();
    expect(findAllowed(list, "mail.example.com", 8443, 443)).toBeUndefined();
  });

  it("finds the widest of two entries for one host", () => {
    const list = [parseAllowed("mail.corp"), parseAllowed("mail.corp", true)];
    expect(findAllowed(list, "mail.corp", 443, 443)?.reach).toBe("private");
  });
});

describe("formatAllowed", () => {
  it.each(["mail.example.com", "mail.example.com:8443", "[::1]:8443", "[::1]"])("writes %s as it was read", (entry) => {
    expect(formatAllowed(parseAllowed(entry))).toBe(entry);
  });
});
