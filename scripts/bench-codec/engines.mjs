// Who takes part: this codec on a Node or in Chromium, and its peers.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ChromiumEngine } from "../../packages/codec/bench/chromium-engine.mjs";
import { Engine } from "../../packages/codec/bench/engine.mjs";
import { provideBrowser } from "../browser.mjs";
import { serveFolder } from "../codec/serve-folder.mjs";
import { CHROMIUM_ARGS } from "../codec/trials-in-chromium.mjs";
import { runCommand } from "../setup/run-command.mjs";
import { buildDriver, bundle, fetchAswbxml, HOME, SOURCES } from "./prepare.mjs";

const SERVE = join(SOURCES, "serve.mjs");

/**
 * `fresh` makes another engine like the main one, started anew.
 * @typedef {Engine | ChromiumEngine} AnyEngine
 * @typedef {{ title: string, clock: "processor" | "wall", main: AnyEngine, noBuffer?: AnyEngine, fresh: () => AnyEngine, stop: () => Promise<void> }} Codec
 * @typedef {{ libwbxml?: Engine, aswbxml?: Engine }} Peers
 */

/** @param {string} node a Node binary @param {string} module the bundled codec @returns {Promise<Codec>} */
export async function codecOnNode(node, module) {
  const { output } = await runCommand(node, ["--version"], { capture: true });
  const engine = (/** @type {string} */ name) => new Engine(name, node, [SERVE, name, module]);
  const main = engine("codec");
  const noBuffer = engine("codec-no-buffer");
  const stop = async () => {
    main.stop();
    noBuffer.stop();
  };
  return { title: `Node ${output.trim()}`, clock: "processor", main, noBuffer, fresh: () => engine("codec"), stop };
}

/** @returns {Promise<Codec>} */
export async function codecInChromium() {
  const { path, reason } = await provideBrowser();
  if (!path) throw new Error(reason);
  await bundle("worker.mjs", "bench-worker.mjs");
  writeFileSync(join(HOME, "bench.html"), "<!doctype html><title>bench</title>");
  const server = await serveFolder(HOME);
  const browser = await chromium.launch({ executablePath: path, args: CHROMIUM_ARGS });
  const readProcessor = await rendererClock(browser);
  const engine = () => new ChromiumEngine("chromium", browser, server.url, HOME, readProcessor);
  const stop = async () => {
    await browser.close();
    server.stop();
  };
  const clock = (await readProcessor()) === undefined ? "wall" : "processor";
  return { title: `Chromium ${browser.version()}, a worker`, clock, main: engine(), fresh: engine, stop };
}

/**
 * A browser tells a page no processor time, but Linux tells that of its processes: of all that show pages, for only
 * one of them works at a time.
 * @param {import("@playwright/test").Browser} browser
 * @returns {Promise<() => Promise<number | undefined>>} nanoseconds; undefined on other systems
 */
async function rendererClock(browser) {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    try {
      let sum = 0;
      for (const { type, id } of processInfo) {
        if (type !== "renderer") continue;
        for (const thread of readdirSync(`/proc/${id}/task`)) {
          sum += Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]);
        }
      }
      return sum;
    } catch {
      return undefined;
    }
  };
}

/** @param {string} node @returns {Promise<Peers>} */
export async function startPeers(node) {
  /** @type {Peers} */
  const peers = {};
  const driver = await buildDriver();
  if (driver) peers.libwbxml = new Engine("libwbxml", driver, []);
  else console.log("libwbxml is left out: install libwbxml2-dev, pkg-config and a C compiler to have it in the table.");
  const aswbxml = await fetchAswbxml();
  if (aswbxml) peers.aswbxml = new Engine("aswbxml", node, [SERVE, "aswbxml", aswbxml]);
  else console.log("aswbxml is left out: it could not be fetched.");
  return peers;
}
