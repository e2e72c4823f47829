import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * Adds to the consumer's folder what a browser needs: page.html, with an import map to the published modules as they
 * are; worker.mjs, the trial bundled and minified; posting.html, which runs both and posts the two results.
 * @param {string} folder @param {string} installed the package in it
 */
export async function writeBrowserPages(folder, installed) {
  const map = `<script type="importmap">${JSON.stringify({ imports: importMap(installed) })}</script>`;
  const head = `<!doctype html><meta charset="utf-8"><title>trial</title>${map}`;
  writeFileSync(join(folder, "page.html"), head);
  writeFileSync(join(folder, "posting.html"), `${head}<script type="module">${POSTING}</script>`);
  writeFileSync(join(folder, "worker-entry.mjs"), 'import { trial } from "./trial.mjs";\npostMessage(trial());\n');
  const bundle = await rolldown({ input: join(folder, "worker-entry.mjs"), platform: "browser", logLevel: "silent" });
  await bundle.write({ file: join(folder, "worker.mjs"), minify: true, codeSplitting: false });
  await bundle.close();
}

/** @param {string} installed */
function importMap(installed) {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  return Object.fromEntries(
    Object.entries(exports)
      .filter(([, targets]) => typeof targets === "object")
      .map(([subpath, targets]) => [
        `@easel/codec${subpath.slice(1)}`,
        `/node_modules/@easel/codec${targets.default.slice(1)}`,
      ]),
  );
}

const POSTING = `
const fallen = (text) => ({ checks: 0, vectors: 0, hasBuffer: false, failures: [String(text)] });
const inPage = await import("/trial.mjs").then(({ trial }) => trial()).catch(fallen);
const inWorker = await new Promise((resolve) => {
  const worker = new Worker("/worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(fallen(message));
});
await fetch("/", { method: "POST", body: JSON.stringify([inPage, inWorker]) });
`;
