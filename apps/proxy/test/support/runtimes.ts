import { readFileSync } from "node:fs";
import path from "node:path";
import type { Limits } from "../../src/limits.ts";
import { pageOf, startProxy, type TestPage } from "./proxy.ts";
import { startWorker, workerdAbsence } from "./workerd.ts";

const CA = readFileSync(path.join(import.meta.dirname, "..", "fixtures", "ca.cert.pem"), "utf8");

export interface RuntimeOptions {
  allow?: string[];
  publicHosts?: string[];
  limits?: Partial<Limits>;
  public?: boolean;
  /** How many requests of one client are let through at once. */
  rate?: number;
  /** Folder of the page's files. */
  assets?: string;
}

/** Where the app runs, and what it can know of a connection there. Both believe the authority in `fixtures`. */
export interface Runtime {
  name: string;
  /** Why it is not here; its tests are then skipped. */
  absent?: string;
  /** Whether it tells the address a name led to, and the certificate. */
  tellsConnection: boolean;
  start(options: RuntimeOptions): Promise<TestPage & { close(): Promise<void> }>;
}

const absent = await workerdAbsence();

export const RUNTIMES: Runtime[] = [
  {
    name: "Node",
    tellsConnection: true,
    start: ({ rate, ...options }) =>
      startProxy({
        ...options,
        ca: [{ pem: CA }],
        ...(rate !== undefined && { rate: { perMinute: rate, burst: rate } }),
      }),
  },
  {
    name: "workerd",
    ...(absent !== undefined && { absent }),
    tellsConnection: false,
    async start({ allow = [], publicHosts = [], ...options }) {
      const worker = await startWorker({
        env: { EASEL_ALLOW: allow.join(","), EASEL_PUBLIC_HOST: publicHosts.join(",") },
        ...options,
      });
      return { ...pageOf(worker.origin), close: worker.close };
    },
  },
];
