import { expect, test } from "vitest";
import { percentDecode, percentEncode } from "./percent.ts";

test("encodes all but the unreserved characters", () => {
  expect(percentEncode("CONTOSO\\jörg@x.example ~-._")).toBe("CONTOSO%5Cj%C3%B6rg%40x.example%20~-._");
  expect(percentEncode("\ud800")).toBe("%EF%BF%BD");
});

test("decodes and says where it could not", () => {
  expect(percentDecode("a%20b")).toEqual({ text: "a b", notUtf8: false });
  expect(percentDecode("100%&%4")).toEqual({ text: "100%&%4", notUtf8: false, badAt: 3 });
  expect(percentDecode("%E9")).toEqual({ text: "\ufffd", notUtf8: true });
  expect(percentDecode("a+b")).toEqual({ text: "a+b", notUtf8: false });
});
