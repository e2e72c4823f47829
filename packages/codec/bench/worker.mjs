// The codec in a browser's worker: takes { operation, address, repeats }, answers what was measured or { error }.
import * as codec from "./entry.mjs";
import { measure } from "./measure.mjs";
import { codecOperations } from "./operations.mjs";
import { Recent } from "./recent.mjs";

const operations = codecOperations(codec);

const inputs = new Recent();

globalThis.onmessage = async (/** @type {{ data: import("./chromium-engine.mjs").Question }} */ { data }) => {
  try {
    globalThis.postMessage(await time(data));
  } catch (error) {
    globalThis.postMessage({ error: String(error) });
  }
};

/** @param {import("./chromium-engine.mjs").Question} question */
async function time({ operation, address, repeats }) {
  const run = operations[operation];
  if (!run) throw new TypeError("no such operation");
  const input = await inputs.get(address, async () => {
    const response = await fetch(address);
    if (!response.ok) throw new TypeError(`${address}: ${response.status}`);
    return address.endsWith(".xml") ? response.text() : new Uint8Array(await response.arrayBuffer());
  });
  // A worker is told no processor time; who asked reads that from outside.
  return measure(run, input, repeats, () => ({ wall: performance.now() * 1e6 }));
}
