// Finds a Chromium for the browser tests, or gets one. Run by itself it prints the path.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { runCommand } from "./setup/run-command.mjs";

const DEBIAN_CHROMIUM = "/usr/bin/chromium";
const DEBIAN_PACKAGES = ["chromium", "fonts-dejavu-core"];

/**
 * A Chromium that is already here: EASEL_CHROMIUM, Debian's, or Playwright's own.
 * @returns {string | undefined} its path
 */
export function findBrowser() {
  const chosen = process.env.EASEL_CHROMIUM;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`EASEL_CHROMIUM names ${chosen}, which does not exist.`);
    return chosen;
  }
  return [DEBIAN_CHROMIUM, chromium.executablePath()].find((path) => path && existsSync(path));
}

/**
 * Finds or installs a Chromium.
 * @returns {Promise<{ path?: string, reason?: string }>} its path, or a sentence that says why there is none
 */
export async function provideBrowser() {
  const found = findBrowser();
  if (found) return { path: found };

  console.log("No Chromium here: installing Playwright's …");
  const own = await runCommand("playwright", ["install", "chromium"], { capture: true });
  const installed = findBrowser();
  if (own.code === 0 && installed && (await starts(installed))) return { path: installed };

  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    return { reason: `Playwright's Chromium could not be installed or started. ${ADVICE}` };
  }
  console.log("Playwright's Chromium does not run here: installing Debian's …");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const apt = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  await runCommand("apt-get", [...apt, "update"], { env, capture: true });
  const install = [...apt, "install", "-y", "--no-install-recommends", ...DEBIAN_PACKAGES];
  const debian = await runCommand("apt-get", install, { env, capture: true });
  if (debian.code === 0 && existsSync(DEBIAN_CHROMIUM)) return { path: DEBIAN_CHROMIUM };
  return { reason: `Neither Playwright's Chromium nor Debian's could be installed. ${ADVICE}` };
}

const ADVICE = "Install Chromium and name it in EASEL_CHROMIUM.";

/**
 * A downloaded browser may lack system libraries; that shows only when it is run.
 * @param {string} path
 */
async function starts(path) {
  return (await runCommand(path, ["--version"], { capture: true })).code === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, reason } = await provideBrowser();
  console.log(path ?? reason);
  process.exit(path ? 0 : 1);
}
