import { describe, expect, it } from "vitest";
import { addressKind, isAddressLiteral } from "./address.ts";

describe("addressKind", () => {
  it.each([
    ["52.97.135.1", "public"],
    ["2603:1026:c0d::1", "public"],
    ["::ffff:52.97.135.1", "public"],
    ["64:ff9b::3461:8701", "public"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["::1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["10.0.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.127.0.1", "private"],
    ["fc00::1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["169.254.169.254", "metadata"],
    ["169.254.1.1", "link-local"],
    ["168.63.129.16", "metadata"],
    ["100.100.100.200", "metadata"],
    ["fd00:ec2::254", "metadata"],
    ["2a01:111::5efe:7f00:1", "special"],
    ["2a01:111::5efe:3461:1", "public"],
    ["fe80::1", "link-local"],
    ["0.0.0.0", "special"],
    ["0.1.2.3", "special"],
    ["255.255.255.255", "special"],
    ["224.0.0.1", "special"],
    ["240.0.0.1", "special"],
    ["198.18.0.1", "special"],
    ["203.0.113.9", "special"],
    ["::", "special"],
    ["::127.0.0.1", "special"],
    ["::7f00:1", "special"],
    ["64:ff9b::a00:1", "special"],
    ["64:ff9b:1::3461:8701", "special"],
    ["2002:0a00:0001::", "special"],
    ["2001:0:4136:e378::1", "special"],
    ["2001:db8::1", "special"],
    ["ff02::1", "special"],
    ["fec0::1", "special"],
    ["4000::1", "special"],
    ["mail.example.com", "special"],
    ["", "special"],
  ])("takes %s for %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe("isAddressLiteral", () => {
  it("knows addresses from names", () => {
    expect(["10.0.0.1", "::1", "2001:db8::1"].every(isAddressLiteral)).toBe(true);
    expect(["localhost", "10.0.0", "2130706433", "mail.example.com", ""].some(isAddressLiteral)).toBe(false);
  });
});
