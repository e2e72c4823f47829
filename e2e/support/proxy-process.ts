import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const BUNDLE = fileURLToPath(new URL("../../apps/proxy/dist/node.js", import.meta.url));
const READY = /EASel is ready: (http:\/\/\S+?)\/?\s/;
const START_MS = 15_000;
const STOP_MS = 5_000;
const START_ATTEMPTS = 3;

/** What the tests' own requests carry; the page learns it by itself. */
export const SCRIPT_TOKEN = "token-of-the-browser-tests";

export interface ProxyProcess {
  /** Where the page is, without a closing slash. */
  url: string;
  /** Everything the proxy has printed so far. */
  log(): string;
  stop(): Promise<void>;
  /** Ends it as a crash would: nothing is told to anybody. */
  kill(): Promise<void>;
}

/** Starts the built proxy, with a sandbox of its own, on the first two free ports from `firstPort` on. */
export async function startProxy(firstPort: number, flags: string[] = []): Promise<ProxyProcess> {
  if (!existsSync(BUNDLE)) throw new Error("The proxy is not built. Run `npm run build` first.");
  for (let attempt = 1; ; attempt++) {
    const port = await freePortPair(firstPort);
    try {
      return await startOn(port, flags);
    } catch (error) {
      // Another run on this machine may have taken the port between the look and the start.
      if (attempt === START_ATTEMPTS || (await isFree(port))) throw error;
    }
  }
}

async function startOn(port: number, flags: string[]): Promise<ProxyProcess> {
  const child = spawn(process.execPath, [BUNDLE, "--port", String(port), "--token", SCRIPT_TOKEN, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // A test that fails halfway stops nothing; its proxy must not hold the port for the next run.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  void ended.then(() => process.off("exit", abandon));
  const ready = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The proxy was not ready in time. It said:\n${output}`)), START_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = READY.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`The proxy ended while starting. It said:\n${output}`));
    });
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(killer);
  };
  try {
    const kill = async () => {
      child.kill("SIGKILL");
      await ended;
    };
    return { url: await ready, log: () => output, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePortPair(first: number): Promise<number> {
  for (let port = first; port < 65_000; port += 2) {
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error(`No two free ports from ${first} on.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
