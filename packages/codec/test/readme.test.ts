import { expect, test } from "vitest";
import * as bytes from "../src/bytes/index.ts";
import * as document from "../src/document.ts";
import * as http from "../src/http/index.ts";
import * as incremental from "../src/incremental/index.ts";
import * as pieces from "../src/pieces/index.ts";
import * as protocol from "../src/protocol/index.ts";
import * as values from "../src/values/index.ts";
import * as wbxml from "../src/wbxml/index.ts";
import * as xml from "../src/xml/index.ts";
import { readText } from "./support.ts";

const modules: Record<string, unknown> = {
  "@easel/codec/bytes": bytes,
  "@easel/codec/document": document,
  "@easel/codec/http": http,
  "@easel/codec/incremental": incremental,
  "@easel/codec/pieces": pieces,
  "@easel/codec/protocol": protocol,
  "@easel/codec/values": values,
  "@easel/codec/wbxml": wbxml,
  "@easel/codec/xml": xml,
};

const blocks = [...readText("../README.md").matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code);

/** Runs a block as a function: imports become look-ups, `expression; // → value` becomes a check. */
function run(code: string): number {
  let checks = 0;
  const body = code
    .replaceAll(/^import (\{.*\}) from ("[^"]+");$/gm, "const $1 = modules[$2];")
    .replaceAll(/^(.*); \/\/ → (.*)$/gm, (_, expression: string, value: string) => {
      checks++;
      return `check(${expression}, ${JSON.stringify(value)});`;
    });
  const check = (actual: unknown, value: string) => expect(String(actual)).toBe(value);
  new Function("modules", "check", body)(modules, check);
  return checks;
}

test.each(blocks.map((code, index) => [index + 1, code] as const))(
  "example %i of the README does what it says",
  (_, code) => {
    expect(run(code)).toBeGreaterThan(0);
  },
);

test("the README has examples", () => {
  expect(blocks).toHaveLength(12);
});
