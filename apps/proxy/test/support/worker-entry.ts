import type { Limits } from "../../src/limits.ts";
import { createWorker, type Worker, type WorkerEnv } from "../../src/worker/index.ts";

// The Worker that is deployed, with the limits a test sets. Bundled by workerd.ts.
let worker: Worker | undefined;
export default {
  fetch(request: Request, env: WorkerEnv & { LIMITS: Partial<Limits> }) {
    worker ??= createWorker(env.LIMITS);
    return worker.fetch(request, env);
  },
};
