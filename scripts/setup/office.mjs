// Office 365 on this machine, as the browser tests have it, for scripts that take its picture.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { provideBrowser } from "../browser.mjs";
import { bundleSource } from "./bundle-source.mjs";
import { ROOT } from "./run-command.mjs";

const SUPPORT = join(ROOT, "e2e", "support");
/** Two folders below the root, as deep as the sources: they look for their certificates from where they are. */
const BUNDLES = join(ROOT, ".cache", "pictures");
const PORT = 4790;
/** Its certificate is made for other names, and nobody there answers a request. */
export const UNTRUSTED_HOST = "mail.contoso.example";

/**
 * @param {string} sandboxUrl where commands are carried out
 * @param {{ user: string, password: string }[]} users of the sandbox
 * @returns {Promise<{ browser: import("@playwright/test").Browser, url: string, clientId: string, stop: () => Promise<void> }>}
 */
export async function openOffice(sandboxUrl, users) {
  mkdirSync(BUNDLES, { recursive: true });
  const { startExchangeOnline } = await load("exchange-online");
  const { startLoginService, CLIENT_ID } = await load("login-service");
  const { startRehearsal } = await load("rehearsal");
  const passwordOf = (/** @type {string} */ user) => users.find((each) => each.user === user)?.password ?? "";
  const exchange = await startExchangeOnline(sandboxUrl, passwordOf);
  const login = await startLoginService(`http://localhost:${PORT}/sign-in.html`);
  const standIns = {
    "outlook.office365.com": exchange.port,
    "login.microsoftonline.com": login.port,
    [UNTRUSTED_HOST]: exchange.port,
  };
  const flags = ["--assets", join(ROOT, "apps", "web", "dist"), "--allow", UNTRUSTED_HOST];
  const proxy = await startRehearsal(PORT, standIns, flags);
  const { path } = await provideBrowser();
  const rules = `--host-resolver-rules=MAP login.microsoftonline.com 127.0.0.1:${login.port}`;
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", rules];
  const browser = await chromium.launch({ ...(path && { executablePath: path }), args });
  const stop = async () => {
    await browser.close();
    await Promise.all([proxy.stop(), exchange.stop(), login.stop()]);
  };
  return { browser, url: proxy.url, clientId: CLIENT_ID, stop };
}

/**
 * One of the tests' own servers: they are TypeScript, which this Node may not read.
 * @param {string} name
 */
async function load(name) {
  const file = join(BUNDLES, `${name}.mjs`);
  await bundleSource(join(SUPPORT, `${name}.ts`), file);
  return import(pathToFileURL(file).href);
}
