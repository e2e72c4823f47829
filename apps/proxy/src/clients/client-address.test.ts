import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors.ts";
import { clientAddress, clientKey, parseTrusted } from "./client-address.ts";

const trusted = ["loopback", "10.0.0.0/8", "2001:db8:1::/48"].flatMap(parseTrusted);

describe("the client's address", () => {
  it.each([
    ["a stranger's own word is not believed", "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    ["a trusted proxy says who asked it", "127.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["so it does over a dual-stack socket", "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["so do several in a row", "127.0.0.1", "203.0.113.9, 10.1.2.3, 2001:db8:1::5", "203.0.113.9"],
    ["what the client wrote before is passed over", "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["also when it names a trusted proxy", "127.0.0.1", "10.0.0.1, 203.0.113.9", "203.0.113.9"],
    ["a proxy that says nothing is the client", "10.0.0.1", undefined, "10.0.0.1"],
    ["rubbish is where believing ends", "127.0.0.1", "203.0.113.9, unknown, 10.0.0.2", "10.0.0.2"],
    ["an empty entry as well", "127.0.0.1", "203.0.113.9,", "127.0.0.1"],
    ["ports are not part of it", "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
    ["nor brackets", "127.0.0.1", "[2001:db8:2::1]:4711", "2001:db8:2::1"],
    ["a list without end is read from its end", "127.0.0.1", `203.0.113.9${", 10.0.0.1".repeat(9999)}`, "10.0.0.1"],
  ])("%s", (_what, peer, forwarded, client) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(client);
  });

  it("is nobody's word but the socket's when no proxy is trusted", () => {
    expect(clientAddress("127.0.0.1", "203.0.113.9", [])).toBe("127.0.0.1");
  });

  it.each(["", "x", "10.0.0.0/33", "example.com", "1.2.3.4/", "10.0.0.0/8,loopback"])("does not trust %j", (text) => {
    expect(() => parseTrusted(text)).toThrow(ConfigError);
  });
});

describe("what limits count by", () => {
  it("is the address, or the /64 of IPv6, in one spelling", () => {
    expect(clientKey("203.0.113.9")).toBe("203.0.113.9");
    expect(clientKey("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(clientKey("2001:db8:0:5::1")).toBe(clientKey("2001:0DB8:0:5:ffff::2"));
    expect(clientKey("2001:db8:0:5::1")).not.toBe(clientKey("2001:db8:0:6::1"));
    expect(clientKey("")).toBe("unknown");
  });
});
