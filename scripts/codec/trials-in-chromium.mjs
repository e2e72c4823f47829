import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { rolldown } from "rolldown";
import { provideBrowser } from "../browser.mjs";
import { serveFolder } from "./serve-folder.mjs";

/** Arguments that a Chromium without a desktop, perhaps run as root, needs. */
export const CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"];

/**
 * The trial in a page, with the published modules as they are and an import map, and in a worker, bundled and minified.
 * @param {string} folder the consumer's @param {string} installed the package in it
 * @returns {Promise<import("./runtimes.mjs").Row[]>}
 */
export async function trialsInChromium(folder, installed) {
  const { path, reason = "" } = await provideBrowser();
  if (!path) return [{ name: "Chromium", reason }];
  writeFileSync(join(folder, "page.html"), pageWithMap(installed));
  await bundleWorker(folder);
  const server = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: path, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/page.html`);
    const name = (/** @type {string} */ place) => `Chromium ${browser.version().split(".", 1)[0]}, ${place}`;
    return [
      { name: name("page"), trial: await page.evaluate(inPage) },
      { name: name("worker, bundled"), trial: await page.evaluate(inWorker) },
    ];
  } finally {
    await browser.close();
    server.stop();
  }
}

/** @param {string} installed */
function pageWithMap(installed) {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const imports = Object.fromEntries(
    Object.entries(exports)
      .filter(([, targets]) => typeof targets === "object")
      .map(([subpath, targets]) => [
        `@easel/codec${subpath.slice(1)}`,
        `/node_modules/@easel/codec${targets.default.slice(1)}`,
      ]),
  );
  return `<!doctype html><title>trial</title><script type="importmap">${JSON.stringify({ imports })}</script>`;
}

/** @param {string} folder */
async function bundleWorker(folder) {
  writeFileSync(join(folder, "worker-entry.mjs"), 'import { trial } from "./trial.mjs";\npostMessage(trial());\n');
  const bundle = await rolldown({ input: join(folder, "worker-entry.mjs"), platform: "browser", logLevel: "silent" });
  await bundle.write({ file: join(folder, "worker.mjs"), minify: true, codeSplitting: false });
  await bundle.close();
}

const inPage = async () => {
  const address = "/trial.mjs";
  const { trial } = await import(address);
  return trial();
};

/** @returns {Promise<import("./consumer-folder.mjs").Trial>} */
const inWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new globalThis.Worker("/worker.mjs", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
