// Peak memory of one conversion above its input and its output, as a multiple of the input.
// usage: node --expose-gc memory.mjs MODULE decode|encode|tree PATH
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , modulePath = "", operation = "", path = ""] = process.argv;
const { wbxmlToXml, xmlToWbxml, decodeWbxml } = await import(pathToFileURL(modulePath).href);
const file = readFileSync(path);
const size = file.length;
const input = operation === "encode" ? file.toString("latin1") : new Uint8Array(file);
globalThis.gc?.();
const before = process.resourceUsage().maxRSS * 1024;
const resident = process.memoryUsage().rss;
const result =
  operation === "encode" ? xmlToWbxml(input) : operation === "decode" ? wbxmlToXml(input) : decodeWbxml(input);
const peak = process.resourceUsage().maxRSS * 1024;
// The tree is the output; what it takes is counted whole.
const output = operation === "tree" ? 0 : (result.bytes?.length ?? result.text.length);
const above = Math.max(0, peak - Math.min(before, resident) - output);
console.log(`${(above / size).toFixed(2)} × input`);
