// The built page in a Chromium, for scripts that measure it or take its picture.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { provideBrowser } from "../browser.mjs";
import { build } from "../build.mjs";
import { isBuilt } from "./build-stamp.mjs";
import { ROOT } from "./run-command.mjs";

const READY = /EASel is ready: (http:\/\/\S+?)\/?\s/;
const START_MS = 15_000;

/**
 * Builds when something changed, starts the proxy with a sandbox of its own on free ports, and opens a browser.
 * @param {string[]} [args] more of the proxy's own
 * @returns {Promise<{ browser: import("@playwright/test").Browser, url: string, stop: () => Promise<void> }>}
 * @throws {Error} when the page cannot be built, or no Chromium can be had
 */
export async function openBuiltPage(args = []) {
  if (!isBuilt() && !(await build())) throw new Error("The page could not be built.");
  const { path, reason } = await provideBrowser();
  if (!path) throw new Error(reason);
  const proxy = await startProxy(args);
  try {
    const flags = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"];
    const browser = await chromium.launch({ executablePath: path, args: flags });
    const stop = async () => {
      await browser.close();
      proxy.stop();
    };
    return { browser, url: proxy.url, stop };
  } catch (error) {
    proxy.stop();
    throw error;
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
function startProxy(args) {
  const child = spawn(process.execPath, [join(ROOT, "apps", "proxy", "dist", "node.js"), ...args]);
  const stop = () => void child.kill("SIGTERM");
  return new Promise((resolve, reject) => {
    let output = "";
    /** @param {string} what */
    const fail = (what) => {
      clearTimeout(timer);
      stop();
      reject(new Error(`${what} It said:\n${output}`));
    };
    const timer = setTimeout(() => fail("The proxy was not ready in time."), START_MS);
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      const url = READY.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve({ url, stop });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => fail("The proxy ended while starting."));
  });
}
