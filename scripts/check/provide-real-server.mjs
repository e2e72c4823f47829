import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runCommand } from "../setup/run-command.mjs";

const SCRIPT = join(ROOT, "scripts", "real-server");
const FIRST_PORT = 18400;
const LAST_PORT = 18990;
const PORTS = 6;

/**
 * A running server of our own, with `stop` to end it and remove its files; or why there is none.
 * @typedef {{ url: string, stop: () => Promise<void> } | { absent: string } | { broken: string }} RealServer
 */

/**
 * Installs and starts SOGo on free ports with a folder of its own, so that one somebody else runs is left alone.
 * `EASEL_REAL_SERVER=off` skips it; `EASEL_REAL_SERVER=required` turns every absence into a failure.
 * @returns {Promise<RealServer>}
 */
export async function provideRealServer() {
  const wish = process.env.EASEL_REAL_SERVER ?? "auto";
  /** @param {string} reason @returns {RealServer} */
  const absent = (reason) => (wish === "required" ? { broken: reason } : { absent: reason });
  if (wish === "off") return absent("EASEL_REAL_SERVER=off was set.");
  if (process.platform !== "linux" || !existsSync("/etc/debian_version")) {
    return absent("SOGo is installed from Debian's packages, and this is not Debian.");
  }

  const install = await runCommand(SCRIPT, ["install"], { capture: true });
  if (install.code !== 0) return absent(`SOGo could not be installed. ${lastLines(install.output)}`);

  const port = await freePorts();
  if (port === undefined) return { broken: `No ${PORTS} free ports between ${FIRST_PORT} and ${LAST_PORT}.` };
  const data = join(tmpdir(), `easel-sogo-${process.pid}`);
  const env = { EASEL_REAL_SERVER_DATA: data, EASEL_REAL_SERVER_PORT: String(port) };
  const stop = async () => {
    await runCommand(SCRIPT, ["stop"], { env, capture: true });
    rmSync(data, { recursive: true, force: true });
  };
  const start = await runCommand(SCRIPT, ["start"], { env, capture: true });
  if (start.code !== 0) {
    await stop();
    return { broken: `SOGo is installed but did not start.\n${lastLines(start.output, 20)}` };
  }
  return { url: `http://127.0.0.1:${port}/Microsoft-Server-ActiveSync`, stop };
}

/** The first port of six free ones in a row. */
async function freePorts() {
  for (let first = FIRST_PORT; first < LAST_PORT; first += 10) {
    const free = await Promise.all(Array.from({ length: PORTS }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  return undefined;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/**
 * @param {string} output
 * @param {number} [count]
 */
function lastLines(output, count = 3) {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
