import { chromium } from "@playwright/test";
import { provideBrowser } from "../browser.mjs";
import { serveFolder } from "./serve-folder.mjs";

/** Arguments that a Chromium without a desktop, perhaps run as root, needs. */
export const CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"];

/**
 * The trial in a page, with the published modules as they are, and in a worker, bundled and minified.
 * @param {string} folder the consumer's, with its pages
 * @returns {Promise<import("./runtimes.mjs").Row[]>}
 */
export async function trialsInChromium(folder) {
  const { path, reason = "" } = await provideBrowser();
  if (!path) return [{ name: "Chromium", reason }];
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
