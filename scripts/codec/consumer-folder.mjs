// A folder that uses the packed codec as somebody else's project would: the README's tour and the golden vectors.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CODEC } from "./build.mjs";
import { installPacked } from "./pack.mjs";
import { tourModules } from "./tour.mjs";

const CONSUMER = join(CODEC, "consumer");
const TESTS = join(CODEC, "test");

/** What `trial()` of the folder's trial.mjs gives. @typedef {{ checks: number, vectors: number, hasBuffer: boolean, failures: string[] }} Trial */

/**
 * Makes `trial.mjs` (exports `trial()`), `print-trial.mjs` (prints its result as JSON) and `consumer.ts`.
 * @param {string} folder an empty one
 * @returns {Promise<string>} the folder of the installed package
 */
export async function makeConsumer(folder) {
  const installed = await installPacked(folder);
  const tours = tourModules(readFileSync(join(installed, "README.md"), "utf8"));
  for (const [index, code] of tours.entries()) writeFileSync(join(folder, `tour-${index + 1}.mjs`), code);
  writeFileSync(join(folder, "vectors.mjs"), `export default ${JSON.stringify(goldenVectors())};\n`);
  for (const name of readdirSync(CONSUMER)) copyFileSync(join(CONSUMER, name), join(folder, name));
  const names = tours.map((_, index) => `tour${index + 1}`);
  const imports = names.map((name, index) => `import ${name} from "./tour-${index + 1}.mjs";\n`).join("");
  writeFileSync(join(folder, "tours.mjs"), `${imports}export default [${names.join(", ")}];\n`);
  return installed;
}

/** Everything under packages/codec/test whose bytes were published, captured or made by hand. */
export function goldenVectors() {
  const text = (/** @type {string} */ path) => readFileSync(join(TESTS, path), "utf8");
  // A comment runs to the end of its line.
  const hex = (/** @type {string} */ path) => text(path).replaceAll(/#.*|[^0-9a-f]/gi, "");
  return {
    documents: /** @type {{ name: string, problems?: string[] }[]} */ (JSON.parse(text("vectors/index.json"))).map(
      ({ name, problems = [] }) => ({
        name,
        problems,
        hex: hex(`vectors/${name}.hex`),
        xml: text(`vectors/${name}.xml`),
      }),
    ),
    captures: /** @type {{ files: { file: string }[] }} */ (JSON.parse(text("captures/index.json"))).files.map(
      ({ file }) => ({ name: file, hex: readFileSync(join(TESTS, "captures", file)).toString("hex") }),
    ),
    multiparts: readdirSync(join(TESTS, "http-vectors"))
      .filter((name) => name.endsWith(".hex"))
      .map((name) => ({ name, hex: hex(`http-vectors/${name}`) })),
    queries: /** @type {{ source: string, query: string, plain: string }[]} */ (
      JSON.parse(text("http-vectors/base64-queries.json"))
    ).map(({ source, query, plain }) => ({ name: source, query, plain })),
  };
}
