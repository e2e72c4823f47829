import { describe, expect, it } from "vitest";
import { hoverMime } from "./hover-mime.ts";

const message = [
  "From: Megan <megan@example.com>",
  "Subject: =?utf-8?B?R3LDvMOfZQ==?=",
  "Content-Type: text/plain;",
  "  charset=utf-8",
  "Content-Transfer-Encoding: base64",
  "X-Own: value",
  "",
  "Date: is no header here",
].join("\r\n");
const at = (words: string) => hoverMime(message, message.indexOf(words) + 1);

describe("hoverMime", () => {
  it("says what a header is for, on its name and on its value", () => {
    expect(at("From")).toMatchObject({ title: "From", meaning: "Who writes." });
    expect(at("megan@")).toMatchObject({ title: "From", span: { start: 0, end: 31 } });
  });

  it("reads an encoded word, and says what a value means", () => {
    expect(at("=?utf-8")?.facts).toEqual([{ label: "Reads", text: "Grüße" }]);
    expect(at("base64")?.facts).toEqual([{ label: "base64", text: "any bytes" }]);
  });

  it("finds the header of a folded line", () => {
    expect(at("charset")).toMatchObject({ title: "Content-Type", facts: [{ label: "text/plain", text: "text" }] });
  });

  it("is silent about a header nobody lists, and in a body", () => {
    expect(at("X-Own")).toBeUndefined();
    expect(at("is no header")).toBeUndefined();
  });
});
