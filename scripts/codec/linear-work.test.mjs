import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { bundleSource } from "../setup/bundle-source.mjs";
import { instrument } from "../setup/instrument.mjs";
import { ROOT } from "../setup/run-command.mjs";
import { workOf } from "./count-work.mjs";

const MODULE = join(ROOT, ".cache", "fuzz", "work.mjs");
const CODEC = join(ROOT, "packages", "codec");
const SMALL = 500;
/** Four times the input may take this many times the work; sixteen would be quadratic. */
const MOST = 6;

/** @type {readonly import("../../packages/codec/fuzz/targets.ts").Target[]} */
let targets = [];
before(async () => {
  await bundleSource(join(CODEC, "fuzz", "fuzz.ts"), MODULE, [instrument(join(CODEC, "src"))]);
  ({ targets } = await import(pathToFileURL(MODULE).href));
});
after(() => {
  targets = [];
});

/** @param {string} name @param {(count: number) => string | Uint8Array} make */
function grows(name, make) {
  const target = targets.find((one) => one.name === name);
  assert.ok(target);
  const small = make(SMALL);
  const large = make(SMALL * 4);
  target.check(make(10), true);
  const less = workOf(() => target.check(small, true));
  const more = workOf(() => target.check(large, true));
  assert.ok(less > SMALL, `${less} is hardly any work: is it counted?`);
  assert.ok(more < less * MOST, `four times the input takes ${(more / less).toFixed(1)} times the work`);
}

const bytes = (/** @type {string} */ hex) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const body = (/** @type {string} */ unit, /** @type {string} */ end) => (/** @type {number} */ count) =>
  new Uint8Array(Buffer.concat([bytes("03016A00 45"), ...new Array(count).fill(bytes(unit)), bytes(end)]));

describe("work grows with the bytes", () => {
  for (const [what, unit, end] of [
    ["levels", "45", ""],
    ["siblings", "4E 03 31 00 01", "01"],
    ["empty siblings", "0E", "01"],
    ["unknown tags", "3F", "01"],
    ["ENDs", "01", ""],
    ["page switches", "00 02", "0F 01"],
    ["a page switch for each tag", "00 02 0F 00 00 0E", "01"],
    ["strings side by side", "03 61 00", "01"],
    ["empty strings", "03 00", "01"],
    ["strings that are no UTF-8", "03 FF 00", "01"],
    ["opaque data side by side", "C3 01 61", "01"],
    ["opaque data that is no text", "C3 01 FF", "01"],
    ["the end of CDATA", "C3 03 5D 5D 3E", "01"],
    ["entities", "02 41", "01"],
    ["attribute lists", "C5 05 03 61 00 01 01", "01"],
    ["attribute lists that do not end", "C5 05", ""],
    ["literal tags without a table", "04 00", "01"],
    ["instructions", "43 05 01", "01"],
    ["opaque lengths beyond the end", "C3 8F FF FF FF 7F", ""],
    ["integers that do not end", "C3 80 80 80 80 80", ""],
    ["trailing tags", "01 45", ""],
  ]) {
    test(String(what), () => grows("wbxml", body(String(unit), String(end))));
  }
});

describe("work grows with the text", () => {
  /** @type {[what: string, make: (count: number) => string][]} */
  const traps = [
    ["levels", (count) => "<Add>".repeat(count)],
    ["levels that end", (count) => "<Add>".repeat(count) + "</Add>".repeat(count)],
    ["siblings", (count) => "<Status>1</Status>".repeat(count)],
    ["end tags that close nothing", (count) => "</x>".repeat(count)],
    ["end tags without a name", (count) => "</".repeat(count)],
    ["end tags of nothing on many levels", (count) => "<Add>".repeat(count) + "</x>".repeat(count)],
    ["wrong nesting", (count) => "<Add><Change>".repeat(count) + "</Add>".repeat(count)],
    ["ampersands", (count) => "&".repeat(count)],
    ["references", (count) => "&amp;&#13;".repeat(count)],
    ["unknown entities", (count) => "&abc;".repeat(count)],
    ["less-than signs", (count) => "< ".repeat(count)],
    ["less-than signs that touch", (count) => "<".repeat(count)],
    ["ends of CDATA", (count) => "]]>".repeat(count)],
    ["CDATA that does not end", (count) => "<![CDATA[a".repeat(count)],
    ["CDATA sections that touch", (count) => "<![CDATA[a]]>".repeat(count)],
    ["comments that do not end", (count) => "<!--a".repeat(count)],
    ["comments in a text", (count) => "a<!---->".repeat(count)],
    ["document types that do not end", (count) => "<!DOCTYPE a [".repeat(count)],
    ["document types with quotes", (count) => `<!DOCTYPE a ["'`.repeat(count)],
    ["instructions that do not end", (count) => "<?a".repeat(count)],
    ["declarations", (count) => "<?xml?>".repeat(count)],
    ["quotes that do not end", (count) => '<Add a="'.repeat(count)],
    ["attributes of one tag", (count) => `<Add ${"a='1' ".repeat(count)}/>`],
    ["other attributes of one tag", (count) => `<Add ${numbered(count, (n) => `a${n}='1'`)}/>`],
    ["prefixes of one tag", (count) => `<Add ${numbered(count, (n) => `xmlns:p${n}='Email'`)}/>`],
    ["a prefix more on each level", (count) => numbered(count, (n) => `<Add xmlns:p${n}="Email">`)],
    ["the same prefix on each level", (count) => '<Add xmlns:p="Email"><p:To/>'.repeat(count)],
    ["a namespace for each sibling", (count) => '<Subject xmlns="Email">1</Subject>'.repeat(count)],
    ["unknown namespaces", (count) => numbered(count, (n) => `<a xmlns="urn:${n}"/>`)],
    ["unknown elements", (count) => "<Statuss/>".repeat(count)],
    ["base64 that is none", (count) => '<Status wire:opaque="base64">%</Status>'.repeat(count)],
    ["wire content", (count) => "<wire:content>a</wire:content>".repeat(count)],
    ["a long name", (count) => `<${"A".repeat(count)}`],
    ["a long prefix", (count) => `<${"a".repeat(count)}:To/>`],
    ["white space", (count) => " ".repeat(count)],
  ];
  for (const [what, make] of traps) {
    test(what, () => grows("xml", (count) => `<Sync xmlns="AirSync">${make(count)}</Sync>`));
  }
});

describe("work grows with what else is pasted", () => {
  test("digits of hex", () => grows("paste", (count) => `03016A00${"00".repeat(count)}`));
  test("lines of a dump", () =>
    grows("paste", (count) =>
      numbered(count, (n) => `${(16 * n).toString(16).padStart(8, "0")}  ${"41 ".repeat(16)}\n`),
    ));
  test("lines of base64", () => grows("paste", (count) => "AwFqAEVL\n".repeat(count)));
  test("parameters of a command line", () =>
    grows("url", (count) => `https://a.example/Microsoft-Server-ActiveSync?${"Cmd=Sync&".repeat(count)}`));
  test("percent signs", () => grows("url", (count) => `https://a.example/?Cmd=${"%".repeat(count)}`));
  test("parts of a multipart answer", () =>
    grows("multipart", (count) => {
      const view = new DataView(new ArrayBuffer(4 + 8 * count + count));
      view.setUint32(0, count, true);
      for (let part = 0; part < count; part++) {
        view.setUint32(4 + 8 * part, 4 + 8 * count + part, true);
        view.setUint32(8 + 8 * part, 1, true);
      }
      return new Uint8Array(view.buffer);
    }));
  for (const [what, unit] of [
    ["headers", "X-A: b\r\n"],
    ["folded lines", " b\r\n"],
    ["boundaries", "--a\r\n"],
    ["lines without an end", "a"],
    ["encoded words", "Subject: =?utf-8?B?w7w=?= "],
    ["equals signs", "="],
  ]) {
    const head = "Content-Type: multipart/mixed; boundary=a\r\n";
    test(`${what} of a message`, () =>
      grows("mime", (count) => new Uint8Array(Buffer.from(head + String(unit).repeat(count), "latin1"))));
  }
});

/** @param {number} count @param {(number: number) => string} make */
function numbered(count, make) {
  return Array.from({ length: count }, (_, number) => make(number)).join(" ");
}
