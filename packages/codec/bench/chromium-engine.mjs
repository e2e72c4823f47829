import { PATIENCE } from "./engine.mjs";

/** @typedef {{ operation: string, address: string, repeats: number }} Question */

/** The codec in a worker of a page of its own, asked one measurement at a time; it is started again after a time-out. */
export class ChromiumEngine {
  /** @type {import("@playwright/test").Page | undefined} */
  #page;

  /**
   * @param {string} name @param {import("@playwright/test").Browser} browser
   * @param {string} url of the folder that holds bench.html and the documents @param {string} folder the same, on disk
   * @param {() => Promise<number | undefined>} readProcessor nanoseconds the browser's pages have run, all threads together
   */
  constructor(name, browser, url, folder, readProcessor) {
    this.name = name;
    this.browser = browser;
    this.readProcessor = readProcessor;
    this.url = url;
    this.folder = folder;
  }

  /**
   * @param {string} operation @param {string} path @param {number} repeats
   * @returns {Promise<import("./measure.mjs").Measured | undefined>}
   */
  async ask(operation, path, repeats) {
    const page = await this.#open();
    const address = path.slice(this.folder.length).replaceAll("\\", "/");
    const late = setTimeout(() => this.stop(), PATIENCE);
    try {
      const began = await this.readProcessor();
      const answer = await page.evaluate(askWorker, { operation, address, repeats });
      const ended = await this.readProcessor();
      if ("error" in answer) return undefined;
      return began && ended ? { ...answer, processor: (ended - began) / answer.runs } : answer;
    } catch {
      return undefined;
    } finally {
      clearTimeout(late);
    }
  }

  stop() {
    void this.#page?.close();
    this.#page = undefined;
  }

  async #open() {
    if (this.#page) return this.#page;
    const page = await this.browser.newPage();
    await page.goto(`${this.url}/bench.html`);
    this.#page = page;
    return page;
  }
}

/** Runs in the page, which holds its worker in a global. @param {Question} question @returns {Promise<any>} */
const askWorker = (question) =>
  new Promise((resolve, reject) => {
    const page = /** @type {any} */ (globalThis);
    page.worker ??= new page.Worker("/bench-worker.mjs", { type: "module" });
    page.worker.onmessage = (/** @type {{ data: unknown }} */ { data }) => resolve(data);
    page.worker.onerror = (/** @type {{ message: string }} */ { message }) => reject(new Error(message));
    page.worker.postMessage(question);
  });
