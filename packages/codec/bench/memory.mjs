// The memory of one conversion, as JSON: bytes of input and output, `peak` and `kept` above both, and the space of
// V8's young generation. usage: node --expose-gc memory.mjs MODULE decode|encode|tree PATH [PATH TO WARM UP WITH]
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { getHeapSpaceStatistics } from "node:v8";

const WARM_UP_TURNS = 200;
const [, , modulePath = "", operation = "", path = "", warmPath] = process.argv;
const { wbxmlToXml, xmlToWbxml, decodeWbxml } = await import(pathToFileURL(modulePath).href);
const run = /** @type {Record<string, (input: any) => any>} */ ({
  decode: (bytes) => wbxmlToXml(bytes).text,
  encode: (text) => xmlToWbxml(text).bytes,
  tree: (bytes) => decodeWbxml(bytes).document,
})[operation];
if (!run) throw new TypeError(`There is no operation ${operation}.`);

if (warmPath) for (let turn = 0, input = load(warmPath); turn < WARM_UP_TURNS; turn++) run(input);
const input = load(path);
await settle();
const usedBefore = used();
const residentBefore = resident("VmRSS");
forgetPeak();
const result = run(input);
// A look at one character makes the engine put a string of pieces together, as any reader would.
if (typeof result === "string") result.charCodeAt(result.length >> 1);
const peak = resident("VmHWM") - residentBefore;
await settle();
const kept = used() - usedBefore;
const output = operation === "tree" ? 0 : sizeOf(result);
const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_size ?? 0;
console.log(
  JSON.stringify({ input: readFileSync(path).length, output, peak: peak - output, kept: kept - output, young }),
);
// Both are alive until here.
if (input === result) throw new Error("The conversion gave its input back.");

/** @param {string} from */
function load(from) {
  const file = readFileSync(from);
  return operation === "encode" ? file.toString("utf8") : new Uint8Array(file);
}

/** In memory of its own a text takes two bytes a character as soon as one of them is above U+00FF. @param {string | Uint8Array} data */
function sizeOf(data) {
  return typeof data === "string" && /[^\0-\xff]/.test(data) ? data.length * 2 : data.length;
}

/** What is held weakly goes only after the task that looked at it. */
async function settle() {
  for (let turn = 0; turn < 3; turn++) {
    await setTimeout(20);
    globalThis.gc?.();
  }
}

function used() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes; where there is no /proc the peak is that of the whole process. @param {"VmRSS" | "VmHWM"} name */
function resident(name) {
  try {
    const [, kibibytes = ""] = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return name === "VmRSS" ? process.memoryUsage().rss : process.resourceUsage().maxRSS * 1024;
  }
}

/** Linux counts the peak anew after this; elsewhere an earlier peak hides a lower one. */
function forgetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {}
}
