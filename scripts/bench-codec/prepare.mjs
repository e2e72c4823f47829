// What the bench needs before it can measure: the codec in one file, the documents, and the peers.
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { corpusList } from "../../packages/codec/bench/corpora.mjs";
import { peerText } from "../../packages/codec/bench/peer-text.mjs";
import { ROOT, runCommand } from "../setup/run-command.mjs";

export const HOME = join(ROOT, ".cache", "bench");
export const SOURCES = join(ROOT, "packages", "codec", "bench");
const CORPORA = join(HOME, "corpora");

/** @typedef {{ name: string, bytes: number }} Corpus */

/** One of the bench's modules with all it imports, as one file that any runtime loads. @param {string} source @param {string} name */
export async function bundle(source, name) {
  mkdirSync(HOME, { recursive: true });
  const file = join(HOME, name);
  const built = await rolldown({
    input: join(SOURCES, source),
    platform: "neutral",
    resolve: { conditionNames: ["development", "import", "default"] },
    logLevel: "silent",
  });
  await built.write({ file, codeSplitting: false });
  await built.close();
  return file;
}

/** @param {string} name @param {string} ending */
export const corpusPath = (name, ending) => join(CORPORA, name + ending);

/**
 * Writes each document as bytes, as this codec's text in both layouts, and as the peers' text.
 * @param {string} module the bundled codec @param {(name: string) => boolean} wanted
 * @returns {Promise<Corpus[]>}
 */
export async function writeCorpora(module, wanted) {
  const { element, encodeWbxml, printXml, defaultHeader } = await import(pathToFileURL(module).href);
  mkdirSync(CORPORA, { recursive: true });
  const written = [];
  for (const [name, make] of corpusList(element)) {
    if (!wanted(name)) continue;
    const root = make();
    const document = { header: defaultHeader(), root };
    writeFileSync(corpusPath(name, ".wbxml"), encodeWbxml(document).bytes);
    writeFileSync(corpusPath(name, ".xml"), printXml(document));
    writeFileSync(corpusPath(name, ".compact.xml"), printXml(document, { newline: "" }));
    writeFileSync(corpusPath(name, ".peer.xml"), peerText(root));
    written.push({ name, bytes: statSync(corpusPath(name, ".wbxml")).size });
  }
  return written;
}

/** libwbxml in a process that times it; undefined where it or a compiler is absent. */
export async function buildDriver() {
  const driver = join(HOME, "libwbxml-driver");
  const flags = await runCommand("pkg-config", ["--cflags", "--libs", "libwbxml2"], { capture: true });
  if (flags.code !== 0) return undefined;
  const source = join(SOURCES, "libwbxml-driver.c");
  const built = await runCommand("cc", ["-O2", "-o", driver, source, ...flags.output.trim().split(/\s+/)], {
    capture: true,
  });
  return built.code === 0 ? driver : undefined;
}

/** The manifest of a folder that holds aswbxml; undefined when it cannot be fetched. */
export async function fetchAswbxml() {
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
