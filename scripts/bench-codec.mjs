// `npx pnpm bench:codec`: this codec against libwbxml and npm aswbxml in one run, interleaved, medians of
// processor time. Options: --corpora mail_1k,cjk_1k   --rounds 7   --quick (fewer rounds)   --no-peers
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { corpusList, peerText } from "../packages/codec/bench/corpora.mjs";
import { Engine } from "../packages/codec/bench/engine.mjs";
import { requireDependencies } from "./setup/dependencies.mjs";
import { ROOT, runCommand } from "./setup/run-command.mjs";

const HOME = join(ROOT, ".cache", "bench");
const SOURCES = join(ROOT, "packages", "codec", "bench");
const SERVE = join(SOURCES, "serve.mjs");
/** libwbxml takes quadratic time for these, so the means leave them out. */
const NOT_IN_MEAN = new Set(["wide_20k", "mail_10k"]);

/** aswbxml misreads the length of opaque data, so its times for these say nothing. */
const WITH_OPAQUE = /^(?:mail_|cjk_|send_)/;

const { values: options } = parseArgs({
  options: {
    corpora: { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean" },
    "no-peers": { type: "boolean" },
  },
});
/** Processor time one measurement aims at, in nanoseconds. */
const AIM = options.quick ? 40e6 : 150e6;
const rounds = Number(options.rounds ?? (options.quick ? 3 : 7));

requireDependencies();
mkdirSync(join(HOME, "corpora"), { recursive: true });
const codecModule = await bundleCodec();
const corpora = await writeCorpora(codecModule);
const engines = await startEngines(codecModule);
/** @type {Map<string, number>} nanoseconds by "corpus operation engine" */
const medians = new Map();

console.log(
  "MB/s of WBXML; then how many times libwbxml (without Buffer: the same), then aswbxml; a tree against their text.",
);
console.log(`Codec bench, Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"} × ${cpus().length}`);
for (const { name, bytes } of corpora) {
  for (const operation of ["decode", "encode", "tree"]) await contest(name, operation);
  await contest(name, "floor");
  printCorpus(name, bytes);
}
printSummary();
if (!options.corpora) await printMemory();
for (const engine of engines) engine.stop();

/** All engines on one corpus, turn by turn, so that a slow moment of the machine hits each alike. @param {string} corpus @param {string} operation */
async function contest(corpus, operation) {
  const runners = [];
  for (const engine of engines) {
    if (operation === "tree" && engine.name === "libwbxml") continue;
    if (operation === "floor" && engine.name !== "codec") continue;
    const path = pathFor(engine, corpus, operation);
    let time = await engine.ask(operation, path, 1);
    for (let warm = 0; time !== undefined && warm < 3 && time < AIM; warm++) {
      time = await engine.ask(operation, path, Math.ceil(Math.min(AIM / time, 20_000)));
    }
    if (time === undefined) continue;
    const repeats = Math.max(1, Math.min(50_000, Math.round(AIM / time)));
    runners.push({ engine, path, repeats, times: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { engine, path, repeats, times } of runners) {
      const time = await engine.ask(operation, path, repeats);
      if (time !== undefined) times.push(time);
    }
  }
  for (const { engine, times } of runners) {
    times.sort((a, b) => a - b);
    const median = times[times.length >> 1];
    if (median !== undefined) medians.set(`${corpus} ${operation} ${engine.name}`, median);
  }
}

/** @param {Engine} engine @param {string} corpus @param {string} operation */
function pathFor(engine, corpus, operation) {
  const ending = operation !== "encode" ? ".wbxml" : engine.name.startsWith("codec") ? ".xml" : ".peer.xml";
  return join(HOME, "corpora", corpus + ending);
}

/** @param {string} corpus @param {number} bytes */
function printCorpus(corpus, bytes) {
  const line = [corpus.padEnd(16), String(bytes).padStart(9)];
  for (const operation of ["decode", "encode", "tree"]) {
    const own = medians.get(`${corpus} ${operation} codec`);
    const speed = own ? (bytes / own) * 1000 : 0;
    line.push(
      ` ${operation} ${speed.toFixed(speed < 10 ? 1 : 0).padStart(5)} MB/s`,
      ...["codec", "codec-no-buffer"].map((name) => ratio(corpus, operation, name, "libwbxml").padStart(6)),
      ratio(corpus, operation, "codec", "aswbxml").padStart(7),
    );
  }
  line.push(` TextDecoder ${ratio(corpus, "decode", "codec", "floor")}`);
  console.log(line.join(" "));
}

/** How many times faster than the peer; its decoding to text is what a tree is compared with. @param {string} corpus @param {string} operation @param {string} engine @param {string} peer */
function speedup(corpus, operation, engine, peer) {
  if (peer === "aswbxml" && WITH_OPAQUE.test(corpus)) return undefined;
  const own = medians.get(`${corpus} ${operation} ${engine}`);
  const other =
    peer === "floor"
      ? medians.get(`${corpus} floor codec`)
      : medians.get(`${corpus} ${operation === "tree" && peer === "libwbxml" ? "decode" : operation} ${peer}`);
  return own && other ? other / own : undefined;
}

/** @param {string} corpus @param {string} operation @param {string} engine @param {string} peer */
function ratio(corpus, operation, engine, peer) {
  return speedup(corpus, operation, engine, peer)?.toFixed(2) ?? "-";
}

function printSummary() {
  for (const engine of ["codec", "codec-no-buffer"]) {
    for (const operation of ["decode", "encode", "tree"]) {
      /** @type {[name: string, ratio: number][]} */
      const ratios = [];
      for (const { name } of corpora) {
        const value = NOT_IN_MEAN.has(name) ? undefined : speedup(name, operation, engine, "libwbxml");
        if (value !== undefined) ratios.push([name, value]);
      }
      if (ratios.length === 0) continue;
      const mean = Math.exp(ratios.reduce((sum, [, value]) => sum + Math.log(value), 0) / ratios.length);
      const [worst, least] = ratios.reduce((low, next) => (next[1] < low[1] ? next : low));
      console.log(
        `${engine.padEnd(16)} ${operation.padEnd(7)} geometric mean ${mean.toFixed(2)} × libwbxml, worst ${least.toFixed(2)} (${worst})`,
      );
    }
  }
  for (const operation of ["decode", "encode", "tree"]) {
    const perMegabyte = ["send_1m", "send_10m", "send_35m"].map((name) => {
      const corpus = corpora.find((one) => one.name === name);
      const time = medians.get(`${name} ${operation} codec`);
      return corpus && time ? (time / corpus.bytes).toFixed(2) : "-";
    });
    console.log(`${operation.padEnd(7)} ns per byte at 1, 10, 35 MB: ${perMegabyte.join(", ")}`);
  }
}

/** Peak memory above input and output, in a fresh process each. */
async function printMemory() {
  for (const corpus of ["mail_1k", "mail_10k", "send_35m"]) {
    const results = [];
    for (const operation of ["decode", "encode", "tree"]) {
      const path = join(HOME, "corpora", corpus + (operation === "encode" ? ".xml" : ".wbxml"));
      const { output } = await runCommand(
        process.execPath,
        ["--expose-gc", join(SOURCES, "memory.mjs"), codecModule, operation, path],
        { capture: true },
      );
      results.push(`${operation} ${output.trim()}`);
    }
    console.log(`memory ${corpus.padEnd(9)} ${results.join(" · ")}`);
  }
}

async function bundleCodec() {
  const file = join(HOME, "codec.mjs");
  const bundle = await rolldown({
    input: join(SOURCES, "entry.mjs"),
    platform: "neutral",
    resolve: { conditionNames: ["@easel/source", "import", "default"] },
    logLevel: "silent",
  });
  await bundle.write({ file, codeSplitting: false });
  await bundle.close();
  return file;
}

/** @param {string} module @returns {Promise<{ name: string, bytes: number }[]>} */
async function writeCorpora(module) {
  const { element, encodeWbxml, printXml, defaultHeader } = await import(pathToFileURL(module).href);
  const wanted = options.corpora?.split(",");
  const written = [];
  for (const [name, make] of corpusList(element)) {
    if (wanted && !wanted.includes(name)) continue;
    const path = join(HOME, "corpora", name);
    const root = make();
    const document = { header: defaultHeader(), root };
    const { bytes } = encodeWbxml(document);
    writeFileSync(`${path}.wbxml`, bytes);
    writeFileSync(`${path}.xml`, printXml(document));
    writeFileSync(`${path}.peer.xml`, peerText(root));
    written.push({ name, bytes: statSync(`${path}.wbxml`).size });
  }
  return written;
}

/** @param {string} module */
async function startEngines(module) {
  const codec = (/** @type {string} */ name) => new Engine(name, process.execPath, [SERVE, name, module]);
  const started = [codec("codec"), codec("codec-no-buffer")];
  if (options["no-peers"]) return started;
  const driver = await buildDriver();
  if (driver) started.push(new Engine("libwbxml", driver, []));
  else console.log("libwbxml is left out: install libwbxml2-dev, pkg-config and a C compiler to have it in the table.");
  const aswbxml = await fetchAswbxml();
  if (aswbxml) started.push(new Engine("aswbxml", process.execPath, [SERVE, "aswbxml", aswbxml]));
  else console.log("aswbxml is left out: it could not be fetched.");
  return started;
}

async function buildDriver() {
  const driver = join(HOME, "libwbxml-driver");
  const flags = await runCommand("pkg-config", ["--cflags", "--libs", "libwbxml2"], { capture: true });
  if (flags.code !== 0) return undefined;
  const source = join(SOURCES, "libwbxml-driver.c");
  const built = await runCommand("cc", ["-O2", "-o", driver, source, ...flags.output.trim().split(/\s+/)], {
    capture: true,
  });
  return built.code === 0 ? driver : undefined;
}

async function fetchAswbxml() {
  const folder = join(HOME, "aswbxml");
  const manifest = join(folder, "package.json");
  if (!existsSync(join(folder, "node_modules", "aswbxml"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, '{ "private": true }\n');
    const wanted = ["install", "--no-audit", "--no-fund", "aswbxml@0.0.4", "xml2js@0.6.2"];
    const { code } = await runCommand("npm", wanted, { cwd: folder, capture: true });
    if (code !== 0) return undefined;
  }
  return manifest;
}
