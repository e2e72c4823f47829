// One engine in its own process: reads lines "operation PATH REPEATS", answers "PROCESSOR_NS WALL_NS OUTPUT_LENGTH".
// usage: node serve.mjs codec|codec-no-buffer|aswbxml MODULE
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { measure } from "./measure.mjs";
import { codecOperations } from "./operations.mjs";
import { Recent } from "./recent.mjs";

const [, , engine = "codec", modulePath = ""] = process.argv;
/** @type {Record<string, (input: any) => number>} */
const operations = engine === "aswbxml" ? aswbxml() : await codec();

const inputs = new Recent();

for await (const line of createInterface({ input: stdin })) {
  const [name = "", path = "", repeats = "1"] = line.split(" ");
  let answer;
  try {
    answer = await time(name, path, Number(repeats));
  } catch (error) {
    answer = `ERROR ${String(error).split("\n", 1)[0]}`;
  }
  stdout.write(`${answer}\n`);
}

/** @param {string} name @param {string} path @param {number} repeats */
async function time(name, path, repeats) {
  const operation = operations[name];
  if (!operation) return "ERROR no such operation";
  const input = await inputs.get(path, () => {
    const file = readFileSync(path);
    // A view of its own memory, as bytes from the network are.
    return path.endsWith(".xml") ? file.toString("utf8") : new Uint8Array(file);
  });
  const { processor = 0, wall, length } = measure(operation, input, repeats, readClocks);
  return `${Math.round(processor)} ${Math.round(wall)} ${length}`;
}

/** Processor time counts all threads, those that collect garbage too. */
function readClocks() {
  const { user, system } = process.cpuUsage();
  return { processor: (user + system) * 1000, wall: performance.now() * 1e6 };
}

async function codec() {
  // Before the module is loaded: it looks for Buffer once.
  if (engine === "codec-no-buffer") Reflect.deleteProperty(globalThis, "Buffer");
  return codecOperations(await import(pathToFileURL(modulePath).href));
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
