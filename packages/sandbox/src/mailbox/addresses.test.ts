import { describe, expect, it } from "vitest";
import { formatAddresses, parseAddresses } from "./addresses.ts";

const addresses = (value: string) => parseAddresses(value).map(({ address }) => address);

describe("parseAddresses", () => {
  it("reads names with and without quotes, and bare addresses", () => {
    expect(parseAddresses('"Bowen, Megan" <m@x>, Alex Wilber <a@x>, b@x')).toEqual([
      { name: "Bowen, Megan", address: "m@x" },
      { name: "Alex Wilber", address: "a@x" },
      { name: "", address: "b@x" },
    ]);
  });

  it("opens groups, drops comments and empty entries", () => {
    expect(addresses("Friends: a@x, b@x (his, mail);, ,; c@x")).toEqual(["a@x", "b@x", "c@x"]);
    expect(addresses("undisclosed-recipients:;")).toEqual([]);
    expect(addresses("")).toEqual([]);
    expect(addresses("Megan <>")).toEqual([]);
  });

  it("unescapes quoted names and keeps what follows an open quote or bracket together", () => {
    expect(parseAddresses('"a \\"b\\" c" <m@x>')).toEqual([{ name: 'a "b" c', address: "m@x" }]);
    expect(parseAddresses('"open, a@x')).toHaveLength(1);
    expect(parseAddresses("<open, a@x")).toHaveLength(1);
  });

  it("keeps a name that is no address as the address", () => {
    expect(addresses("Megan Bowen; someone")).toEqual(["Megan Bowen", "someone"]);
  });
});

describe("formatAddresses", () => {
  it("writes names in quotes", () => {
    expect(formatAddresses(parseAddresses("Megan Bowen <m@x>, a@x"))).toBe('"Megan Bowen" <m@x>, <a@x>');
  });
});
