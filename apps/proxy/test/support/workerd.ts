import { readFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import type { MiniflareOptions } from "miniflare";
import { rolldown } from "rolldown";
import { loadConfig } from "rolldown/config";
import type { Limits } from "../../src/limits.ts";
import type { WorkerEnv } from "../../src/worker/index.ts";

const PROXY = path.join(import.meta.dirname, "..", "..");
const ENTRY = path.join(import.meta.dirname, "worker-entry.ts");
const AUTHORITY = path.join(import.meta.dirname, "..", "fixtures", "ca.cert.pem");

export interface WorkerOptions {
  env?: Pick<WorkerEnv, "EASEL_ALLOW" | "EASEL_PUBLIC_HOST">;
  limits?: Partial<Limits>;
  public?: boolean;
  /** Requests of one client in ten seconds. */
  rate?: number;
  /** Folder of the page's files. */
  assets?: string;
}

export interface RunningWorker {
  origin: string;
  close(): Promise<void>;
}

let bundled: Promise<string> | undefined;

/** The Worker in Cloudflare's own runtime, on a real port of this machine, set up as wrangler.jsonc says. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  bundled ??= bundle();
  const { env = {}, limits = {}, assets, rate } = options;
  const { compatibility_date, compatibility_flags } = readWranglerConfig();
  return run({
    modules: [{ type: "ESModule", path: "worker.js", contents: await bundled }],
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    bindings: { ...env, LIMITS: { ...limits }, PUBLIC: options.public ?? false },
    ...(rate !== undefined && { ratelimits: { RATE_LIMITER: { simple: { limit: rate, period: 10 } } } }),
    ...(assets && {
      assets: {
        directory: assets,
        binding: "ASSETS",
        routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
      },
    }),
  });
}

/** Why workerd cannot run on this machine; undefined when it can. */
export async function workerdAbsence(): Promise<string | undefined> {
  try {
    const worker = await run({ modules: true, script: "export default {}" });
    await worker.close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split("\n")[0] : String(error);
  }
}

async function run(options: MiniflareOptions): Promise<RunningWorker> {
  const { Miniflare } = await importTrusting(AUTHORITY);
  const miniflare = new Miniflare({
    ...options,
    host: "127.0.0.1",
    // Otherwise it asks Cloudflare where this machine is.
    cf: false,
    // What workerd says of connections that broke is what the tests are about.
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.resume();
    },
  });
  const { origin } = await miniflare.ready;
  return { origin, close: () => miniflare.dispose() };
}

/** Miniflare reads this variable once, when it is loaded, for the authorities its Workers believe. */
async function importTrusting(file: string): Promise<typeof import("miniflare")> {
  const before = process.env.NODE_EXTRA_CA_CERTS;
  process.env.NODE_EXTRA_CA_CERTS = file;
  try {
    return await import("miniflare");
  } finally {
    if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
    else process.env.NODE_EXTRA_CA_CERTS = before;
  }
}

async function bundle(): Promise<string> {
  const config = await loadConfig(path.join(PROXY, "rolldown.worker.config.mjs"));
  if (typeof config === "function" || Array.isArray(config)) throw new TypeError("one plain configuration expected");
  const build = await rolldown({ ...config, cwd: PROXY, input: ENTRY });
  const { output } = await build.generate({ format: "esm", codeSplitting: false });
  await build.close();
  return output[0].code;
}

interface WranglerConfig {
  compatibility_date: string;
  compatibility_flags: string[];
}

function readWranglerConfig(): WranglerConfig {
  const text = readFileSync(path.join(PROXY, "wrangler.jsonc"), "utf8");
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}
