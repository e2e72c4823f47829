// One engine in its own process: reads lines "operation PATH REPEATS", answers "MEDIAN_NANOSECONDS OUTPUT_LENGTH".
// usage: node serve.mjs codec|codec-no-buffer|aswbxml MODULE
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , engine = "codec", modulePath = ""] = process.argv;
/** @type {Record<string, (input: any) => number>} */
const operations = engine === "aswbxml" ? aswbxml() : await codec();

/** @type {{ path: string, bytes: Uint8Array, text: string }} */
let held = { path: "", bytes: new Uint8Array(0), text: "" };

for await (const line of createInterface({ input: stdin })) {
  const [name = "", path = "", repeats = "1"] = line.split(" ");
  let answer;
  try {
    answer = measure(name, path, Number(repeats));
  } catch (error) {
    answer = `ERROR ${String(error).split("\n", 1)[0]}`;
  }
  stdout.write(`${answer}\n`);
}

/** @param {string} name @param {string} path @param {number} repeats */
function measure(name, path, repeats) {
  const operation = operations[name];
  if (!operation) return "ERROR no such operation";
  if (held.path !== path) {
    const file = readFileSync(path);
    // A view of its own memory, as bytes from the network are.
    held = { path, bytes: new Uint8Array(file), text: path.endsWith(".xml") ? file.toString("utf8") : "" };
  }
  const input = path.endsWith(".xml") ? held.text : held.bytes;
  // Very short runs are timed in groups: one reading of the clock costs as much as one of them.
  const groups = Math.min(repeats, 11);
  const each = Math.max(1, Math.round(repeats / groups));
  /** @type {number[]} */
  const times = [];
  let length = 0;
  for (let group = 0; group < groups; group++) {
    // Processor time, garbage collection included: what else the machine does must not count.
    const began = process.cpuUsage();
    for (let turn = 0; turn < each; turn++) length = operation(input);
    const { user, system } = process.cpuUsage(began);
    times.push(((user + system) * 1000) / each);
  }
  times.sort((a, b) => a - b);
  return `${Math.round(times[times.length >> 1] ?? 0)} ${length}`;
}

async function codec() {
  // Before the module is loaded: it looks for Buffer once.
  if (engine === "codec-no-buffer") Reflect.deleteProperty(globalThis, "Buffer");
  const { wbxmlToXml, xmlToWbxml, decodeWbxml } = await import(pathToFileURL(modulePath).href);
  const decoder = new TextDecoder();
  return {
    // A look at one character makes the engine put a string of pieces together, as any reader would.
    decode: (/** @type {Uint8Array} */ bytes) => {
      const { text } = wbxmlToXml(bytes);
      return text.length + (text.charCodeAt(text.length >> 1) & 0);
    },
    encode: (/** @type {string} */ text) => xmlToWbxml(text).bytes?.length ?? -1,
    tree: (/** @type {Uint8Array} */ bytes) => decodeWbxml(bytes).document.root?.children.length ?? -1,
    floor: (/** @type {Uint8Array} */ bytes) => decoder.decode(bytes).length,
  };
}

/** The npm package as its README uses it, with xml2js between text and objects. */
function aswbxml() {
  const require = createRequire(realpathSync(modulePath));
  const wbxml = require("aswbxml");
  const xml2js = require("xml2js");
  const builder = new xml2js.Builder({ renderOpts: { pretty: false } });
  const read = (/** @type {Uint8Array} */ bytes) =>
    wbxml.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), "ActiveSync");
  return {
    decode: (/** @type {Uint8Array} */ bytes) => builder.buildObject(read(bytes)).length,
    encode: (/** @type {string} */ text) => {
      let parsed;
      xml2js.parseString(text, { async: false }, (/** @type {Error | null} */ error, /** @type {unknown} */ result) => {
        if (error) throw error;
        parsed = result;
      });
      return wbxml.encode(parsed, "ActiveSync").length;
    },
    tree: (/** @type {Uint8Array} */ bytes) => (read(bytes) ? 1 : 0),
  };
}
