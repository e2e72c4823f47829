import { describe, expect, it } from "vitest";
import { inRange, renderTemplate } from "./starter-template.ts";

const template = `
<A xmlns="a" xmlns:b="b" xmlns:c="c">
  <Old>1</Old> @-12.1
  <b:New> @14.0-14.1
    <c:In>2</c:In> @14.1-
  </b:New>
  <b:Two/> @16.0-
  <Last>me @home</Last>
</A>`;

const at = (version: string): string[] => renderTemplate(template, version).split("\r\n").slice(1, -1);

describe("a template", () => {
  it("keeps the lines of the version, with what is inside them", () => {
    expect(at("12.1")).toEqual(['<A xmlns="a">', "  <Old>1</Old>", "  <Last>me @home</Last>", "</A>"]);
    expect(at("14.0").slice(1, 3)).toEqual(["  <b:New>", "  </b:New>"]);
    expect(at("14.1").slice(1, 4)).toEqual(["  <b:New>", "    <c:In>2</c:In>", "  </b:New>"]);
    expect(at("16.1")).toEqual(['<A xmlns="a" xmlns:b="b">', "  <b:Two/>", "  <Last>me @home</Last>", "</A>"]);
  });

  it("takes a version nobody knows for the newest", () => {
    expect(at("99")).toEqual(at("16.1"));
    expect([inRange("12.0-14.1", "14.1"), inRange("12.0-14.1", "16.0"), inRange("14.0-", "")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
