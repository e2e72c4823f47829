import { expect, test } from "vitest";
import { saveName } from "./save-name.ts";

test.each([
  ["Rechnung ü.pdf", "Rechnung ü.pdf"],
  ["../../etc/passwd", ".._.._etc_passwd"],
  ["invoice\u202efdp.exe", "invoice_fdp.exe"],
  ["a\u0000b\r\n.txt", "a_b__.txt"],
  ["..", "part-2.1.bin"],
  [undefined, "part-2.1.bin"],
  ["x".repeat(300), "x".repeat(120)],
])("a part called %j is saved as %j", (fileName, name) => {
  expect(saveName({ id: "2.1", kind: "file", ...(fileName !== undefined && { fileName }) })).toBe(name);
});

test("a page without a name is saved as text", () => {
  expect(saveName({ id: "", kind: "html" })).toBe("part-1.html.txt");
});
