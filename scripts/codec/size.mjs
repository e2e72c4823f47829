// `npx pnpm size`: what parts of the published codec weigh in somebody's bundle, minified and gzipped; fails above a
// limit, or when a part drags in what it must not. Option: --modules lists what each row is made of.
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { rolldown, VERSION } from "rolldown";
import { requireDependencies } from "../setup/dependencies.mjs";
import { buildCodec, CODEC } from "./build.mjs";

/**
 * One import somebody writes. `limit` in bytes of gzip; `never` are the files under dist it must not carry.
 * @typedef {{ title: string, code: string, limit?: number, never?: RegExp }} Part
 * @typedef {Part & { minified: number, gzip: number, modules: [file: string, length: number][] }} Weighed
 */

const subpath = (/** @type {string} */ name, /** @type {RegExp} */ never) => ({
  title: `@easel/codec/${name}`,
  code: `export * from "@easel/codec/${name}";`,
  never,
});

/** @type {Part[]} */
const PARTS = [
  {
    title: "decodeWbxml + encodeWbxml, tables",
    code: 'export { decodeWbxml, encodeWbxml } from "@easel/codec/wbxml";',
    limit: 20_000,
    never: /^(?:xml|mime|http|values)\//,
  },
  { title: "wbxmlToXml + xmlToWbxml", code: 'export { wbxmlToXml, xmlToWbxml } from "@easel/codec/wbxml";' },
  subpath("document", /^(?!document)/),
  subpath("problem", /^(?!problem)/),
  subpath("bytes", /^(?!bytes\/)/),
  subpath("protocol", /^(?:wbxml|xml|mime|http|values)\//),
  subpath("wbxml", /^(?:mime|http|values)\//),
  subpath("xml", /^(?:wbxml|mime|http|values)\//),
  subpath("mime", /^(?:protocol|wbxml|xml|http|values)\//),
  subpath("http", /^(?:protocol\/code-pages|wbxml|xml|mime|values)\//),
  subpath("values", /^(?:protocol|wbxml|xml|mime|http)\//),
];

/**
 * Builds the codec and weighs its parts.
 * @returns {Promise<Weighed[]>}
 * @throws {Error} when the codec does not compile
 */
export async function weighCodec() {
  await buildCodec();
  return Promise.all(PARTS.map(weigh));
}

/** @param {Part} part @returns {Promise<Weighed>} */
async function weigh(part) {
  // Inside the package's folder, so that its name leads to its own exports.
  const entry = `${CODEC}${sep}weighed.js`;
  const bundle = await rolldown({
    input: entry,
    platform: "neutral",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? part.code : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true, codeSplitting: false });
  await bundle.close();
  const { code, modules } = output[0];
  const files = Object.entries(modules)
    .filter(([id, { renderedLength }]) => id !== entry && renderedLength > 0)
    .map(([id, { renderedLength }]) => /** @type {[string, number]} */ ([distPath(id), renderedLength]));
  files.sort(([, left], [, right]) => right - left);
  return { ...part, minified: code.length, gzip: gzipSync(code, { level: 9 }).length, modules: files };
}

/** @param {string} id */
const distPath = (id) => relative(`${CODEC}${sep}dist`, id).replaceAll(sep, "/");

/**
 * A sentence for each part that is too heavy or carries what it must not.
 * @param {Weighed[]} parts
 */
export function sizeFaults(parts) {
  return parts.flatMap(({ title, limit, gzip, never, modules }) => {
    const faults = [];
    if (limit !== undefined && gzip > limit) {
      faults.push(`${title} weighs ${gzip} bytes, ${gzip - limit} above its limit of ${limit}.`);
    }
    const strangers = never ? modules.filter(([file]) => never.test(file)) : [];
    if (strangers.length > 0) faults.push(`${title} carries ${strangers.map(([file]) => file).join(", ")}.`);
    return faults;
  });
}

/** A line for each part; what it is made of where that is asked for or it is too heavy. @param {Weighed[]} parts @param {boolean} [withModules] */
export function sizeTable(parts, withModules = false) {
  const width = Math.max(...parts.map(({ title }) => title.length));
  return parts.flatMap((part) => {
    const tooHeavy = part.limit !== undefined && part.gzip > part.limit;
    const limit = part.limit === undefined ? "" : `, limit ${kilobytes(part.limit)}`;
    const row = `${part.title.padEnd(width)} ${kilobytes(part.gzip)} gzip,${kilobytes(part.minified)} minified${limit}`;
    const weights = part.modules.map(([file, length]) => `  ${String(length).padStart(7)}  ${file}`);
    return withModules || tooHeavy ? [row, ...weights] : [row];
  });
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: options } = parseArgs({ options: { modules: { type: "boolean", default: false } } });
  requireDependencies();
  const parts = await weighCodec();
  console.log(
    `Codec size: what is published, bundled and minified by rolldown ${VERSION}, gzip -9 (1 kB = 1,000 bytes)`,
  );
  for (const line of sizeTable(parts, options.modules)) console.log(line);
  const faults = sizeFaults(parts);
  for (const fault of faults) console.error(`size: ${fault}`);
  process.exit(faults.length === 0 ? 0 : 1);
}
