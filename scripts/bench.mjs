// `npm run bench`: how long one keystroke takes to become wire bytes, as pure functions on this machine.
// The page adds drawing to this; its own figure comes from the browser: `npx pnpm bench:web` (bench-web.mjs).
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run-command.mjs";

const ENDPOINT = "http://127.0.0.1:4401/Microsoft-Server-ActiveSync";
const WARM_UP = 20;
/** @type {[name: string, bytes: number, rounds: number][]} */
const SIZES = [
  ["1 kB", 1_000, 500],
  ["1 MB", 1_000_000, 40],
];

requireDependencies();
const { buildWire, starterDraft, setVersion } = await importSource("apps/web/src/model/index.ts");

console.log(`Keystroke to wire, Node ${process.version}, medians of pure functions`);
for (const version of ["12.1", "16.1"]) {
  for (const [name, bytes, rounds] of SIZES) {
    const { median, slow, wireBytes } = measure(draftOf(version, bytes), rounds);
    const body = version === "12.1" ? "bare MIME" : "WBXML";
    console.log(
      `  SendMail ${version} ${name.padEnd(5)} ${milliseconds(median)} median, ${milliseconds(slow)} p95 ` +
        `(${rounds} keystrokes, ${body}, ${wireBytes} bytes)`,
    );
  }
}

/**
 * A SendMail draft whose message has a body of so many bytes.
 * @param {string} version
 * @param {number} bytes
 */
function draftOf(version, bytes) {
  const line = `${"A line of text, seventy-four characters and a line end, like any other one.".slice(0, 74)}\r\n`;
  const text = line.repeat(Math.ceil(bytes / line.length));
  const draft = starterDraft("SendMail", "12.1");
  const long = { ...draft, mime: draft.mime + text };
  return version === "12.1" ? long : setVersion(long, version);
}

/**
 * Types a character into the middle of the message again and again.
 * @param {Record<string, string>} draft
 * @param {number} rounds
 */
function measure(draft, rounds) {
  const field = draft.mime ? "mime" : "xml";
  const text = draft[field] ?? "";
  const middle = text.indexOf("A line of text", text.length / 2);
  /** @type {number[]} */
  const times = [];
  let wireBytes = 0;
  for (let round = -WARM_UP; round < rounds; round++) {
    const typed = "x".repeat((round + WARM_UP) % 7);
    const edited = { ...draft, [field]: text.slice(0, middle) + typed + text.slice(middle) };
    const began = performance.now();
    const wire = buildWire(edited, ENDPOINT);
    if (round >= 0) times.push(performance.now() - began);
    if (!wire.sendable) throw new Error(`The draft is not sendable: ${wire.problems[0]?.message}`);
    wireBytes = wire.body.length;
  }
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => times[Math.floor(times.length * part)] ?? 0;
  return { median: at(0.5), slow: at(0.95), wireBytes };
}

/**
 * Node 20 does not read TypeScript, so the module and what it imports become one file first.
 * @param {string} path
 */
async function importSource(path) {
  const file = join(ROOT, ".cache", "bench", "module.mjs");
  const bundle = await rolldown({
    input: join(ROOT, path),
    platform: "node",
    resolve: { conditionNames: ["development", "import", "default"] },
    logLevel: "silent",
  });
  await bundle.write({ file, codeSplitting: false });
  await bundle.close();
  return import(pathToFileURL(file).href);
}

/** @param {number} value */
function milliseconds(value) {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`.padStart(9);
}
