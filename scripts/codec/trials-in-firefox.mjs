import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { runCommand } from "../setup/run-command.mjs";
import { serveFolder } from "./serve-folder.mjs";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
const PATIENCE = 90_000;

/**
 * The trial in a page and a worker of a Firefox that is installed; its page posts what it found.
 * @param {string} folder the consumer's, with its pages
 * @returns {Promise<import("./runtimes.mjs").Row[]>}
 */
export async function trialsInFirefox(folder) {
  const path = PLACES.find((place) => existsSync(place));
  if (!path) return [{ name: "Firefox", reason: "there is none here; on Debian install firefox-esr." }];
  const { output } = await runCommand(path, ["--version"], { capture: true });
  const name = `Firefox ${/\d+/.exec(output)?.[0] ?? ""}`;
  const server = await serveFolder(folder);
  const profile = join(folder, "firefox-profile");
  mkdirSync(profile);
  const child = spawn(path, ["--headless", "--no-remote", "--profile", profile, `${server.url}/posting.html`], {
    stdio: "ignore",
    env: { ...process.env, HOME: profile },
  });
  /** @type {import("./consumer-folder.mjs").Trial[] | undefined} */
  const found = await Promise.race([server.posted.then(JSON.parse), setTimeout(PATIENCE, undefined, { ref: false })]);
  child.kill();
  await once(child, "exit");
  server.stop();
  const silent = { checks: 0, vectors: 0, hasBuffer: false, failures: ["The page did not answer in time."] };
  const [page = silent, worker = silent] = found ?? [];
  return [
    { name: `${name}, page`, trial: page },
    { name: `${name}, worker, bundled`, trial: worker },
  ];
}
